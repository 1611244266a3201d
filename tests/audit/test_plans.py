"""What the plan of a year serves, as it is told."""

from __future__ import annotations

from typing import Any

from audit.plans import logic, policy
from domain.alignment import Unserved
from domain.messages import Event
from domain.planning import LogicRule
from eventstore.memory import MemoryLog
from runtime.databases import memory_engine
from tests.domain.test_alignment import WHY, advancing, issued, item
from tests.domain.test_logic_model import HALF, measuring, opened
from tests.support import office as kipo
from tests.support.office import BUREAU, KIPO, PROMOTION, all_drafted, drafted, plan_submitted
from tests.support.rows import append, rows_of


def told(*events: Event, body: str | None = None) -> list[dict[str, Any]]:
    engine = memory_engine()
    log = MemoryLog(engine)
    append(log, rows_of([*kipo.office, *events]))
    found = policy(log, kipo.opened_cycle(), body=body)
    engine.dispose()
    return found


GUIDELINE = issued(item("N-1", KIPO), item("N-2", KIPO), item("N-3"))


def test_an_item_is_told_with_what_advances_it_or_why_nothing_does() -> None:
    submitted = plan_submitted.model_copy(update={"unserved": (Unserved(item="N-2", reason=WHY),)})
    found = told(GUIDELINE, *all_drafted, drafted(BUREAU, advancing("N-1")), submitted)
    assert [(it["code"], it["asked"], it["advanced_by"], it["reason"]) for it in found] == [
        ("N-1", True, [{"unit": BUREAU, "of": "T1"}], None),
        ("N-2", True, [], WHY),
        ("N-3", False, [], None),
    ]


def test_a_draft_is_told_before_it_is_submitted() -> None:
    found = told(GUIDELINE, drafted(BUREAU, advancing("N-3")))
    assert [bool(it["advanced_by"]) for it in found] == [False, False, True]


def test_without_a_guideline_or_a_plan_there_is_nothing_to_tell() -> None:
    assert told(*all_drafted) == []
    assert told(GUIDELINE) == []
    assert told(GUIDELINE, *all_drafted, body="PMO") == []


def told_logic(rule: LogicRule, *events: Event, **only: str) -> list[dict[str, Any]]:
    engine = memory_engine()
    log = MemoryLog(engine)
    append(log, rows_of([*kipo.office, *events]))
    found = logic(log, opened(rule), **only)
    engine.dispose()
    return found


def test_the_weight_of_each_type_is_told_by_unit() -> None:
    part = drafted(PROMOTION, measuring(("result", "60"), ("activity", "40")))
    (found,) = told_logic(HALF, *all_drafted, part, unit=PROMOTION)
    assert found["weights"] == {"input": "0", "activity": "40", "output": "0", "result": "60", "unstated": "0"}
    assert (found["short"], found["least"], found["counts"]) == (False, "50", ["output", "result"])


def test_who_measures_too_little_is_marked() -> None:
    found = told_logic(HALF, *all_drafted)
    assert [(it["unit"], it["short"]) for it in found] == [(BUREAU, True), (PROMOTION, True), ("EXAM", True)]
    assert told_logic(HALF, *all_drafted, body="PMO") == []
