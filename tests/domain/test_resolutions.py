"""Acts that need a committee's will name its resolution: passed, on this matter, about this."""

from __future__ import annotations

from typing import Any

import pytest

from domain.deliberation_facts import BallotsSealed, ItemDeferred, ItemResolved
from domain.messages import Event
from domain.refusals import Refusal
from domain.resolutions import (
    Level,
    NoSuchResolution,
    NotResolved,
    NotTheBodys,
    NotTheGovernments,
    OtherMatter,
    OtherYear,
    Resolution,
    require_resolution,
)
from tests.support.committees import DAY, GPEC, PAPER, SEC, both, called, convened, eight_of_fifteen, sealed, tabled
from tests.support.office import KIPO, PROMOTION, YEAR
from tests.support.spec import PureFacts, by_stream, moment, require_sentences

ABOUT: dict[str, Any] = {"committee": GPEC, "session": 1, "item": "1"}
REF = f"{GPEC}/1/1"
item = tabled(concerns=f"{KIPO}/{PROMOTION}", matter="amend-plan")
counts = {"present": 8, "against": 3, "abstained": 0, "unrevealed": 0}
passed = ItemResolved(**ABOUT, passed=True, on=DAY, in_favour=5, **counts)
rejected = passed.model_copy(update={"passed": False})


def asked(
    ref: str,
    *events: Event,
    matter: Any = "amend-plan",
    about: str = f"{KIPO}/{PROMOTION}",
    year: int = YEAR,
    level: Level = "government",
) -> Resolution:
    facts = PureFacts(by_stream([*both, convened(), item, *events]), moment("2010-12-27"), "hana")
    return require_resolution(facts, ref, matter, about, year, level)


def refused(refusal: type[Refusal], ref: str, *events: Event, **other: Any) -> Refusal:
    with pytest.raises(refusal) as caught:
        asked(ref, *events, **other)
    require_sentences(caught.value)
    return caught.value


def test_a_resolution_that_was_passed_carries_the_act() -> None:
    assert asked(REF, passed) == Resolution(REF, GPEC, "amend-plan", f"{KIPO}/{PROMOTION}", None, DAY, (PAPER,))


@pytest.mark.parametrize("ref", [f"{GPEC}/1/2", f"{GPEC}/2/1", "sec/1/1", "GPEC 2010-12", f"{GPEC}/0/1", f"{GPEC}/1"])
def test_what_is_on_no_record_carries_nothing(ref: str) -> None:
    assert refused(NoSuchResolution, ref, passed).facts["ref"] == ref


voting: BallotsSealed = sealed()
deferred = ItemDeferred(**ABOUT, cause="debate", reason="보완", by="pm")


@pytest.mark.parametrize(
    ("events", "stage"),
    [
        ([], "tabled"),
        ([called(*eight_of_fifteen())], "debated"),
        ([called(*eight_of_fifteen()), voting], "sealed"),
        ([rejected], "rejected"),
        ([deferred], "deferred"),
    ],
)
def test_what_was_not_passed_carries_nothing(events: list[Event], stage: str) -> None:
    assert refused(NotResolved, REF, *events).facts["stage"] == stage


@pytest.mark.parametrize(
    "other", [{"matter": "extension"}, {"about": KIPO}, {"about": f"{KIPO}/EXAM"}], ids=["matter", "the whole", "unit"]
)
def test_a_resolution_carries_only_what_it_was_about(other: dict[str, str]) -> None:
    refused(OtherMatter, REF, passed, **other)


@pytest.mark.parametrize("year", [YEAR - 1, YEAR + 1])
def test_a_resolution_carries_nothing_of_another_year(year: int) -> None:
    assert refused(OtherYear, REF, passed, year=year).facts == {"ref": REF, "year": YEAR, "wanted": year}


def test_an_item_may_be_about_another_year_than_its_committee_was_made_for() -> None:
    of_next_year = item.model_copy(update={"year": YEAR + 1})
    assert asked(REF, of_next_year, passed, year=YEAR + 1).ref == REF
    assert refused(OtherYear, REF, of_next_year, passed).facts["year"] == YEAR + 1


def test_a_bodys_own_committee_does_not_stand_for_the_governments() -> None:
    theirs = [convened(of=SEC), tabled(of=SEC, concerns=KIPO, matter="re-evaluation")]
    carried = passed.model_copy(update={"committee": SEC})
    wish: dict[str, Any] = {"matter": "re-evaluation", "about": KIPO}
    assert refused(NotTheGovernments, f"{SEC}/1/1", *theirs, carried, **wish).facts["committee"] == SEC
    assert asked(f"{SEC}/1/1", *theirs, carried, **wish, level="body").ref == f"{SEC}/1/1"


def test_the_governments_committee_does_not_stand_for_the_bodys_own() -> None:
    assert refused(NotTheBodys, REF, passed, level="body").facts["committee"] == GPEC
