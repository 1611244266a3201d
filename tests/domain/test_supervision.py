"""Mandates: which office confirms which sector of the self-evaluations, from day to day."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from activities.yaml_files import read_rules
from domain.body_class import Sector
from domain.rules import RuleSet
from domain.supervision import supervisor_of
from tests.support.office import RULES

KR_2026 = read_rules("kr-2026")
OFFICE = {"name": {"ko": "기관", "en": "office"}, "body_name": {"ko": "기관", "en": "office"}}


def test_who_supervises_a_sector_depends_on_the_day() -> None:
    days = {date(2026, 9, 14): "MPB", date(2026, 9, 15): None, date(2026, 1, 1): None, date(2026, 1, 2): "MPB"}
    found = {day: supervisor_of(KR_2026.supervision, "fiscal", day) for day in days}
    assert {day: it.body if it else None for day, it in found.items()} == days
    assert supervisor_of(KR_2026.supervision, "no-such-sector", date(2026, 9, 14)) is None


def on(rules: RuleSet, day: date, over: Sector = "central") -> dict[str, str]:
    return {it.sector: it.body for it in rules.supervision if it.over == over and it.holds_on(day)}


def test_three_offices_confirmed_in_2010() -> None:
    assert sorted(on(read_rules("kr-2010"), date(2011, 4, 1)).values()) == ["MOPAS", "MOSF", "PMO"]


def test_the_fiscal_sector_ends_in_the_middle_of_the_cycle_2026() -> None:
    rest = {"major-policies": "OPC", "organisation-informatisation": "MOIS", "personnel": "MPM"}
    assert on(KR_2026, date(2026, 9, 14)) == {**rest, "fiscal": "MPB"}
    assert on(KR_2026, date(2026, 9, 15)) == on(KR_2026, date(2027, 4, 1)) == rest


@pytest.mark.parametrize(("rules", "office"), [("kr-2010", "MOPAS"), ("kr-2026", "MOIS")])
def test_act_21_local_governments_are_the_interior_ministrys(rules: str, office: str) -> None:
    day = read_rules(rules).effective_from or date(2010, 1, 1)
    assert on(read_rules(rules), day, "local") == {"joint-evaluation": office}
    assert on(read_rules(rules), day, "public") == {}, "public agencies are evaluated under laws of their own (ACT 22)"
    found = supervisor_of(read_rules(rules).supervision, "joint-evaluation", day, "local")
    assert found
    assert found.body == office
    assert supervisor_of(read_rules(rules).supervision, "joint-evaluation", day) is None


def test_one_sector_may_have_an_office_for_each_kind_of_body() -> None:
    given = [{"sector": "fiscal", **OFFICE, "body": "MPB", "over": it} for it in ("central", "local", "public")]
    rules = RuleSet.model_validate({**RULES.model_dump(mode="json"), "supervision": given})
    assert [it.over for it in rules.supervision] == ["central", "local", "public"]
    with pytest.raises(ValidationError, match="both have it"):
        RuleSet.model_validate({**RULES.model_dump(mode="json"), "supervision": [*given, given[-1]]})


@pytest.mark.parametrize(
    ("mandates", "problem"),
    [
        ([{"body": "MPB", "since": "2026-02-01", "until": "2026-01-31"}], "it ends 2026-01-31 before it begins"),
        ([{"body": "MPB"}, {"body": "MOSF", "since": "2026-01-02"}], "MPB and MOSF both have it on 2026-01-02"),
        ([{"body": "MPB", "until": "2026-01-02"}, {"body": "MOSF", "since": "2026-01-02"}], "both have it"),
    ],
)
def test_a_sector_has_one_office_at_a_time(mandates: list[dict[str, str]], problem: str) -> None:
    given = [{"sector": "fiscal", **OFFICE, **it} for it in mandates]
    with pytest.raises(ValidationError, match=problem):
        RuleSet.model_validate({**RULES.model_dump(mode="json"), "supervision": given})


def test_an_office_may_follow_another() -> None:
    given = [{"body": "MOSF", "until": "2026-01-01"}, {"body": "MPB", "since": "2026-01-02"}]
    mandates = [{"sector": "fiscal", **OFFICE, **it} for it in given]
    rules = RuleSet.model_validate({**RULES.model_dump(mode="json"), "supervision": mandates})
    assert on(rules, date(2026, 1, 1)) == {"fiscal": "MOSF"}
