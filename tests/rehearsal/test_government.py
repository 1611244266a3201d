"""A case of many bodies: ministries made from a description, cases taken in whole, one year for all."""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from activities.yaml_files import read_rules
from audit.verify import verify
from cli.government import government_data
from cli.government_side import draw_side, side_data
from domain.cycle import CycleOpened
from domain.objectives import indicators_of, weight_sum
from domain.own_rules import NotABodysToChange
from domain.plan_targets import standing
from domain.scoring.proof import Score
from domain.self_evaluation_default import equal_shares
from eventstore.codec import decode
from eventstore.port import Query
from eventstore.sql import SqlLog
from projections.bodies import body_results
from projections.queries import names, person_scores
from projections.self_evaluations import self_evaluations
from projections.stored import cycle_opened
from rehearsal.case import Case
from rehearsal.crowd import whole
from rehearsal.government import first
from rehearsal.loading import load_case
from rehearsal.refusals import CaseInvalid, DoesNotFit, PeopleDoNotFit, UnknownName
from rehearsal.script import own_of, script
from rehearsal.self_evaluation import self_evaluation
from rehearsal.stage import Playbill, rehearse
from worker import open_log

EXAMPLES = Path(__file__).parents[2] / "examples"
TWO = """
crowd: {seed: test, people: 0, lateness: 0.05, fine: true}
groups: {ministerial: {ko: 큰 기관, en: Big}, vice-ministerial: {ko: 작은 기관, en: Small}}
ministries:
  - body: EDU
    name: {ko: 교육부, en: Education}
    kind: ministry
    group: ministerial
    people: 8
    budget: 1000
    committee: 10
    bureaus: [{ko: 학교, en: Schools}, {ko: 대학, en: Universities}]
  - body: TAX
    name: {ko: 세무청, en: Tax}
    kind: cheong
    group: vice-ministerial
    people: 7
    budget: 500
    bureaus: [{ko: 징수, en: Collection}]
"""
RENAMED = """
- at: 2010-07-05T09:00:00+09:00
  as: P-OPR
  do: {type: RenameBody, body: EDU, name: {ko: 교육청, en: Schooling}, day: 2010-07-05, law: act}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a government of KIPO and two small ministries, beside a copy of KIPO's own case."""
    home = tmp_path_factory.mktemp("cases")
    shutil.copytree(EXAMPLES / "kipo-2010", home / "kipo-2010")
    shutil.copytree(EXAMPLES / "government-2010", home / "small")
    (home / "small" / "ministries.yaml").write_text(TWO, encoding="utf-8")
    (home / "small" / "conduct.yaml").write_text(RENAMED, encoding="utf-8")
    (home / "small" / "sittings.yaml").unlink()
    return home / "small"


@pytest.fixture(scope="module")
def case(folder: Path) -> Case:
    return load_case(folder)


def changed(folder: Path, tmp_path: Path, file: str, old: str, new: str) -> Path:
    """Return a copy of the case in *folder* in which *file* says *new* for *old*."""
    shutil.copytree(folder.parent, tmp_path / "cases")
    path = tmp_path / "cases" / folder.name / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path.parent


def refused(folder: Path, reason: str) -> CaseInvalid:
    with pytest.raises(CaseInvalid) as refusal:
        load_case(folder)
    assert refusal.value.facts["reason"] == reason
    return refusal.value


# What a case of many bodies is


def test_an_included_case_brings_its_bodies_people_plan_conduct_and_crowd(case: Case) -> None:
    alone, part = load_case(EXAMPLES / "kipo-2010"), case.parts[0]
    assert (part.people, part.plan, part.conduct, part.crowd) == (alone.people, alone.plan, alone.conduct, alone.crowd)
    assert case.bodies == ("KIPO", "EDU", "TAX")
    assert case.plan == alone.plan


def test_a_ministry_has_as_many_people_as_it_says(case: Case) -> None:
    people = Counter(it.body for it in whole(case).people if it.evaluated)
    assert people == {"KIPO": 36, "EDU": 8, "TAX": 7}


def test_the_same_description_gives_the_same_government(folder: Path, case: Case) -> None:
    rules = read_rules(case.rules)
    assert load_case(folder) == case
    assert script(load_case(folder), rules) == script(case, rules)


def test_another_ministry_changes_nothing_for_those_already_there(folder: Path, case: Case, tmp_path: Path) -> None:
    fewer = load_case(changed(folder, tmp_path, "ministries.yaml", TWO[TWO.index("  - body: TAX") :], ""))
    for before, after in zip(case.parts, fewer.parts, strict=False):
        assert (after.people, after.plan, after.conduct) == (before.people, before.plan, before.conduct)
    assert fewer.bodies == ("KIPO", "EDU")


def test_the_first_bodies_of_a_government_are_a_government(case: Case) -> None:
    fewer = first(case, 2)
    assert (fewer.bodies, fewer.parts) == (("KIPO", "EDU"), case.parts[:2])
    assert {it.body for it in fewer.organisation.bodies} == {"PMO", "KIPO", "EDU"}
    assert {it.person for it in case.people} - {it.person for it in fewer.people} == {
        it.person for it in case.parts[2].people
    }


def test_a_units_scorecard_is_whole_and_its_targets_are_the_rules(case: Case) -> None:
    planning = read_rules(case.rules).planning
    for part in case.parts[1].plan.units:
        assert weight_sum(part.objectives) == Decimal(100)
        assert {standing(it, planning) for it in indicators_of(part.objectives)} == {"meets"}


def test_every_ministry_of_the_example_fits() -> None:
    case = load_case(EXAMPLES / "government-2010", conduct=False)
    evaluated = sum(it.crowd.people for it in case.parts if it.crowd)
    assert len(case.bodies) == len(set(case.bodies)) == 39
    assert evaluated >= 5_000
    assert Counter(it.home().group for it in case.parts) == {"ministerial": 19, "vice-ministerial": 20}


# Rules


def test_the_rules_of_an_included_case_are_its_bodys_own(case: Case) -> None:
    own = own_of(case, read_rules(case.rules))
    assert {body: it.id for body, it in own.items()} == {"KIPO": "kipo-2010"}


def test_a_body_whose_rules_change_the_governments_cannot_be_taken_in(case: Case) -> None:
    others = case.parts[0].model_copy(update={"rules": "kr-2026"})
    with pytest.raises(NotABodysToChange):
        own_of(case.model_copy(update={"parts": (others,)}), read_rules(case.rules))


# What does not hold


def test_an_included_case_is_of_the_same_year(folder: Path, tmp_path: Path) -> None:
    found = refused(changed(folder, tmp_path, "case.yaml", "year: 2010", "year: 2011"), DoesNotFit.code)
    assert (found.facts["file"], found.facts["field"]) == ("case.yaml", "includes.0")


def test_an_included_case_is_of_the_same_government(folder: Path, tmp_path: Path) -> None:
    refused(changed(folder, tmp_path, "case.yaml", "government: PMO", "government: KIPO"), DoesNotFit.code)


@pytest.mark.parametrize(("people", "fits"), [(7, False), (8, True), (80, True), (81, False)])
def test_there_is_a_seat_for_everybody_and_a_head_for_every_unit(
    folder: Path, tmp_path: Path, people: int, fits: bool
) -> None:
    other = changed(folder, tmp_path, "ministries.yaml", "people: 8", f"people: {people}")
    if fits:
        assert sum(it.evaluated is not None for it in whole(load_case(other)).people) == 36 + 7 + people
    else:
        assert refused(other, PeopleDoNotFit.code).facts["field"] == "ministries.0.people"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("ministries.yaml", "kind: ministry", "kind: guild"),
        ("ministries.yaml", "group: ministerial", "group: huge"),
        ("pattern.yaml", "by: pln", "by: nobody"),
        ("pattern.yaml", "government_unit: PMO-EVAL", "government_unit: PMO-NONE"),
        ("case.yaml", "protagonist: P-DG", "protagonist: P-NONE"),
    ],
)
def test_a_name_that_nothing_explains_is_refused(folder: Path, tmp_path: Path, file: str, old: str, new: str) -> None:
    refused(changed(folder, tmp_path, file, old, new), UnknownName.code)


def test_a_body_is_described_once(folder: Path, tmp_path: Path) -> None:
    refused(changed(folder, tmp_path, "ministries.yaml", "body: TAX", "body: EDU"), "case.named-twice")


def test_a_step_that_is_no_command_is_refused(folder: Path, tmp_path: Path) -> None:
    other = changed(folder, tmp_path, "pattern.yaml", "type: SubmitAnnualPlan", "type: SubmitNothing")
    assert refused(other, "input.unknown-command").facts["file"] == "pattern.yaml"


# A year


class Played(NamedTuple):
    bill: Playbill
    log: SqlLog


@pytest.fixture(scope="module")
def played(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    log = open_log(f"sqlite:///{tmp_path_factory.mktemp('government')}/log.db")
    yield Played(asyncio.run(rehearse(case, log)), log)
    log.close()


def test_the_year_of_all_runs_to_the_closed_books(played: Played) -> None:
    assert played.bill.closed
    assert played.bill.refusals == []
    assert verify(played.log).ok


def test_the_director_general_has_his_printed_total_among_others(played: Played) -> None:
    with played.log.view() as connection:
        [found] = person_scores(connection, 2010, person="P-DG")
    assert found.composed.total is not None
    assert found.composed.total.value == Decimal("95.74")


def test_everybody_is_graded_in_his_own_body(played: Played) -> None:
    with played.log.view() as connection:
        found = body_results(connection, 2010, ["KIPO", "EDU", "TAX", "NONE"])
    assert [(it.body, it.people) for it in found] == [("KIPO", 35), ("EDU", 8), ("TAX", 7), ("NONE", 0)]
    assert all(it.graded == it.people for it in found)
    assert all(it.mean is not None and 0 < it.mean <= 100 for it in found[:-1])
    assert found[-1].mean is None


def test_a_ministry_with_a_committee_evaluates_itself_and_is_confirmed_where_somebody_inspects(played: Played) -> None:
    with played.log.view() as connection:
        opened = cycle_opened(connection, 2010)
    [found] = self_evaluations(played.log, opened).values()
    assert (found.body, found.state, found.grade) == ("EDU", "submitted", "great")
    assert found.total == (found.proof() or Score("", Decimal(0), "")).value
    verdicts = {sector: it.inspected.verdict for sector, it in found.sectors.items() if it.inspected}
    assert verdicts == {"major-policies": "confirmed"}


def test_a_committee_costs_few_facts(case: Case) -> None:
    deeds = list(self_evaluation(case.parts[1], whole(case), read_rules(case.rules)))
    assert len(deeds) < 60
    assert len({it.id for it in deeds}) == len(deeds)
    assert list(self_evaluation(case.parts[2], whole(case), read_rules(case.rules))) == []


@pytest.mark.parametrize("count", [1, 2, 3, 7, 16, 200])
def test_shares_sum_to_100(count: int) -> None:
    shares = equal_shares(count)
    assert sum(shares) == 100
    assert min(shares) > 0


def test_what_belongs_to_no_single_ministry_is_the_governments_own_conduct(played: Played) -> None:
    with played.log.view() as connection:
        assert names(connection)["EDU"] == {"ko": "교육청", "en": "Schooling"}


def test_the_opening_holds_what_one_body_has_otherwise(played: Played) -> None:
    [row] = played.log.read(Query(type="CycleOpened"))
    opened = decode(row)
    assert isinstance(opened, CycleOpened)
    assert (opened.rules.id, list(opened.own)) == ("government-2010", ["KIPO"])


def test_the_results_are_told_by_group(played: Played, case: Case) -> None:
    with played.log.view() as connection:
        groups = government_data(connection, case)
    assert [(it["group"], [body["body"] for body in it["bodies"]]) for it in groups] == [
        ("ministerial", ["EDU"]),
        ("vice-ministerial", ["KIPO", "TAX"]),
    ]
    assert government_data(connection, case.parts[0]) == []


def test_what_the_government_decided_is_told_in_lines(played: Played, case: Case) -> None:
    with played.log.view() as connection:
        opened = cycle_opened(connection, case.year)
        told = side_data(played.log, opened, case)
        assert side_data(played.log, opened, case.parts[0]) is None
        shown = names(connection)
    assert told is not None
    grades = {it["body"]: it for it in told["grades"]}
    assert grades["EDU"]["self"]["en"] in {"Excellent", "Great", "Good", "Poor", "Very poor"}
    assert grades["KIPO"]["self"] is None
    of_ministries = told["sittings"]["self-evaluation"]
    assert (of_ministries["passed"], of_ministries["items"]) == (of_ministries["committees"],) * 2
    assert told["findings"] == {"settled": 3, "reported": 0, "open": 1, "overdue": 0}
    assert told["budgets"] == {"free": 1, "cut": 1}
    draw_side(told, shown)
