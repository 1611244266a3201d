"""A working committee examines for the government's, and decides what that one has delegated to it (ACT 10)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from domain.deliberation import DELIBERATION
from domain.deliberation_facts import ItemResolved
from domain.deliberation_refusals import NotCompetent, NotDelegable
from domain.ids import deliberation_stream
from domain.messages import Event
from domain.minutes import minutes_of
from domain.refusals import Refusal
from domain.resolutions import Decision as Named
from domain.resolutions import (
    NoSuchResolution,
    NotResolved,
    OnlyExamined,
    OtherMatter,
    OtherYear,
    ResolutionNeeded,
    require_decision,
    require_resolution,
)
from tests.support.committees import (
    COMMITTEES,
    GPEC,
    both,
    civilians,
    constituted,
    constituting,
    convened,
    seats,
    tabled,
    tabling,
)
from tests.support.office import KIPO, PMO, YEAR, gyu
from tests.support.self_evaluation import resolved
from tests.support.spec import PureFacts, by_stream, moment, spec

WORKING = "gpec-working"
RULE = COMMITTEES.kinds[WORKING]
made = constituted(
    constituting(committee=WORKING, kind=WORKING, members=seats(civilians[:5]), chairs=civilians[:1]), gyu
)
sitting: list[Event] = [*both, *made, convened(of=WORKING, rule=RULE, body=PMO, by=gyu)]
DELEGATION = f"{GPEC}/2/1"
REF = f"{WORKING}/1/1"


def delegates(about: str = f"{WORKING}/supplement", on: date = date(2010, 4, 1)) -> list[Event]:
    return resolved("delegation", about, 2, on)


def decided(matter: Any = "supplement", delegated: str | None = DELEGATION) -> list[Event]:
    """Return that the working committee passed an item about KIPO on 4 May."""
    on = date(2010, 5, 4)
    item = tabled(concerns=KIPO, of=WORKING, matter=matter, delegated=delegated, by=gyu)
    counts = {"present": 5, "in_favour": 5, "against": 0, "abstained": 0, "unrevealed": 0}
    passed = ItemResolved.model_validate(
        {"committee": WORKING, "session": 1, "item": "1", "passed": True, "on": on, **counts}
    )
    return [convened(on=on, called=date(2010, 4, 27), of=WORKING, rule=RULE, body=PMO, by=gyu), item, passed]


def carries(matter: Any, *story: Event, year: int = YEAR) -> str:
    facts = PureFacts(by_stream([*both, *made, *story]), moment("2010-05-10"), gyu)
    return require_resolution(facts, REF, matter, KIPO, year).ref


def test_what_it_examines_is_tabled_for_its_opinion() -> None:
    wish = tabling(concerns=KIPO, of=WORKING, matter="re-evaluation")
    given = spec.given(sitting).at("2010-12-13")
    given.when(gyu, wish).then(tabled(concerns=KIPO, of=WORKING, matter="re-evaluation", by=gyu))
    given.when(gyu, tabling(concerns=KIPO, of=WORKING, matter="delegation")).then_refused(NotCompetent)


def test_only_what_the_rules_let_be_delegated_is_tabled_as_delegated() -> None:
    given = spec.given(sitting).at("2010-12-13")
    wish = tabling(concerns=KIPO, of=WORKING, matter="re-evaluation", delegated=DELEGATION)
    given.when(gyu, wish).then_refused(NotDelegable, known="supplement, finding")
    own = tabling(concerns=KIPO, delegated=DELEGATION)
    given.given(convened()).when(gyu, own).then_refused(NotDelegable, committee=GPEC, known="-")


def refused(refusal: type[Refusal], *story: Event, year: int = YEAR) -> Refusal:
    with pytest.raises(refusal) as caught:
        carries("supplement", *story, year=year)
    assert REF in caught.value.sentence("ko") or DELEGATION in caught.value.sentence("ko")
    return caught.value


def test_no_act_rests_on_an_opinion() -> None:
    found = refused(OnlyExamined, *delegates(), *decided(delegated=None))
    assert found.facts == {"ref": REF, "committee": WORKING, "matter": "supplement"}


def test_an_act_rests_on_what_it_decides_by_delegation() -> None:
    assert carries("supplement", *delegates(), *decided()) == REF


@pytest.mark.parametrize(
    ("story", "refusal"),
    [
        (decided(), NoSuchResolution),
        ([*delegates(f"{WORKING}/finding"), *decided()], OtherMatter),
        ([*delegates(f"{GPEC}/supplement"), *decided()], OtherMatter),
        ([*resolved("supplement", KIPO, 2, date(2010, 4, 1)), *decided()], OtherMatter),
        ([*delegates(on=date(2010, 5, 5)), *decided()], OnlyExamined),
        ([*delegates()[:2], *decided()], NotResolved),
    ],
    ids=["none", "of another matter", "to another committee", "no delegation", "afterwards", "not passed"],
)
def test_a_delegation_is_passed_before_for_this_committee_and_matter(
    story: list[Event], refusal: type[Refusal]
) -> None:
    refused(refusal, *story)


def test_a_delegation_on_the_day_itself_suffices_and_another_years_does_not() -> None:
    assert carries("supplement", *delegates(on=date(2010, 5, 4)), *decided()) == REF
    refused(OtherYear, *delegates(), *decided(), year=YEAR + 1)


@pytest.mark.parametrize(
    ("matter", "delegated", "opinion"),
    [("supplement", DELEGATION, False), ("supplement", None, True), ("other", None, False)],
)
def test_the_minutes_say_what_is_an_opinion(matter: Any, delegated: str | None, opinion: bool) -> None:
    facts = PureFacts(by_stream(decided(matter, delegated)), moment("2010-05-10"), gyu)
    minutes = minutes_of(facts.read(DELIBERATION, deliberation_stream(WORKING, 1)))
    assert minutes is not None
    assert [(it.opinion, it.delegated) for it in minutes.items] == [(opinion, delegated)]


def test_who_examines_does_not_decide_in_the_place_of_who_has_to() -> None:
    """The working committee is constituted last, and criteria are among what it examines."""
    facts = PureFacts(by_stream([*both, *made]), moment("2010-09-10"), gyu)
    assert facts.deciding(PMO, "criteria") == GPEC
    with pytest.raises(ResolutionNeeded):
        require_decision(facts, Named(None, None), "criteria", str(YEAR), YEAR, PMO)


def test_panels_examine_criteria_and_results_only() -> None:
    panel = COMMITTEES.kinds["specific-evaluation"]
    assert set(panel.examines).isdisjoint(panel.decides)
    assert panel.delegable == ()


@pytest.mark.parametrize(
    "other", [{"delegable": ("re-evaluation", "basic-plan", "other")}, {"examines": ("other",), "delegable": ()}]
)
def test_what_is_delegable_is_examined_and_what_is_examined_is_not_decided(other: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="examined"):
        type(RULE).model_validate({**dict(RULE), **other})
