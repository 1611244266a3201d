"""The consequences of a year of three small ministries, played to the closed books."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

import pytest

from activities.yaml_files import read_rules
from audit.verify import verify
from domain.card import TaskResultRecorded
from domain.messages import Event
from domain.specific_area_facts import AreaEstimateReplaced, AreaEvidenceSubmitted, AreaTruedUp
from domain.specific_grades import SpecificResultsGraded, SpecificResultsPublished
from domain.specific_result_facts import SpecificEvaluationResolved, SpecificResultReopened
from eventstore.codec import decode
from eventstore.port import Query
from eventstore.sql import SqlLog
from projections.follow_up import ProgrammeLine, budgets_of, findings_of
from rehearsal.case import Case
from rehearsal.evaluated import Evaluated
from rehearsal.loading import load_case
from rehearsal.script import script
from rehearsal.stage import Playbill, rehearse
from tests.support.small_government import small_government
from worker import open_log

E = TypeVar("E", bound=Event)
BODIES = ("AAA", "BBB", "CCC")
PATTERN = {"nothing_at": "91", "everything_at": "105", "outcomes": "{accepted: 3, open: 2, late: 1}"}


class Played(NamedTuple):
    case: Case
    log: SqlLog
    bill: Playbill


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    home = tmp_path_factory.mktemp("small")
    case = load_case(small_government(home, "s16", BODIES, reopened="BBB", **PATTERN))
    log = open_log(f"sqlite:///{home / 'log.db'}")
    yield Played(case, log, asyncio.run(rehearse(case, log)))
    log.close()


@pytest.fixture(scope="module")
def budgets(played: Played) -> list[ProgrammeLine]:
    return budgets_of(played.log, 2010)


def facts(played: Played, kind: type[E]) -> list[E]:
    found = [decode(row) for row in played.log.read(Query(type=kind.__name__))]
    return [it for it in found if isinstance(it, kind)]


def counted(played: Played) -> Counter[str]:
    return Counter(row.type for row in played.log.read(Query()))


def test_the_books_close_on_a_verified_log_and_nobody_is_refused(played: Played) -> None:
    assert played.bill.closed
    assert [(entry.id, getattr(why, "en", why)) for entry, why in played.bill.refusals] == []
    assert verify(played.log).ok


def test_every_programme_is_rated_and_its_budget_decided(budgets: list[ProgrammeLine]) -> None:
    branches = Counter(it.budget.proposed.branch for it in budgets if it.budget.proposed)
    assert set(branches) == {"cut", "freeze", "free"}
    assert len(budgets) == 2 * len(BODIES)
    assert all(it.budget.decided for it in budgets)


def test_no_grant_is_above_the_ceiling_but_by_an_exception(budgets: list[ProgrammeLine]) -> None:
    excepted = [it.budget for it in budgets if it.budget.decided and it.budget.decided.excepted]
    assert excepted
    assert all(it.requested for it in excepted)
    for it in budgets:
        proposed, decided = it.budget.proposed, it.budget.decided
        assert proposed is not None
        assert decided is not None
        if not decided.excepted and proposed.ceiling is not None:
            assert decided.amount <= proposed.ceiling


def test_every_poor_programme_and_every_exception_opens_a_finding_that_is_answered(
    played: Played, budgets: list[ProgrammeLine]
) -> None:
    found = Counter(it.issued.remedy for it in findings_of(played.log) if it.issued.by == "system")
    poor = sum(it.budget.proposed is not None and it.budget.proposed.branch == "cut" for it in budgets)
    excepted = sum(it.budget.decided is not None and it.budget.decided.excepted for it in budgets)
    assert found == {"organisation-review": poor, "improvement-plan": excepted}


def test_findings_end_in_all_ways_and_what_was_accepted_has_its_proof(played: Played) -> None:
    found = findings_of(played.log)
    assert {it.stage for it in found} == {"planned", "accepted"}
    assert {it.overdue for it in found} == {True, False}
    assert all(it.reported and it.reported.proof for it in found if it.stage == "accepted")
    assert {it.due.year for it in found if it.is_open and it.due} == {2011}


def test_an_audit_is_carried_out_by_the_auditor(played: Played) -> None:
    audits = [it for it in findings_of(played.log) if it.issued.source == "audit"]
    assert audits
    for it in audits:
        assert it.planned is not None
        assert (it.planned.remedy, it.planned.responsible) == ("self-audit", f"P-{it.issued.body}-AUD")


def test_every_ministry_rewards_reports_and_publishes_and_the_cabinet_hears_once(played: Played) -> None:
    kinds = counted(played)
    each = ("ResultReportedToAssembly", "ResultPublished")
    assert [kinds[it] for it in each] == [len(BODIES)] * 2
    assert (kinds["RewardGranted"], kinds["ReportedToCabinet"]) == (2 * len(BODIES), 1)


def test_a_programme_without_a_budget_is_over(played: Played, budgets: list[ProgrammeLine]) -> None:
    ended = {it.programme.established.programme for it in budgets if it.programme.ended and it.programme.established}
    without = {it.budget.decided.programme for it in budgets if it.budget.decided and it.budget.decided.amount == 0}
    assert ended == without != set()


def test_every_estimate_is_replaced_and_its_area_restated(played: Played) -> None:
    shown = facts(played, AreaEvidenceSubmitted)
    estimates = {(it.body, it.area, one.item) for it in shown for one in it.evidence if one.estimate}
    assert {(it.ministry, it.area, it.item) for it in facts(played, AreaEstimateReplaced)} == estimates
    assert {(it.ministry, it.area) for it in facts(played, AreaTruedUp)} == {key[:2] for key in estimates}


def test_one_area_of_one_ministry_asks_for_a_reopening_and_only_its_result_is_reopened(played: Played) -> None:
    asking = [it for it in facts(played, AreaTruedUp) if it.asks]
    assert [it.ministry for it in asking] == ["BBB"]
    [reopened] = facts(played, SpecificResultReopened)
    assert (reopened.body, reopened.edition, reopened.resolution) == ("BBB", 2, "gpec/3/reopen")
    assert reopened.areas[asking[0].area] == asking[0].score
    assert [it.edition for it in facts(played, SpecificEvaluationResolved)] == [1] * len(BODIES)


def test_the_group_of_a_reopened_result_is_graded_and_published_anew(played: Played) -> None:
    assert [it.edition for it in facts(played, SpecificResultsGraded)] == [1, 2]
    assert [it.edition for it in facts(played, SpecificResultsPublished)] == [1, 2]


def test_what_the_entries_come_to_is_what_the_log_says(played: Played) -> None:
    evaluated = Evaluated(read_rules(played.case.rules), script(played.case, read_rules(played.case.rules)))
    told = {it.ministry: it.total for it in facts(played, SpecificEvaluationResolved)}
    told |= {it.body: it.total for it in facts(played, SpecificResultReopened)}
    assert {body: evaluated.total(body) for body in BODIES} == told


def test_the_result_of_a_programme_is_on_the_cards_of_its_unit(played: Played, budgets: list[ProgrammeLine]) -> None:
    rated = {it.programme.rated.programme: it.programme.rated.level for it in budgets if it.programme.rated}
    told = {it.task: it.level for it in facts(played, TaskResultRecorded)}
    assert told == rated
