"""The committee of the government over a rehearsed year: its fifteen, its sittings, recusals, what it decides."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest
import yaml

from audit.verify import verify
from cli.government_sittings import draw_sittings, ground, sittings_data
from cli.texts import say
from domain.committee_commands import ConstituteCommittee
from domain.deliberation_facts import BallotOpened
from domain.deliberation_state import Deliberation, Item
from domain.implementation import ImplementationPlanIssued
from domain.recusal import Ground
from eventstore.codec import decode
from eventstore.port import Query
from eventstore.sql import SqlLog
from projections.committees import committee_of, sittings_of
from projections.follow_up import findings_of
from projections.queries import names, person_scores
from projections.self_evaluations import Evaluated, self_evaluations
from projections.stored import cycle_opened
from rehearsal.agenda_file import among
from rehearsal.case import Case
from rehearsal.government import first
from rehearsal.loading import load_case
from rehearsal.refusals import CaseInvalid
from rehearsal.stage import Playbill, rehearse
from worker import open_log

EXAMPLES = Path(__file__).parents[2] / "examples"
SEATED = ("MOSF", "MEST", "MOPAS")  # two heads sit in the committee, one is only judged by it


def smallest(ministry: dict[str, Any]) -> dict[str, Any]:
    return {**ministry, "people": 5, "bureaus": ministry["bureaus"][:1]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the example with three small ministries beside KIPO, and without what is said of the others."""
    home = tmp_path_factory.mktemp("cases")
    for name in ("kipo-2010", "government-2010"):
        shutil.copytree(EXAMPLES / name, home / name)
    path = home / "government-2010" / "ministries.yaml"
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    told["ministries"] = [smallest(it) for it in told["ministries"] if it["body"] in SEATED]
    path.write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
    sittings = path.with_name("sittings.yaml")
    text = sittings.read_text(encoding="utf-8")
    elsewhere = text[text.index("    - item: reopen") : text.index("concerns: MOFAT") + len("concerns: MOFAT\n")]
    sittings.write_text(text.replace("  items:\n" + elsewhere, ""), encoding="utf-8")
    return path.parent


@pytest.fixture(scope="module")
def case(folder: Path) -> Case:
    return among(load_case(folder))


class Played(NamedTuple):
    bill: Playbill
    log: SqlLog


@pytest.fixture(scope="module")
def played(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    log = open_log(f"sqlite:///{tmp_path_factory.mktemp('gpec')}/log.db")
    yield Played(asyncio.run(rehearse(case, log)), log)
    log.close()


def sitting(played: Played, session: int) -> Deliberation:
    return sittings_of(played.log, "gpec")[session].state


def item(played: Played, session: int, name: str) -> Item:
    return sitting(played, session).items[name]


def evaluated(played: Played, body: str) -> Evaluated:
    with played.log.view() as connection:
        return self_evaluations(played.log, cycle_opened(connection, 2010))[body]


# The year


def test_the_year_closes_on_a_verified_log_and_nobody_is_refused(played: Played) -> None:
    assert played.bill.closed
    assert played.bill.refusals == []
    assert verify(played.log).ok


def test_the_director_general_keeps_his_printed_total(played: Played) -> None:
    with played.log.view() as connection:
        [found] = person_scores(connection, 2010, person="P-DG")
    assert found.composed.total is not None
    assert found.composed.total.value == Decimal("95.74")


# The committee


def test_the_committee_has_fifteen_members_four_by_office_and_two_chairs(played: Played) -> None:
    found = committee_of(played.log, "gpec")
    by_office = {person for person, it in found.members.items() if not it.civilian}
    assert len(found.members) == 15
    assert by_office == {"P-PM", "P-PMM", "P-MOSF-HEAD", "P-MOPAS-HEAD"}
    assert found.chairs == ("P-PM", "C-GPEC-01")
    assert {it.until is None for it in found.members.values() if it.civilian} == {False}


def test_the_prime_minister_heads_his_office_as_the_governments_own_file_says(case: Case) -> None:
    office = next(it for it in case.organisation.bodies if it.body == "PMO")
    assert (office.head, [it.unit for it in office.units]) == ("P-PM", ["PMO-HQ", "PMO-EVAL"])
    assert (office.sector, office.kind) == ("central", "sil")
    assert [it.body for it in case.organisation.bodies].count("PMO") == 1


# Its sittings


def test_a_sitting_without_a_quorum_puts_its_items_off_and_the_next_one_passes_them(played: Played) -> None:
    failed, again = sitting(played, 1), sitting(played, 2)
    assert {name: (it.stage, it.deferred.cause) for name, it in failed.items.items() if it.deferred} == {
        "basic-plan": ("deferred", "no-quorum"),
        "implementation-plan": ("deferred", "no-quorum"),
    }
    assert failed.attendance is not None
    assert (len(failed.attendance.present), failed.attendance.in_office) == (6, 15)
    assert {name: (it.stage, it.tabled.deferred_from) for name, it in again.items.items()} == {
        "basic-plan": ("passed", 1),
        "implementation-plan": ("passed", 1),
        "criteria": ("passed", None),
    }


def test_the_years_plan_rests_on_the_second_sitting(played: Played) -> None:
    [row] = played.log.read(Query(type="ImplementationPlanIssued"))
    issued = decode(row)
    assert isinstance(issued, ImplementationPlanIssued)
    assert issued.resolution == "gpec/2/implementation-plan"


def test_every_result_of_the_specific_evaluation_is_passed_in_december(played: Played, case: Case) -> None:
    items = sitting(played, 3).items
    assert {name: it.stage for name, it in items.items()} == dict.fromkeys(case.bodies, "passed")


@pytest.mark.parametrize(
    ("session", "name", "member", "ground"),
    [
        (3, "MOSF", "P-MOSF-HEAD", "head"),
        (3, "MOPAS", "P-MOPAS-HEAD", "head"),
        (3, "MOSF", "C-GPEC-03", "litigation"),
        (3, "KIPO", "C-GPEC-04", "advisory-fee"),
        (3, "MEST", "C-GPEC-07", "research-contract"),
        (5, "adjustment", "P-MOSF-HEAD", "head"),
        (5, "inspection", "P-PM", "head"),
        (5, "inspection", "P-PMM", "post"),
    ],
)
def test_who_is_tied_to_an_item_is_recused_by_law_and_casts_no_ballot(
    played: Played, session: int, name: str, member: str, ground: str
) -> None:
    found = item(played, session, name)
    assert (found.recused[member].kind, found.recused[member].ground) == ("law", ground)
    assert member not in found.ballots
    assert member not in found.present()


def test_a_member_may_step_back_by_his_own_will(played: Played) -> None:
    found = item(played, 6, "adjustment")
    assert (found.recused["C-GPEC-06"].kind, found.recused["C-GPEC-06"].by) == ("own", "C-GPEC-06")
    assert "C-GPEC-06" not in found.ballots


def test_who_is_recused_from_one_item_votes_on_the_others(played: Played) -> None:
    assert "P-MOSF-HEAD" in item(played, 3, "MEST").ballots
    assert "C-GPEC-10" in item(played, 3, "MEST").ballots  # his contract was with another ministry


def test_the_prime_minister_presides_but_over_what_concerns_his_own_office(played: Played) -> None:
    presiding = {name: it.quorum.presiding for name, it in sitting(played, 5).items.items() if it.quorum}
    assert presiding.pop("inspection") == "C-GPEC-01"
    assert set(presiding.values()) == {"P-PM"}


def test_a_ballot_that_nobody_opened_counts_as_an_abstention_from_the_last_day_on(played: Played) -> None:
    found = item(played, 6, "adjustment")
    assert found.opened["C-GPEC-09"] == BallotOpened(
        committee="gpec", session=6, item="adjustment", member="C-GPEC-09", choice="abstain", nonce=None
    )
    assert found.resolved is not None
    assert (found.resolved.unrevealed, found.resolved.abstained, found.resolved.passed) == (1, 1, True)
    assert found.resolved.on.isoformat() == "2011-06-10"


# What it decides


def test_a_part_of_a_self_evaluation_that_an_inspector_doubts_is_evaluated_again(played: Played) -> None:
    found = evaluated(played, "MEST")
    verdicts = {sector: it.inspected.verdict for sector, it in found.sectors.items() if it.inspected}
    assert verdicts.pop("spending-programmes") == "re-evaluate"
    assert set(verdicts.values()) == {"confirmed"}
    assert found.again.ordered is not None
    assert found.again.carried_out is not None
    assert found.own.submitted is not None
    assert found.again.carried_out.outcome.total < found.own.submitted.outcome.total


def test_its_grade_is_adjusted_where_that_passed_and_stays_where_it_was_rejected(played: Played) -> None:
    found = evaluated(played, "MEST")
    assert (found.total, found.grade) == (Decimal(86), "good")
    assert item(played, 5, "adjustment").stage == "rejected"
    assert evaluated(played, "MOSF").again.adjusted is None


def test_its_finding_is_planned_for_reported_and_accepted(played: Played) -> None:
    [found] = [it for it in findings_of(played.log, "KIPO") if it.issued.resolution]
    assert (found.issued.resolution, found.stage) == ("gpec/5/records", "accepted")


def test_kipo_evaluates_itself_by_a_committee_of_twenty_three(played: Played) -> None:
    made, found = committee_of(played.log, "sec-KIPO"), evaluated(played, "KIPO")
    assert len(made.members) == 23
    assert all(it.civilian for it in made.members.values())
    assert found.state == "submitted"
    assert found.grade is not None


# How it is shown


def test_every_sitting_is_told_with_its_quorum_and_outcome(played: Played) -> None:
    told = sittings_data(played.log)
    shown = [(it["sitting"], it["present"], it["in_office"], it["no_quorum"]) for it in told]
    assert shown == [
        ("gpec/1", 6, 15, 2),
        ("gpec/2", 14, 15, 0),
        ("gpec/3", 14, 15, 0),
        ("gpec/4", 14, 15, 0),
        ("gpec/5", 14, 15, 0),
        ("gpec/6", 15, 15, 0),
        ("gpec-working/1", 4, 5, 0),
    ]
    assert [(it["passed"], it["rejected"], it["deferred"], it["unrevealed"]) for it in told] == [
        (0, 0, 2, 0),
        (3, 0, 0, 0),
        (4, 0, 0, 0),
        (0, 0, 0, 0),
        (3, 1, 0, 0),
        (1, 0, 0, 1),
        (1, 0, 0, 0),
    ]


def test_the_working_committee_examines_a_result_and_nothing_rests_on_its_opinion(played: Played) -> None:
    found = sittings_of(played.log, "gpec-working")[1].state.items["KIPO"]
    assert (found.stage, found.tabled.matter, found.tabled.delegated) == ("passed", "specific-result", None)
    told = next(it for it in sittings_data(played.log) if it["sitting"] == "gpec-working/1")
    assert told["passed"] == 1
    kipo = [decode(row) for row in played.log.read(Query(type="SpecificEvaluationResolved"))]
    assert {it.resolution.split("/")[0] for it in kipo} == {"gpec"}  # type: ignore[attr-defined]


def test_every_recusal_is_told_and_a_chair_who_gives_way(played: Played) -> None:
    told = [one for it in sittings_data(played.log) for one in it["recusals"]]
    ways = {(one["item"], one["member"]): one["gave_way_to"] for one in told}
    assert ways["inspection", "P-PM"] == "C-GPEC-01"
    assert ways["inspection", "P-PMM"] is None
    assert sum(it["recused"] for it in sittings_data(played.log)) == len(told) == 16


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ko", ("정족수", "미달", "제척(해당 기관·부서의 장)", "C-GPEC-01이 주재함")),
        ("en", ("6/15 failed", "head of it")),
    ],
)
def test_the_sittings_are_drawn_in_both_languages(
    played: Played,
    language: str,
    words: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with played.log.view() as connection:
        shown = names(connection)
    monkeypatch.setattr("cli.texts._spoken", language)
    draw_sittings(sittings_data(played.log), shown)
    draw_sittings([], shown)
    told = " ".join(capsys.readouterr().out.split())
    assert all(word in told for word in words)


@pytest.mark.parametrize("law", get_args(Ground))
def test_every_ground_of_the_law_has_its_words(law: str) -> None:
    assert ground({"kind": "law", "ground": law}) == say(f"recusal.ground.{law}")
    assert ground({"kind": "own", "ground": law}) == law


# The files


def changed(folder: Path, tmp_path: Path, file: str, old: str, new: str) -> Path:
    shutil.copytree(folder.parent, tmp_path / "cases")
    path = tmp_path / "cases" / folder.name / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path.parent


@pytest.mark.parametrize(
    ("file", "old", "new", "reason", "field"),
    [
        ("sittings.yaml", "committee: gpec", "committee: other", "case.unknown-name", "0.committee"),
        ("sittings.yaml", "absent: [P-PM,", "absent: [P-NONE,", "case.unknown-name", "0.absent.0"),
        ("sittings.yaml", "[C-GPEC-07]", "[C-GPEC-77]", "case.unknown-name", "0.items.1.against.0"),
        ("sittings.yaml", "[C-GPEC-09]", "[C-GPEC-99]", "case.unknown-name", "6.items.0.unopened.0"),
        ("sittings.yaml", "{C-GPEC-06:", "{C-GPEC-66:", "case.unknown-name", "6.items.0.steps_back.C-GPEC-66"),
        ("sittings.yaml", "concerns: KIPO", "concerns: NONE", "case.unknown-name", "2.items.0.concerns"),
        ("sittings.yaml", "matter: other", "matter: weather", "input.invalid", "5.items.3.matter"),
        ("organisation.yaml", "head: P-PM", "head: P-NONE", "case.unknown-name", "bodies.0.head"),
        ("ministries.yaml", "  KIPO:", "  NONE:", "case.unknown-name", "included.NONE"),
        ("ministries.yaml", "committee: 23", "committee: 9", "input.out-of-range", "included.KIPO.committee"),
    ],
)
def test_what_a_file_says_of_nobody_is_refused(
    folder: Path, tmp_path: Path, file: str, old: str, new: str, reason: str, field: str
) -> None:
    with pytest.raises(CaseInvalid) as refusal:
        load_case(changed(folder, tmp_path, file, old, new))
    told = refusal.value.facts
    assert (told["file"], told["reason"], told["field"]) == (file, reason, field)


def test_a_body_that_takes_part_is_described_by_its_own_case_alone(folder: Path, tmp_path: Path) -> None:
    other = changed(folder, tmp_path, "organisation.yaml", "body: PMO", "body: MEST")
    with pytest.raises(CaseInvalid) as refusal:
        load_case(other)
    assert refusal.value.facts["reason"] in ("case.named-twice", "case.unknown-name")


def test_of_fewer_bodies_only_those_are_judged_and_only_their_heads_sit(case: Case) -> None:
    fewer = first(case, 2)
    deeds = (it.command for it in fewer.conduct)
    [made] = [it for it in deeds if isinstance(it, ConstituteCommittee) and it.kind == "gpec"]
    assert {it.person for it in made.members if not it.civilian} == {"P-PM", "P-PMM", "P-MOSF-HEAD"}
    concerned = {it.concerns for sat in fewer.sittings for it in sat.items}
    assert concerned == {"2010", "KIPO", "MOSF", "PMO"}
    assert len(fewer.sittings) == len(case.sittings)


def test_the_example_names_every_body_that_its_committee_judges() -> None:
    case = load_case(EXAMPLES / "government-2010")
    assert among(case) == case
