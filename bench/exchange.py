"""The exchange: rows a second of a batch, all work included, from the file's bytes to the fact that it was received."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from zoneinfo import ZoneInfo

from activities.commands import Door
from activities.rehearsals import own_time
from activities.requests import Request
from bench.report import Figure, Subject
from bench.world import logged, require
from domain.exchange_facts import Format
from domain.neighbours import connector_role
from domain.person_roles import GrantRole
from eventstore.port import Log
from exchange.formats import CODECS  # noqa: TID251 - it is what is measured
from exchange.inbound import Taken, read_batch, take_in  # noqa: TID251 - as above
from exchange.layouts import INWARD  # noqa: TID251 - as above
from exchange.plans import plan_of  # noqa: TID251 - as above
from projections.inbox import Inbox
from rehearsal.loading import load_case  # noqa: TID251 - the log that is written to
from rehearsal.stage import rehearse  # noqa: TID251 - as above
from runtime.clocks import SimulatedClock
from runtime.logging import set_up_logging
from runtime.memory import calm_collector
from worker import open_log

NAME = "exchange"
FULL, QUICK = 10_000, 200  # rows
YEAR, BODY, PHASE = 2010, "KIPO", "feedback-q1"
_APRIL = datetime(2010, 4, 5, tzinfo=ZoneInfo("Asia/Seoul"))  # the plan is in force, the first talks are open
_CASE = Path(__file__).parent.parent / "examples" / "kipo-2010"
_LEAST = 5_000  # rows a second
Row = dict[str, str]


def run(*, quick: bool) -> Subject:
    """Import documents and values into the golden case's log of April, then both once more."""
    calm_collector()  # as the worker does
    set_up_logging("warning", "json")  # of the rehearsal nothing is measured
    rows = QUICK if quick else FULL
    with TemporaryDirectory() as folder:
        log = open_log(f"sqlite:///{folder}/bench.db")
        asyncio.run(rehearse(load_case(_CASE), log, None, _APRIL))
        codes = sorted(plan_of(log, YEAR, BODY).in_force)
        with logged(Path(folder) / "bench.jsonl"), Door(log, Inbox(), SimulatedClock(own_time(log) or _APRIL)) as door:
            figures = [
                *_measured(door, log, "onnara", "csv", _rows(rows, codes, _document)),
                *_measured(door, log, "bsc", "jsonl", _rows(rows, codes, _value)),
                _read("bsc", "xlsx", _rows(rows, codes, _value)),
            ]
        log.close()
    return Subject(NAME, f"The exchange, {rows:,} rows a batch, SQLite, synchronous=FULL", figures)


def _rows(count: int, codes: list[str], of: Callable[[int], Row]) -> list[Row]:
    about = {"year": str(YEAR), "body": BODY, "phase": PHASE}
    return [{"key": f"k-{n}", **about, "indicator": codes[n % len(codes)], **of(n)} for n in range(count)]


def _document(n: int) -> Row:
    return {"document": f"{n:064x}", "title": "1분기 실적 보고"}


def _value(n: int) -> Row:
    return {"value": f"{50 + n % 40}.{n % 10}"}


def _measured(door: Door, log: Log, system: str, format_: Format, rows: list[Row]) -> list[Figure]:
    data = CODECS[format_].write(rows, INWARD[system])
    grant = GrantRole(person=system, role=connector_role(system), body=BODY)
    require(door.call(Request(id=f"grant/{system}", command=grant)))
    clock, work = perf_counter(), process_time()
    taken = _import(door, log, system, format_, data)
    seconds, processor = perf_counter() - clock, process_time() - work
    assert (taken.accepted, taken.again) == (len(rows), False)
    clock = perf_counter()
    assert _import(door, log, system, format_, data).again
    again = perf_counter() - clock
    return [
        Figure(f"{system}, {format_}", len(rows) / seconds, "rows/s", least=_LEAST),
        Figure(f"{system}, {format_}, by the processor's time alone", len(rows) / processor, "rows/s"),
        Figure(f"{system}, {format_}, the same batch again", len(rows) / again, "rows/s"),
    ]


def _read(system: str, format_: Format, rows: list[Row]) -> Figure:
    """Return how fast a file is read alone, before any row is carried out."""
    data = CODECS[format_].write(rows, INWARD[system])
    clock = perf_counter()
    assert len(CODECS[format_].read(data, INWARD[system])) == len(rows)
    return Figure(f"{system}, {format_}, read alone", len(rows) / (perf_counter() - clock), "rows/s")


def _import(door: Door, log: Log, system: str, format_: Format, data: bytes) -> Taken:
    return take_in(door, log, read_batch(system, "batch", format_, data), system)
