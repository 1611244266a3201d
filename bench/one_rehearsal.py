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
from rehearsal.loading import load_case  # noqa: TID251 - it is what is measured
from rehearsal.stage import rehearse  # noqa: TID251 - as above
from runtime.logging import set_up_logging
from worker import open_log

_KIBI = 1024


def main(case: Path, people: int | None, until: datetime | None) -> None:
    """Rehearse *case*, and print how long it took and how much memory."""
    set_up_logging("warning", "json")
    start = perf_counter()
    with TemporaryDirectory() as folder:
        log = open_log(f"sqlite:///{folder}/rehearsal.db")
        bill = asyncio.run(rehearse(load_case(case), log, people, until))
        found = {"events": log.head().position, "people": _people(log), "closed": bill.closed}
        log.close()
    print(json.dumps({**found, "seconds": perf_counter() - start, "mebibytes": _mebibytes()}))


def _people(log: Log) -> int:
    return len({row.stream for row in log.read(Query(type="PersonRegistered"))})


def _mebibytes() -> float:
    """Return the peak memory of this process plus that of its largest child; Linux counts in KiB."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(who).ru_maxrss for who in whose) / _KIBI


if __name__ == "__main__":
    when = datetime.fromisoformat(sys.argv[3]).replace(tzinfo=ZoneInfo("Asia/Seoul")) if sys.argv[3] else None
    main(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2] else None, when)
