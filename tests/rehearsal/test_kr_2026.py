"""The case kr-2026: a ministry under the rules of today, to the closed books; played with forty of its people."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, TypeVar

import pytest

from activities.yaml_files import read_rules
from audit.verify import verify
from domain.cycle import CycleOpened
from domain.data_request_facts import DataProvided, DataRequested, DataRequestWithdrawn
from domain.grading_facts import PoolGraded
from domain.mandates import MandateEnded, after
from domain.messages import Event
from domain.notice import ResultNotified
from domain.objection_facts import ObjectionDecided, ObjectionEscalated
from domain.objectives import indicators_of, tasks_without_code, weight_sum
from domain.pay_facts import PayDetermined
from domain.plan_targets import standing
from domain.result_facts import AppraisalExempted, AppraisalRescored, AppraisalScored
from domain.supervision import supervisor_of
from eventstore.codec import decode
from eventstore.port import Query
from eventstore.sql import SqlLog
from projections.follow_up import budgets_of, findings_of
from rehearsal.case import Case
from rehearsal.crowd import enlarged
from rehearsal.loading import load_case
from rehearsal.stage import Playbill, rehearse
from worker import open_log

KR_2026 = Path(__file__).parents[2] / "examples" / "kr-2026"
RULES = read_rules("kr-2026")
PEOPLE = 40
ON_LEAVE = "P-CRB-CAR-A"
AROUND = [date(2026, 1, 1), date(2026, 1, 2), date(2026, 9, 14), date(2026, 9, 15)]
DECREE = MandateEnded.model_validate(
    {"year": 2026, "body": "OPC", "sector": "fiscal", "over": "central", "office": "MPB", "successor": None}
    | {"day": AROUND[-1], "law": "DEC 8", "begun": (), "by": "P-OPR"}
)


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case(KR_2026)


def test_two_hundred_people_are_evaluated_in_the_departments_of_the_case(case: Case) -> None:
    whole = enlarged(case, case.crowd.people if case.crowd else 0)
    assert sum(it.evaluated is not None for it in whole.people) == 200
    assert whole.organisation == case.organisation


def test_every_pool_stands_alone(case: Case) -> None:
    found = [it for it in case.people if it.evaluated and it.body == case.bodies[0]]
    pools = (RULES.grading.pool_for(it.grade, it.evaluated.instrument) for it in found if it.evaluated)
    heads = Counter(rule.pool for rule in pools if rule)
    assert (heads["senior"], heads["directors"]) == (7, 15)
    assert all(heads[rule.pool] >= rule.smallest for rule in RULES.grading.pools if rule.pool != "staff")


def test_the_plan_holds_weights_targets_and_codes(case: Case) -> None:
    for part in case.plan.units:
        indicators = indicators_of(part.objectives)
        assert weight_sum(part.objectives) == 100
        assert tasks_without_code(part.objectives) == []
        assert {standing(it, RULES.planning) for it in indicators} == {"meets"}
        assert {it.note for it in indicators} == {"synthetic"}


# On the stage


Kind = TypeVar("Kind", bound=Event)


class Played(NamedTuple):
    """A rehearsal and its log."""

    bill: Playbill
    log: SqlLog

    def told(self, kind: type[Kind]) -> list[Kind]:
        """Return the events of *kind*, in order."""
        found = (decode(row) for row in self.log.read(Query(type=kind.__name__)))
        return [it for it in found if isinstance(it, kind)]


@pytest.fixture(scope="module")
def played(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    log = open_log(f"sqlite:///{tmp_path_factory.mktemp('kr-2026') / 'log.db'}")
    yield Played(asyncio.run(rehearse(case, log, people=PEOPLE)), log)
    log.close()


def test_the_books_are_closed_and_nothing_was_refused(played: Played) -> None:
    assert played.bill.refusals == []
    assert played.bill.closed
    assert verify(played.log).ok


def test_all_are_scored_but_one_who_was_on_leave(played: Played) -> None:
    assert [(it.person, it.ground) for it in played.told(AppraisalExempted)] == [(ON_LEAVE, "leave")]
    assert len(played.told(AppraisalScored)) == PEOPLE - 1


def test_an_improvement_plan_takes_the_place_of_a_cut_and_is_kept_an_eye_on(played: Played) -> None:
    [line] = budgets_of(played.log, 2026)
    assert line.budget.proposed
    assert line.budget.decided
    assert (line.budget.proposed.branch, line.budget.proposed.ceiling) == ("cut", Decimal(27000))
    assert (line.budget.decided.amount, line.budget.decided.excepted) == (Decimal(30000), True)
    found = findings_of(played.log)
    assert [(it.issued.remedy, it.stage) for it in found] == [
        ("organisation-review", "planned"),
        ("improvement-plan", "planned"),
    ]
    assert found[1].issued.cause == "budget/2026/MLP/P-BUS@3"


def test_the_fiscal_sector_loses_its_office_by_a_decree_in_september(played: Played) -> None:
    [ended] = played.told(MandateEnded)
    assert (ended.sector, ended.office, ended.successor, ended.day) == ("fiscal", "MPB", None, date(2026, 9, 15))
    [opened] = played.told(CycleOpened)
    days = {day: supervisor_of(after(opened.rules.supervision, [ended]), "fiscal", day) for day in AROUND}
    assert [it.body if it else None for it in days.values()] == [None, "MPB", "MPB", None]
    assert supervisor_of(opened.rules.supervision, "fiscal", AROUND[-1]), "the rules alone know nothing of it"


def test_what_it_had_begun_is_the_secretariats(played: Played) -> None:
    assert [it.asker for it in played.told(DataRequested)] == ["MPB", "MPB"]
    assert [it.number for it in played.told(DataProvided)] == [1]
    assert [(it.number, it.by) for it in played.told(DataRequestWithdrawn)] == [(2, "P-GDL")]


def test_the_rules_of_the_case_are_those_of_today_but_for_what_the_decree_ended(case: Case) -> None:
    opening = read_rules(case.rules).model_dump(mode="json")
    differs = {name for name, value in RULES.model_dump(mode="json").items() if opening[name] != value}
    assert differs == {"id", "name", "extends", "supervision"}
    assert after(read_rules(case.rules).supervision, [DECREE]) == RULES.supervision


def test_every_pool_is_graded_on_its_own(played: Played) -> None:
    graded = {it.pool: len(it.placed) for it in played.told(PoolGraded)}
    assert graded == {"senior": 7, "directors": 15, "staff": PEOPLE - 23}


def test_all_are_told_and_paid_by_the_rates_of_their_class(played: Played) -> None:
    assert len(played.told(ResultNotified)) == PEOPLE
    paid = {it.person: it.reckoned for it in played.told(PayDetermined)}
    assert len(paid) == PEOPLE
    assert paid.pop(ON_LEAVE).ground == "not-evaluated"
    rates = {(it.pay_class, it.pay_grade): it.rate for it in paid.values()}
    assert rates["staff", "S"] == Decimal("172.5")
    assert rates["director", "S"] == rates["senior", "S"] == 15
    assert all(it.amount == it.base * it.rate / 100 for it in paid.values())


def test_alw_7_2_of_a_pool_of_17_nobody_is_of_the_best_5_percent(played: Played) -> None:
    assert not any(it.reckoned.additions for it in played.told(PayDetermined))


def test_one_objection_is_upheld_one_goes_on_in_vain_and_one_moves_up_by_itself(played: Played) -> None:
    decided = [(it.person, it.rung, it.outcome) for it in played.told(ObjectionDecided)]
    assert decided == [
        ("P-HSB-SUP-A", 0, "upheld"),
        ("P-TRB-BUS-A", 0, "dismissed"),
        ("P-TRB-BUS-A", 1, "dismissed"),
        ("P-CSB-PRO-A", 1, "partly"),
    ]
    assert [it.person for it in played.told(ObjectionEscalated)] == ["P-CSB-PRO-A"]
    rescored = [(it.person, it.before is not None and it.total > it.before) for it in played.told(AppraisalRescored)]
    assert rescored == [("P-HSB-SUP-A", True), ("P-CSB-PRO-A", True)]
