"""Logging: one line per thing that happened, on stderr; JSON for machines, plain on a terminal."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import orjson
import structlog

if TYPE_CHECKING:
    from structlog.typing import Processor


def set_up_logging(level: str = "info", style: str = "auto") -> None:
    """Write log lines from *level* up to stderr; *style* is json, text, or auto: text on a terminal."""
    number = logging.getLevelNamesMapping()[level.upper()]
    as_json = style == "json" or (style != "text" and not sys.stderr.isatty())
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last = _json() if as_json else _text()
    foreign: list[Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()] if as_json else last
    )
    structlog.configure(
        processors=[*shared, *last],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=_bytes_to_stderr() if as_json else structlog.PrintLoggerFactory(sys.stderr),
    )
    _set_up_foreign(number, shared, foreign)


def _json() -> list[Processor]:
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(serializer=orjson.dumps)]


def _bytes_to_stderr() -> Callable[..., object]:
    """Return loggers for lines that are bytes already; a captured stderr may have no bytes below."""
    below = getattr(sys.stderr, "buffer", None)
    return structlog.BytesLoggerFactory(below) if below else structlog.PrintLoggerFactory(sys.stderr)


def _text() -> list[Processor]:
    plain = structlog.dev.plain_traceback
    return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]


def _set_up_foreign(number: int, shared: list[Processor], last: list[Processor]) -> None:
    """Let libraries that log by the standard library, Temporal's above all, look the same."""
    handler = logging.StreamHandler(sys.stderr)
    clean = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[clean, *last]))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(number, logging.WARNING))
