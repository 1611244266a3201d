"""January after a rehearsed specific evaluation: estimates are trued up, one result is opened again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import pytest

from activities.yaml_files import read_rules
from domain.findings_commands import PlanCorrectiveAction
from domain.follow_up import DrawnFinding
from domain.messages import Command
from domain.specific_evidence import SubmitAreaEvidence
from domain.specific_grades import GradeSpecificResults, PublishSpecificResults
from domain.specific_result import ReopenSpecificResult
from domain.specific_true_up import ReplaceEstimate, TrueUpArea
from rehearsal.agenda_file import among
from rehearsal.case import Case, Entry
from rehearsal.consequences import consequences
from rehearsal.crowd import whole
from rehearsal.evaluated import Evaluated
from rehearsal.loading import load_case
from rehearsal.specific import specific_conduct
from rehearsal.true_up import true_up
from tests.support.small_government import EXAMPLE, small_government

C = TypeVar("C", bound=Command)
BODIES = ("AAA", "BBB", "CCC")


def of(entries: Sequence[Entry], kind: type[C]) -> list[C]:
    return [it.command for it in entries if isinstance(it.command, kind)]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return whole(load_case(small_government(tmp_path_factory.mktemp("true-up"), "s1", BODIES, reopened="BBB")))


@pytest.fixture(scope="module")
def rules(case: Case) -> Any:
    return read_rules(case.rules)


@pytest.fixture(scope="module")
def played(case: Case, rules: Any) -> list[Entry]:
    return list(specific_conduct(case, rules))


@pytest.fixture(scope="module")
def january(case: Case, rules: Any, played: list[Entry]) -> list[Entry]:
    return list(true_up(case, rules, played))


def moves(january: list[Entry], rules: Any, before: Evaluated) -> dict[tuple[str, str], Decimal]:
    """Return by how much the score of each area of each ministry moved."""
    areas = {it.area: it for it in rules.specific.areas}
    told = of(january, TrueUpArea)
    return {(it.ministry, it.area): it.score - before.score(it.ministry, areas[it.area]).value for it in told}


def test_every_estimate_gets_its_year_end_value_in_january(played: list[Entry], january: list[Entry]) -> None:
    shown = of(played, SubmitAreaEvidence)
    estimates = sorted((it.body, it.area, one.item) for it in shown for one in it.evidence if one.estimate)
    assert sorted((it.ministry, it.area, it.item) for it in of(january, ReplaceEstimate)) == estimates
    days = [it.at.date() for it in january if isinstance(it.command, ReplaceEstimate | TrueUpArea)]
    assert date(2011, 1, 1) <= min(days) <= max(days) <= date(2011, 1, 31)


def test_a_score_is_restated_after_its_values(january: list[Entry]) -> None:
    replaced = {(it.ministry, it.area): e.at for e in january for it in of([e], ReplaceEstimate)}
    restated = {(it.ministry, it.area): e.at for e in january for it in of([e], TrueUpArea)}
    assert replaced.keys() == restated.keys()
    assert all(replaced[key] < at for key, at in restated.items())


def test_only_the_result_on_the_agenda_moves_beyond_the_threshold(
    rules: Any, played: list[Entry], january: list[Entry]
) -> None:
    moved = moves(january, rules, Evaluated(rules, played))
    far = {key for key, by in moved.items() if abs(by) > rules.specific.reopen_above}
    assert [body for body, _ in far] == ["BBB"]
    assert all(abs(by) <= 2 for key, by in moved.items() if key not in far)
    assert any(by != 0 for key, by in moved.items() if key not in far)


def test_it_is_reopened_after_the_sitting_and_its_group_graded_again(january: list[Entry]) -> None:
    [reopened] = of(january, ReopenSpecificResult)
    assert (reopened.body, reopened.resolution) == ("BBB", "gpec/3/reopen")
    steps = [(type(it.command), it.at.date().day) for it in january[-3:]]
    assert steps == [(ReopenSpecificResult, 27), (GradeSpecificResults, 28), (PublishSpecificResults, 28)]


def test_nothing_is_reopened_where_no_sitting_does(case: Case, rules: Any, played: list[Entry]) -> None:
    december = case.model_copy(update={"sittings": case.sittings[:1]})
    entries = list(true_up(december, rules, played))
    assert not of(entries, ReopenSpecificResult)
    assert not of(entries, GradeSpecificResults)
    moved = moves(entries, rules, Evaluated(rules, played))
    assert all(abs(by) <= rules.specific.reopen_above for by in moved.values())


def test_values_never_drift_beyond_a_stricter_threshold(case: Case, rules: Any, played: list[Entry]) -> None:
    stricter = rules.model_copy(update={"specific": rules.specific.model_copy(update={"reopen_above": Decimal("0.5")})})
    december = case.model_copy(update={"sittings": case.sittings[:1]})
    moved = moves(list(true_up(december, stricter, played)), rules, Evaluated(rules, played))
    assert all(abs(by) <= Decimal("0.5") for by in moved.values())


def test_nothing_is_trued_up_where_nothing_was_evaluated(case: Case, rules: Any, played: list[Entry]) -> None:
    assert list(true_up(case, rules, [])) == []
    nobody = case.model_copy(update={"people": tuple(it for it in case.people if it.person != "P-GDL")})
    assert list(true_up(nobody, rules, played)) == []


def test_the_same_seed_gives_the_same_january(
    case: Case, rules: Any, played: list[Entry], january: list[Entry]
) -> None:
    assert list(true_up(case, rules, played)) == january
    assert len({it.id for it in january}) == len(january)


def test_a_ministry_moves_the_same_among_fewer(
    case: Case, rules: Any, played: list[Entry], january: list[Entry]
) -> None:
    alone = [it for it in played if not (isinstance(it.command, SubmitAreaEvidence) and it.command.body != "BBB")]
    assert of(list(true_up(case, rules, alone)), TrueUpArea) == [
        it for it in of(january, TrueUpArea) if it.ministry == "BBB"
    ]


# What a result leads to


def poor_from(rules: Any, played: Sequence[Entry], smallest: int, *grades: str) -> Evaluated:
    drawn = DrawnFinding.model_validate(
        {"title": {"ko": "점검", "en": "Review"}, "remedy": "organisation-review", "grades": grades}
    )
    follow_up = rules.follow_up.model_copy(update={"drawn": {"poor-specific-evaluation": drawn}})
    specific = rules.specific.model_copy(update={"smallest": smallest})
    return Evaluated(rules.model_copy(update={"follow_up": follow_up, "specific": specific}), played)


@pytest.mark.parametrize(("smallest", "few"), [(3, 1), (4, 0)])
def test_the_lowest_of_a_group_is_poor_unless_the_group_is_too_small(
    rules: Any, played: list[Entry], smallest: int, few: int
) -> None:
    found = poor_from(rules, played, smallest, "poor")
    assert len(found.poor) == few
    assert all(found.total(body) == min(map(found.total, BODIES)) for body in found.poor)


def test_grades_that_the_rules_do_not_name_lead_to_nothing(rules: Any, played: list[Entry]) -> None:
    assert poor_from(rules, played, 1).poor == {}
    silent = rules.model_copy(update={"follow_up": rules.follow_up.model_copy(update={"drawn": {}})})
    assert Evaluated(silent, played).poor == {}


def test_a_poor_result_counts_from_the_first_time(rules: Any, played: list[Entry], january: list[Entry]) -> None:
    found = poor_from(rules, [*played, *january], 1, "good", "poor", "excellent")
    assert {body: at.date() for body, at in found.poor.items()} == dict.fromkeys(BODIES, date(2010, 12, 27))


def test_a_poor_result_is_answered_as_the_first_finding(case: Case, rules: Any, played: list[Entry]) -> None:
    part, at = case.parts[0], poor_from(rules, played, 1, "good", "poor", "excellent").poor["AAA"]
    plans = [it for it in consequences(part, case, rules, [], at) if isinstance(it.command, PlanCorrectiveAction)]
    first = next(it for it in plans if of([it], PlanCorrectiveAction)[0].number == 1)
    assert first.at.date() == date(2011, 1, 10)
    assert of([first], PlanCorrectiveAction)[0].remedy == "organisation-review"
    without = [it for it in consequences(part, case, rules, []) if isinstance(it.command, PlanCorrectiveAction)]
    assert len(plans) == len(without) + 1


def test_only_one_ministry_of_the_example_moves_far() -> None:
    case = among(whole(load_case(EXAMPLE)))
    rules = read_rules(case.rules)
    played = list(specific_conduct(case, rules))
    entries = list(true_up(case, rules, played))
    moved = moves(entries, rules, Evaluated(rules, played))
    assert len({body for body, _ in moved}) == 39
    [(body, _)] = [key for key, by in moved.items() if abs(by) > rules.specific.reopen_above]
    assert [it.body for it in of(entries, ReopenSpecificResult)] == [body]
    assert "KIPO" not in Evaluated(rules, [*played, *entries]).poor  # its own case numbers its findings
