"""Settings come from the environment, and have defaults for one machine."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from runtime.settings import Settings


def test_what_the_environment_says_comes_before_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SACHO_TEMPORAL_TLS", "true")
    monkeypatch.setenv("SACHO_TEMPORAL_API_KEY", "secret")
    monkeypatch.delenv("SACHO_LOG_FORMAT", raising=False)
    settings = Settings()
    assert (settings.temporal_tls, settings.log_format) == (True, "auto")
    assert settings.temporal_api_key is not None
    assert settings.temporal_api_key.get_secret_value() == "secret"
    assert "secret" not in repr(settings)
    assert "temporal_tls" in settings.model_fields_set
    assert "log_format" not in settings.model_fields_set


def test_what_is_given_comes_before_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SACHO_LOG_FORMAT", "json")
    assert (Settings().log_format, Settings(log_format="text").log_format) == ("json", "text")


def test_a_setting_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SACHO_TEMPORAL_TLS", "perhaps")
    with pytest.raises(ValidationError, match="temporal_tls"):
        Settings()
