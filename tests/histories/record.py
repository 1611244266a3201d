"""Records the workflow histories of a release: ``python -m tests.histories.record VERSION``.

Run once when a version is released; the files are kept for ever and replayed by every later one.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from tests.workflows.year import NAME, Year, kipo_rules, running_year, with_bodies, with_two_people
from worker import open_log

_MACHINES = {"identity", "binaryChecksum", "workerVersion"}
HERE = Path(__file__).parent
KEPT = (
    "cycle/2010",
    "phase/2010/PMO/guidelines",
    "phase/2010/KIPO/plan-draft",
    "phase/2010/KIPO/feedback-q1",
    "phase/2010/KIPO/interim",
    "phase/2010/KIPO/self-evaluation",
    "qualification/ada/1",
)


async def record(version: str) -> None:
    """Live through a year in which something happens to every kept clock, and keep the histories."""
    folder = HERE / version
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        log = open_log(f"sqlite:///{scratch}/log.db")
        async with running_year(log) as year:
            await _live(year)
            for name in KEPT:
                history = await year.server.client.get_workflow_handle(name).fetch_history()
                kept = json.dumps(_anonymous(history.to_json_dict()), indent=1)
                (folder / f"{name.replace('/', '_')}.json").write_text(kept + "\n", encoding="utf-8")
        log.close()


def _anonymous(value: Any) -> Any:
    """Return *value* without the names of the machines and processes it was made by."""
    if isinstance(value, dict):
        return {key: _anonymous(item) for key, item in value.items() if key not in _MACHINES}
    return [_anonymous(item) for item in value] if isinstance(value, list) else value


async def _live(year: Year) -> None:
    await with_bodies(year)
    await with_two_people(year, 2010)
    await year.opens(2010, kipo_rules())
    guidelines = {"year": 2010, "body": "PMO", "phase": "guidelines"}
    await year.passes_to(date(2010, 1, 12))
    await year.asks("system", "PausePhase", **guidelines, reason="maintenance")
    await year.passes_to(date(2010, 1, 14))
    await year.asks("system", "ResumePhase", **guidelines, reason="maintenance is over")
    await year.asks("system", "GrantRole", person="com", role="evaluation-office", body="PMO")
    await year.asks("com", "IssueGuideline", **guidelines, title=NAME, document="a" * 64)
    await year.passes_to(date(2010, 2, 25))
    drafting = {"year": 2010, "body": "KIPO", "phase": "plan-draft"}
    await year.asks("system", "MovePhase", **drafting, due="2010-03-04", reason="late guideline")
    await year.passes_to(date(2010, 3, 29))
    noted = {"year": 2010, "body": "KIPO", "phase": "feedback-q1", "person": "ben"}
    await year.asks("ada", "WriteFeedbackNote", **noted, note="면담")
    await year.asks("ben", "SignFeedbackNote", **noted, edition=1)
    await year.passes_to(date(2011, 2, 1))
    await _test_ada(year)
    await year.passes_to(date(2011, 7, 2))


async def _test_ada(year: Year) -> None:
    """Let ada's qualification test run late, then be decided: each kind of step of a case's clock."""
    ada = {"person": "ada", "number": 1}
    lowest = {"year": 2010, "ground": "lowest-grade", "years": (2008, 2010)}
    await year.asks("system", "TriggerQualificationTest", **ada, **lowest)
    for member in ("m1", "m2", "m3"):
        await year.asks("system", "GrantRole", person=member, role="qualification-board", body="PMO")
    await year.asks("com", "RequestQualificationTest", **ada, papers=("a" * 64,))
    seats = {"session": "2011-02-10", "members": ("m1", "m2", "m3")}
    await year.asks("system", "ScheduleQualificationTest", **ada, **seats)
    await year.passes_to(date(2011, 3, 14))  # near, then late
    await year.asks("system", "DecideQualificationTest", **ada, votes=dict.fromkeys(("m1", "m2", "m3"), "fit"))


if __name__ == "__main__":
    asyncio.run(record(sys.argv[1]))
