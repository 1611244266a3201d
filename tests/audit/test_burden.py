"""The burden counted from a log: whose it is, what counts as late, and the year before beside it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from audit.burden import burden, stated
from domain.data_request_facts import DataProvided, DataRequested, DataRequestWithdrawn, DataSupplementRequested
from domain.indicator_events import EvidenceAttached
from domain.messages import Event
from domain.phase_facts import EscalationRaised, PhaseMoved, PhaseReminded
from tests.audit.telling import Telling, goals
from tests.support import office
from tests.support.office import KIPO, PMO, PROMOTION, SEAL, YEAR, ada, mina, planner

about: dict[str, Any] = {"year": YEAR, "body": KIPO}
talks = {**about, "phase": "talks"}
DUE = date(2010, 4, 15)  # of the phase
evidence = EvidenceAttached(**talks, indicator="P-01", document=SEAL, title="보고서", by=ada)
by_gwen: dict[str, Any] = {**about, "number": 1, "by": "gwen"}
asked = DataRequested(
    **by_gwen, asker=PMO, kind="document", what="현황", purpose="점검", due=date(2010, 5, 31), unit=PROMOTION
)
lacking = DataSupplementRequested(**by_gwen, lacking="9월분", due=date(2010, 5, 31))
provided = DataProvided(**{**by_gwen, "by": planner}, document=SEAL)
pointed = DataProvided(**{**by_gwen, "by": planner}, at=f"plan/{YEAR}/{KIPO}@1")


def reminder(day: date, number: int = 4) -> PhaseReminded:
    return PhaseReminded(**talks, on=day, open=number)


def told(telling: Telling, body: str | None = None) -> dict[str, Any]:
    with telling.log.view() as connection:
        return burden(telling.log, connection, YEAR, body=body)


def change(telling: Telling, *story: tuple[Event, str]) -> dict[str, int]:
    """Return by how much *story*, each event with its actor, adds to the whole."""
    before = told(telling)["total"]
    for event, actor in story:
        telling.tell(event, actor=actor)
    after = told(telling)["total"]
    return {name: after[name] - before[name] for name in before if name != "last_year" and after[name] != before[name]}


def test_a_task_done_by_a_person_counts(telling: Telling) -> None:
    assert change(telling, (goals(), ada)) == {"tasks": 1, "minutes": 15}


def test_what_the_engine_does_costs_nobody(telling: Telling) -> None:
    assert change(telling, (goals(), "system")) == {}


def test_what_a_neighbour_system_brings_costs_nobody(telling: Telling) -> None:
    telling.tell(office.holds("X-ONNARA", "exchange-onnara"))
    assert change(telling, (evidence, "X-ONNARA")) == {}


def test_evidence_is_a_task_and_a_document(telling: Telling) -> None:
    assert change(telling, (evidence, ada)) == {"tasks": 1, "documents": 1, "minutes": 15 + 20}


def test_a_request_costs_whom_it_asks_and_once_more_what_was_lacking(telling: Telling) -> None:
    assert change(telling, (asked, "gwen")) == {"requests": 1, "minutes": 30}
    assert change(telling, (provided, planner)) == {"tasks": 1, "documents": 1, "minutes": 35}
    assert change(telling, (lacking, "gwen")) == {"requests": 1, "repeated": 1, "minutes": 30}
    assert change(telling, (pointed, planner)) == {"tasks": 1, "minutes": 15}
    (unit,) = [it for it in told(telling)["units"] if it["unit"] == PROMOTION]
    assert (unit["body"], unit["requests"], unit["repeated"]) == (KIPO, 1, 0)
    assert told(telling, PMO)["total"]["requests"] == 0


@pytest.mark.parametrize(("day", "late"), [(date(2010, 4, 15), 0), (date(2010, 4, 16), 4)])
def test_a_reminder_is_late_from_the_day_after_the_last(telling: Telling, day: date, late: int) -> None:
    telling.tell(office.phase_open(office.TALKS))
    assert change(telling, (reminder(day), "system")).get("reminders", 0) == late


def test_what_was_reminded_of_is_not_late_when_the_last_day_was_moved(telling: Telling) -> None:
    telling.tell(office.phase_open(office.TALKS))
    moved = PhaseMoved(
        **talks, opens=date(2010, 3, 25), due=date(2010, 4, 30), due_before=DUE, reason="태풍", resolution=None
    )
    telling.tell(moved)
    assert change(telling, (reminder(date(2010, 4, 30)), "system")) == {}


def test_an_escalation_is_a_late_letter_to_each(telling: Telling) -> None:
    raised = EscalationRaised(**talks, step=1, to="second", open=3)
    assert change(telling, (raised, "system")) == {"reminders": 3, "minutes": 3}


def test_work_falls_on_the_one_who_does_it_and_on_where_he_has_his_post(telling: Telling) -> None:
    telling.tell(goals(), actor=ada)
    data = told(telling)
    assert [(it["person"], it["body"], it["tasks"]) for it in data["persons"]] == [(ada, KIPO, 1)]
    assert [(it["unit"], it["tasks"]) for it in data["units"]] == [(PROMOTION, 1)]
    assert [(it["role"], it["tasks"]) for it in data["roles"]] == [("first", 1)]


def test_the_heaviest_stands_first(telling: Telling) -> None:
    for event, actor in ((goals(), mina), (goals(), ada), (evidence, ada)):
        telling.tell(event, actor=actor)
    assert [it["person"] for it in told(telling)["persons"]] == [ada, mina]


def test_parts_add_up_to_the_whole(telling: Telling) -> None:
    for event, actor in ((goals(), mina), (evidence, ada), (asked, "gwen"), (provided, planner)):
        telling.tell(event, actor=actor)
    data = told(telling)
    for count in ("tasks", "documents", "requests", "minutes"):
        assert sum(it[count] for it in data["bodies"]) == data["total"][count]


def test_requests_stand_with_what_became_of_them(telling: Telling) -> None:
    telling.tell(asked, actor="gwen")
    states = [told(telling)["requests"][0]]
    for event, actor in ((provided, planner), (lacking, "gwen")):
        telling.tell(event, actor=actor)
        states.append(told(telling)["requests"][0])
    assert [it["state"] for it in states] == ["open", "answered", "open"]
    assert [it["lacking"] for it in states] == [None, None, "9월분"]
    assert states[-1]["answers"] == [SEAL]
    telling.tell(DataRequestWithdrawn(**by_gwen, reason="필요 없음"), actor="gwen")
    assert told(telling)["requests"][0]["state"] == "withdrawn"


def test_last_year_stands_beside_it(telling: Telling) -> None:
    assert told(telling)["compared"] is False
    telling.tell(office.opened_cycle(year=YEAR - 1))
    telling.tell(goals().model_copy(update={"year": YEAR - 1}), actor=ada)
    telling.tell(goals(), actor=ada)
    data = told(telling)
    assert data["compared"] is True
    assert (data["persons"][0]["tasks"], data["persons"][0]["last_year"]["tasks"]) == (1, 1)
    assert data["total"]["last_year"]["minutes"] == 15


def test_what_a_guideline_states_of_the_year_before(telling: Telling) -> None:
    telling.tell(evidence, actor=ada)
    with telling.log.view() as connection:
        found = stated(telling.log, connection, YEAR)
        assert stated(telling.log, connection, YEAR - 1) is None
    assert found is not None
    assert (found.year, found.tasks_done, found.documents, found.estimated_minutes) == (YEAR, 1, 1, 35)


def test_a_year_the_log_does_not_have(telling: Telling) -> None:
    with telling.log.view() as connection, pytest.raises(LookupError):
        burden(telling.log, connection, 1999)
