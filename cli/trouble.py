"""What went wrong, as a sentence: what, where, and what would help. Never a traceback."""

from __future__ import annotations

import re

import pydantic
from sqlalchemy import exc, make_url

from cli.command import Trouble
from runtime.databases import UnsafeDatabase
from runtime.settings import Settings

_BY_WORDS = (  # what databases say, in lower case, and the code of our sentence
    ("locked", "database.busy"),
    ("lock timeout", "database.busy"),
    ("malformed", "database.damaged"),
    ("not a database", "database.damaged"),
    ("readonly", "database.read-only"),
    ("read-only", "database.read-only"),
    ("permission denied", "database.read-only"),
    ("is full", "database.full"),
    ("unable to open", "database.unreachable"),
    ("connection", "database.unreachable"),
    ("password", "database.unreachable"),
    ("does not exist", "database.unreachable"),
)


def trouble_of(error: Exception, database: str | None = None) -> Trouble:
    """Return *error* as a refusal that can be told."""
    match error:
        case UnsafeDatabase():
            return Trouble("database.unsafe", detail=error)
        case exc.ArgumentError() | exc.NoSuchModuleError() | ModuleNotFoundError():
            return Trouble("database.address", detail=_line(error))
        case exc.SQLAlchemyError():
            return _of_database(error, database)
        case pydantic.ValidationError() | KeyError():
            return Trouble("log.unreadable", detail=_line(error))
        case OSError():
            return Trouble("file.trouble", detail=error)
        case _:
            return _other(error)


def _of_database(error: exc.SQLAlchemyError, database: str | None) -> Trouble:
    said = _line(getattr(error, "orig", None) or error)  # the driver's words: no statement, no values
    code = next((code for words, code in _BY_WORDS if words in said.lower()), "database.failed")
    return Trouble(code, place=_place(database), detail=said)


def _place(database: str | None) -> str:
    url = database or Settings().database_url
    return make_url(url).render_as_string(hide_password=True) if "://" in url else url


def _other(error: Exception) -> Trouble:
    kind, said = type(error).__name__, _line(error)
    if kind == "CannotOpen":
        return Trouble("rehearse.cannot-open", detail=said)
    if kind == "NoTemporal":
        return Trouble("temporal.missing", detail=said)
    if kind == "RPCError" or "client connect" in said.lower() or "connection" in said.lower():
        reason = re.search(r'message: "([^"]+)"', said)  # the transport's own words, deep inside
        detail = reason[1] if reason else said
        return Trouble("temporal.unreachable", address=Settings().temporal_address, detail=detail)
    return Trouble("unexpected", kind=kind, detail=said)


def _line(error: BaseException) -> str:
    """Return the first line of what *error* says."""
    return str(error).strip().split("\n", 1)[0][:300]
