"""A sitting as the crowd plays it: who attends, who is recused, who presides, what finds a quorum."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from activities.yaml_files import read_rules
from domain.committee_commands import ConstituteCommittee, Seat
from domain.deliberation_commands import (
    CallItem,
    CastBallot,
    ConveneSession,
    RecordAttendance,
    RecuseOneself,
    RevealBallot,
    TableItem,
)
from domain.interests import DeclareInterest
from domain.messages import Command, Label
from rehearsal.agenda import PlannedItem, PlannedSitting
from rehearsal.case import Case, Deed, Entry
from rehearsal.loading import load_case
from rehearsal.sitting import Sitting, of_civilians
from rehearsal.sittings import Sittings

KIPO = load_case(Path(__file__).parents[2] / "examples" / "kipo-2010")
RULES = read_rules("kr-2010")
NAME = Label(ko="위원회", en="Committee")
CIVILIANS = tuple(f"C-{n}" for n in range(1, 15))
CALLED, AT = datetime(2010, 6, 1, 9, tzinfo=UTC), datetime(2010, 6, 10, 9, tzinfo=UTC)
GPEC = ConstituteCommittee(
    committee="gpec",
    year=2010,
    kind="gpec",
    body="PMO",
    name=NAME,
    since=date(2010, 1, 4),
    members=(Seat(person="P-COM", civilian=False), *(Seat(person=it, civilian=True) for it in CIVILIANS)),
    chairs=("P-COM", "C-1"),
)


def item(name: str = "1", concerns: str = "2010", **votes: Any) -> PlannedItem:
    return PlannedItem(item=name, title=NAME, matter="other", concerns=concerns, **votes)


def planned(*items: PlannedItem, at: datetime = AT, **said: Any) -> PlannedSitting:
    return PlannedSitting(committee="gpec", called=CALLED, at=at, items=items, **said)


def sitting(plan: PlannedSitting, case: Case = KIPO) -> Sitting:
    return Sitting(case, RULES, GPEC, "P-GDL", plan, 1)


def case_of(*commands: Command, sittings: tuple[PlannedSitting, ...] = ()) -> Case:
    deeds = tuple(Deed(at=CALLED, actor="P-GDL", command=it) for it in commands)
    return KIPO.model_copy(update={"conduct": deeds, "sittings": sittings})


def interest(person: str, until: date | None) -> DeclareInterest:
    said = {"interest": "one", "kind": "research-contract", "body": "KIPO", "since": date(2005, 1, 1)}
    return DeclareInterest.model_validate({"person": person, "until": until, **said})


def actors(entries: list[Entry], kind: type[Command]) -> list[str]:
    return [it.actor for it in entries if isinstance(it.command, kind)]


# Who attends, and what finds a quorum


@pytest.mark.parametrize(("away", "quorum"), [(7, True), (8, False)])
def test_more_than_half_of_those_in_office_must_take_part(away: int, quorum: bool) -> None:
    assert sitting(planned(absent=CIVILIANS[:away])).decides(item()) is quorum


def test_who_is_recused_does_not_count_as_present() -> None:
    seven_away = sitting(planned(absent=CIVILIANS[1:8]))
    assert seven_away.decides(item(concerns="2010"))
    assert not seven_away.decides(item(concerns="KIPO"))


def test_the_call_goes_out_with_the_agenda_and_attendance_is_recorded_on_the_day() -> None:
    one = sitting(planned(absent=("C-3",)))
    call, attendance, table = *one.convened(), *one.tabled(item())
    assert (type(call.command), call.at, call.actor) == (ConveneSession, CALLED, "P-GDL")
    assert isinstance(table.command, TableItem)
    assert call.at < table.at < attendance.at == AT
    assert isinstance(attendance.command, RecordAttendance)
    assert "C-3" not in attendance.command.present
    assert len(attendance.command.present) == 14


def test_a_committee_is_called_before_it_sits() -> None:
    with pytest.raises(ValidationError, match="called before"):
        planned(at=CALLED)


# Who takes part


def test_a_head_takes_no_part_in_what_concerns_his_own_ministry() -> None:
    assert "P-COM" not in sitting(planned()).voters(item(concerns="KIPO"))
    assert "P-COM" not in sitting(planned()).voters(item(concerns="KIPO/IPPB"))
    assert "P-COM" in sitting(planned()).voters(item(concerns="2010"))


@pytest.mark.parametrize(("until", "takes_part"), [(None, False), (date(2007, 6, 10), False), (date(2007, 6, 9), True)])
def test_a_contract_keeps_a_civilian_away_for_36_months_after_its_end(until: date | None, takes_part: bool) -> None:
    case = case_of(interest("C-2", until))
    assert ("C-2" in sitting(planned(), case).voters(item(concerns="KIPO"))) is takes_part
    assert "C-2" in sitting(planned(), case).voters(item(concerns="PMO"))
    assert "C-3" in sitting(planned(), case).voters(item(concerns="KIPO"))


def test_the_first_chair_presides_and_gives_way_where_he_takes_no_part() -> None:
    assert actors(list(sitting(planned()).decided(item())), CallItem) == ["P-COM"]
    assert actors(list(sitting(planned()).decided(item(concerns="KIPO"))), CallItem) == ["C-1"]
    assert actors(list(sitting(planned(absent=("P-COM",))).decided(item())), CallItem) == ["C-1"]


def test_where_no_chair_takes_part_the_substitute_presides_or_the_item_waits() -> None:
    away, other = planned(absent=("P-COM", "C-1")), GPEC.model_copy(update={"substitute": "C-2"})
    assert not sitting(away).decides(item())
    assert list(sitting(away).decided(item())) == []
    assert Sitting(KIPO, RULES, other, "P-GDL", away, 1).presiding(item()) == "C-2"


def test_who_steps_back_says_why_before_the_item_is_called_and_does_not_vote() -> None:
    it = item(steps_back={"C-3": "친분", "C-4": "친분"})
    entries = list(sitting(planned(absent=("C-4",))).decided(it))
    assert actors(entries, RecuseOneself) == ["C-3"]
    assert entries[0].at < next(one.at for one in entries if isinstance(one.command, CallItem))
    assert "C-3" not in actors(entries, CastBallot)
    seven_away = planned(absent=CIVILIANS[7:])
    assert sitting(seven_away).decides(item())
    assert not sitting(seven_away).decides(it)


# How they vote


def test_who_takes_part_votes_for_it_but_for_those_who_are_against() -> None:
    entries = list(sitting(planned()).decided(item(against=("C-4", "C-5"))))
    said = {it.actor: it.command.choice for it in entries if isinstance(it.command, RevealBallot)}
    assert {member for member, choice in said.items() if choice == "against"} == {"C-4", "C-5"}
    assert len(said) == 15


def test_a_ballot_that_is_never_opened_was_cast() -> None:
    entries = list(sitting(planned()).decided(item(unopened=("C-6",))))
    assert "C-6" in actors(entries, CastBallot)
    assert "C-6" not in actors(entries, RevealBallot)


@given(st.sets(st.sampled_from(CIVILIANS)), st.sets(st.sampled_from(CIVILIANS)), st.sampled_from(["2010", "KIPO"]))
def test_nobody_votes_who_is_absent_or_recused_and_all_others_do(away: set[str], no: set[str], about: str) -> None:
    one, it = sitting(planned(absent=tuple(away))), item(concerns=about, against=tuple(no))
    entries = list(one.decided(it))
    free = {*CIVILIANS, *(("P-COM",) if about == "2010" else ())} - away
    assert set(actors(entries, CastBallot)) == (free if one.decides(it) else set())
    assert len({it.id for it in entries}) == len(entries)


def test_the_same_plan_gives_the_same_ballots() -> None:
    assert list(sitting(planned()).decided(item())) == list(sitting(planned()).decided(item()))


def test_a_committee_of_civilians_has_its_first_members_as_chairs() -> None:
    about = {"committee": "one", "year": 2010, "kind": "gpec", "body": "PMO", "name": NAME, "since": date(2010, 1, 4)}
    made = of_civilians(about, ["a", "b", "c"], 2)
    assert made.chairs == ("a", "b")
    assert all(it.civilian for it in made.members)


# The sittings of a year


def test_an_item_without_a_quorum_goes_to_the_next_sitting_and_is_tabled_once() -> None:
    empty, full = planned(item("plan"), absent=CIVILIANS), planned(item("other"))
    entries = list(Sittings(case_of(GPEC, sittings=(empty, full)), RULES, ()).entries())
    tabled = [(it.command.session, it.command.item) for it in entries if isinstance(it.command, TableItem)]
    called = [(it.command.session, it.command.item) for it in entries if isinstance(it.command, CallItem)]
    assert tabled == [(1, "plan"), (2, "other")]
    assert called == [(2, "plan"), (2, "other")]


def test_a_committee_that_the_conduct_constitutes_is_not_constituted_again() -> None:
    entries = list(Sittings(case_of(GPEC, sittings=(planned(item()),)), RULES, ()).entries())
    assert actors(entries, ConstituteCommittee) == []


CRITERIA = item("criteria").model_copy(update={"matter": "criteria"})


def test_a_sitting_on_results_has_an_item_for_each_body() -> None:
    plan = (planned(CRITERIA), planned(results=True))
    held = Sittings(case_of(GPEC, sittings=plan), RULES, ("KIPO",))
    tabled = [it.command for it in held.entries() if isinstance(it.command, TableItem)]
    assert [(it.matter, it.concerns) for it in tabled] == [("criteria", "2010"), ("specific-result", "KIPO")]
    assert held.result_of("KIPO") == "gpec/2/KIPO"


def test_what_the_plan_says_of_a_result_itself_holds() -> None:
    own = item("own", "KIPO", against=("C-2",)).model_copy(update={"matter": "specific-result"})
    held = Sittings(case_of(GPEC, sittings=(planned(CRITERIA, own, results=True),)), RULES, ("KIPO",))
    assert held.result_of("KIPO") == "gpec/1/own"
    assert sum(isinstance(it.command, TableItem) for it in held.entries()) == 2


def test_without_a_plan_civilians_sit_on_the_criteria_and_on_the_results() -> None:
    entries = list(Sittings(case_of(), RULES, ("KIPO",)).entries())
    [made] = [it.command for it in entries if isinstance(it.command, ConstituteCommittee)]
    calls = [it.command.day for it in entries if isinstance(it.command, ConveneSession)]
    tabled = [(it.command.matter, it.command.concerns) for it in entries if isinstance(it.command, TableItem)]
    assert all(it.civilian for it in made.members)
    assert calls == [date(2010, 9, 22), date(2010, 12, 22)]
    assert tabled == [("criteria", "2010"), ("specific-result", "KIPO")]


def test_without_results_or_a_plan_nobody_sits() -> None:
    assert list(Sittings(case_of(), RULES, ()).entries()) == []
    assert list(Sittings(case_of(GPEC), RULES, ()).entries()) == []


def test_a_committee_whose_records_nobody_keeps_does_not_sit() -> None:
    nobody = case_of(GPEC, sittings=(planned(item()),)).model_copy(update={"people": ()})
    assert list(Sittings(nobody, RULES, ()).entries()) == []
