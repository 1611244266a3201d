"""Settings: from the environment (SACHO_…), with defaults for one machine."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_dir
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def data_folder() -> Path:
    """Return the folder that holds the embedded default's files."""
    return Path(user_data_dir("sacho", appauthor=False))


class Settings(BaseSettings):
    """Where the log and the Temporal server are, and how to reach them."""

    model_config = SettingsConfigDict(env_prefix="SACHO_", extra="ignore")

    database_url: str = Field(default_factory=lambda: f"sqlite:///{data_folder() / 'sacho.db'}")
    temporal_address: str = "127.0.0.1:7233"
    temporal_namespace: str = "sacho"
    temporal_api_key: SecretStr | None = None
    temporal_tls: bool = False
    log_format: str = "auto"  # auto, json or text
