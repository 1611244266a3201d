"""One rehearsal, run by ``bench.rehearsals`` in a process of its own; prints one line of JSON."""

from __future__ import annotations

import asyncio
import json
import resource
import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from zoneinfo import ZoneInfo

from eventstore.port import Log, Query
from rehearsal.government import first  # noqa: TID251 - as below
from rehearsal.loading import load_case  # noqa: TID251 - it is what is measured
from rehearsal.stage import rehearse  # noqa: TID251 - as above
from runtime.logging import set_up_logging
from worker import open_log

_KIBI = 1024


def main(folder: Path, people: int | None, until: datetime | None, bodies: int | None) -> None:
    """Rehearse the case in *folder*, or the first *bodies* of it, and print how long it took and how much memory."""
    set_up_logging("warning", "json")
    start = perf_counter()
    case = load_case(folder)
    with TemporaryDirectory() as place:
        log = open_log(f"sqlite:///{place}/rehearsal.db")
        bill = asyncio.run(rehearse(first(case, bodies) if bodies else case, log, people, until))
        found = {"events": log.head().position, "people": _people(log), "closed": bill.closed}
        log.close()
    print(
        json.dumps({**found, "seconds": perf_counter() - start, "mebibytes": _mebibytes(), "processor": _processor()})
    )


def _people(log: Log) -> int:
    return len({row.stream for row in log.read(Query(type="PersonRegistered"))})


def _mebibytes() -> float:
    """Return the peak memory of this process plus that of its largest child; Linux counts in KiB."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(who).ru_maxrss for who in whose) / _KIBI


def _processor() -> float:
    """Return the seconds of processor time of this process and its children."""
    found = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(it.ru_utime + it.ru_stime for it in found)


if __name__ == "__main__":
    when = datetime.fromisoformat(sys.argv[3]).replace(tzinfo=ZoneInfo("Asia/Seoul")) if sys.argv[3] else None
    main(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2] else None, when, int(sys.argv[4]) if sys.argv[4:] else None)
