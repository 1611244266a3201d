"""The last column of the calendar, "if late", as rule data: who is told when, and what the clock does (2.2)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from activities.yaml_files import read_rules
from domain.calendar import public_holidays
from domain.cycle import Cycle, CycleOpened
from domain.phase_facts import Phase
from domain.phase_rules import PhaseRule, TaskRule
from domain.window import PressingDays, pressing_days, window_of
from tests.support.office import KIPO, PMO

RULES = {name: read_rules(name) for name in ("kr-2010", "kipo-2010", "kr-2026")}


def phase(rules: str, name: str) -> PhaseRule:
    found = RULES[rules].phase(name)
    assert found is not None
    return found


def task(rules: str, name: str, of: str) -> TaskRule:
    found = phase(rules, name).task(of)
    assert found is not None
    return found


def cycle(rules: str) -> Cycle:
    begins = RULES[rules].effective_from
    assert begins is not None
    year = begins.year
    version, holidays = public_holidays("KR", [year, year + 1])
    about = {"year": year, "government": PMO, "bodies": (KIPO,), "rules": RULES[rules], "rules_hash": "0" * 64}
    days = {"calendar_version": version, "holidays": holidays}
    return Cycle(opened=CycleOpened.model_validate({**about, **days}))


def pressed(rules: str, name: str) -> PressingDays:
    return pressing_days(cycle(rules), phase(rules, name), Phase())


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize(
    ("name", "does"),
    [
        ("guidelines", "hold-over-guideline"),  # row 1
        ("plan-confirmation", "freeze-plan"),  # row 4
        ("self-evaluation-plan", "default-self-evaluation-plan"),  # row 8
        ("specific-hearing", "waive-hearing"),  # row 15
        ("self-evaluation", "tell-not-submitted"),  # row 21
        ("confirmation", "pass-unconfirmed"),  # row 22
    ],
)
def test_what_the_clock_does_before_it_closes(rules: str, name: str, does: str) -> None:
    assert phase(rules, name).at_close == does


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize(
    ("name", "of"),
    [
        ("guidelines", "issue-guideline"),
        ("plan-confirmation", "report-plan"),
        ("implementation-plan", "issue-implementation-plan"),
        ("specific-hearing", "state-opinion"),
        ("re-evaluation", "re-evaluate"),  # row 23: after 15 June, too
        ("publication", "report-results"),  # row 24
        ("publication", "publish-results"),
        ("close", "report-cabinet"),
    ],
)
def test_what_is_owed_for_good_is_taken_afterwards_and_has_a_consequence(rules: str, name: str, of: str) -> None:
    assert task(rules, name, of).afterwards
    assert task(rules, name, of).consequence


@pytest.mark.parametrize("rules", RULES)
def test_late_evidence_and_late_scores_are_not_taken(rules: str) -> None:
    assert not task(rules, "specific-evidence", "submit-specific-evidence").afterwards  # row 13
    assert not task(rules, "specific-scoring", "score-area").afterwards  # row 14


def test_row_1_the_alarm_rings_on_25_january() -> None:
    days = pressed("kr-2010", "guidelines")
    assert (days.reminders, days.escalations) == ((date(2010, 1, 25),), {1: date(2010, 1, 25)})
    assert phase("kr-2010", "guidelines").escalate[0].to == "body-head"


@pytest.mark.parametrize("rules", RULES)
def test_row_5_the_alarm_rings_on_every_working_day_until_the_phase_ends(rules: str) -> None:
    year, rule = cycle(rules), phase(rules, "implementation-plan")
    window, days = window_of(year, rule, Phase()), pressed(rules, "implementation-plan")
    late = [window.due + timedelta(days=it) for it in range(1, (window.closes - window.due).days + 1)]
    assert [it for it in days.reminders if it > window.due] == [it for it in late if year.working_days.is_working(it)]
    assert days.escalations == {1: year.working_days.shifted(window.due, 1)}


@pytest.mark.parametrize("rules", RULES)
def test_row_26_the_engine_applies_the_ceiling(rules: str) -> None:
    assert task(rules, "budget", "decide-budget").follows == "ceiling"
