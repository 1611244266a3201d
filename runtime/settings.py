"""Settings: from the environment (SACHO_…), with defaults for one machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from platformdirs import user_data_dir
from pydantic import BaseModel, Field, SecretStr


def data_folder() -> Path:
    """Return the folder that holds the embedded default's files."""
    return Path(user_data_dir("sacho", appauthor=False))


class Settings(BaseModel):
    """Where the log and the Temporal server are, and how to reach them."""

    database_url: str = Field(default_factory=lambda: f"sqlite:///{data_folder() / 'sacho.db'}")
    temporal_address: str = "127.0.0.1:7233"
    temporal_namespace: str = "sacho"
    temporal_api_key: SecretStr | None = None
    temporal_tls: bool = False
    log_format: str = "auto"  # auto, json or text

    def __init__(self, **given: Any) -> None:
        """Take what is *given*, else what the environment says, else the default."""
        said = {name: os.environ.get(f"SACHO_{name.upper()}") for name in type(self).model_fields}
        super().__init__(**{name: it for name, it in said.items() if it is not None} | given)
