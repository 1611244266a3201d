"""The performance management card: nothing overwritten, every use on record (S1-57, S1-111)."""

from __future__ import annotations

from typing import Any

import pytest

from domain.card import CardEntryRecorded, CardUsed, NotOnCard, OwnCard, RecordCardEntry, UseCard
from domain.refusals import NotAllowed, NotRegistered
from tests.support.office import YEAR, ada, ben, hana, holds, mina, office, olga, tae
from tests.support.spec import spec

standing = spec.given(office, holds(olga, "hr"), holds(tae, "evaluation-committee"))


def entry(section: str = "accomplishment", text: str = "특허 기간 단축", **more: Any) -> RecordCardEntry:
    return RecordCardEntry.model_validate({"person": mina, "year": YEAR, "section": section, "text": text, **more})


def recorded(number: int = 1, by: str = olga, supersedes: int | None = None, **more: Any) -> CardEntryRecorded:
    told = {"person": mina, "year": YEAR, "section": "accomplishment", "text": "특허 기간 단축", **more}
    return CardEntryRecorded.model_validate({**told, "number": number, "by": by, "supersedes": supersedes})


def test_the_personnel_office_enters_and_the_engine_may() -> None:
    standing.when(olga, entry()).then(recorded())
    standing.when_the_clock(entry()).then(recorded(by="system"))


def test_the_first_evaluator_enters_an_opinion_and_nothing_else() -> None:
    standing.when(ada, entry("superior-opinion")).then(recorded(by=ada, section="superior-opinion"))
    standing.when(ada, entry()).then_refused(NotAllowed, role="hr")
    standing.when(ben, entry("superior-opinion")).then_refused(NotAllowed, role="hr")


def test_a_new_entry_supersedes_an_older_one_which_stays() -> None:
    better = entry(text="특허 기간 3개월 단축", supersedes=1)
    after = recorded(2, supersedes=1, text="특허 기간 3개월 단축")
    standing.given(recorded()).when(olga, better).then(after)
    standing.given(recorded(), after).when(olga, entry(text="다른 글", supersedes=1)).then_refused(NotOnCard, number=1)


@pytest.mark.parametrize("more", [{"supersedes": 9}, {"section": "final-result"}, {"year": 2009}])
def test_only_an_entry_of_that_year_and_section_is_superseded(more: dict[str, Any]) -> None:
    standing.given(recorded()).when(olga, entry(**{"text": "새 글", "supersedes": 1, **more})).then_refused(NotOnCard)


def used(by: str, upto: int = 1) -> CardUsed:
    return CardUsed(person=mina, by=by, decision="promotion", reason="2011 list", upto=upto)


@pytest.mark.parametrize("by", [olga, tae, hana])
def test_who_uses_a_card_for_a_decision_is_on_record(by: str) -> None:
    command = UseCard(person=mina, decision="promotion", reason="2011 list")
    standing.given(recorded()).when(by, command).then(used(by))


def test_nobody_else_uses_it() -> None:
    standing.when(ada, UseCard(person=mina, decision="promotion", reason="curious")).then_refused(NotAllowed)


def test_its_subject_neither_writes_nor_decides_by_it() -> None:
    own = standing.given(holds(mina, "hr"))
    own.when(mina, UseCard(person=mina, decision="promotion", reason="my own")).then_refused(OwnCard)
    own.when(mina, entry()).then_refused(OwnCard)


def test_only_who_holds_a_post_has_a_card() -> None:
    standing.when(olga, entry(person="nobody")).then_refused(NotRegistered)
