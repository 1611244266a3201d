"""Feedback: a note of each quarter's talk, signed by both, and the June review."""

from __future__ import annotations

from typing import Any

from domain.feedback import (
    FeedbackNoteSigned,
    FeedbackNoteWritten,
    InterimReviewCompleted,
    NoNoteYet,
    NoteIsSigned,
    OtherNote,
    ReviewProgress,
    SignFeedbackNote,
    WriteFeedbackNote,
)
from domain.obligations import NotYourTask
from tests.support.office import KIPO, TALKS, YEAR, ada, ben, mina, office, phase_open
from tests.support.spec import spec

april = spec.given(office, phase_open(TALKS)).at("2010-04-01")
about: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "talks", "person": mina}


def writing(note: str) -> WriteFeedbackNote:
    return WriteFeedbackNote(**about, note=note)


def written(note: str, edition: int = 1) -> FeedbackNoteWritten:
    return FeedbackNoteWritten(**about, evaluator=ada, note=note, edition=edition)


def signing(edition: int) -> SignFeedbackNote:
    return SignFeedbackNote(**about, edition=edition)


signed = FeedbackNoteSigned(**about, edition=1)


def test_the_first_evaluator_writes_the_note() -> None:
    april.when(ada, writing("good talk")).then(written("good talk"))


def test_the_second_evaluator_does_not() -> None:
    april.when(ben, writing("good talk")).then_refused(NotYourTask, owner=ada)


def test_a_changed_note_supersedes_an_unsigned_one() -> None:
    april.given(written("good")).when(ada, writing("very good")).then(written("very good", edition=2))


def test_the_person_signs_the_note_about_himself() -> None:
    april.given(written("good")).when(mina, signing(1)).then(signed)


def test_the_evaluator_does_not_sign_for_him() -> None:
    april.given(written("good")).when(ada, signing(1)).then_refused(NotYourTask, owner=mina)


def test_nothing_is_signed_before_it_is_written() -> None:
    april.when(mina, signing(1)).then_refused(NoNoteYet, person=mina)


def test_who_signs_must_have_seen_the_latest_edition() -> None:
    changed = april.given(written("good"), written("bad", edition=2))
    changed.when(mina, signing(1)).then_refused(OtherNote, current=2, given=1)


def test_a_note_with_both_signatures_stays() -> None:
    april.given(written("good"), signed).when(ada, writing("bad")).then_refused(NoteIsSigned, person=mina)


def test_the_june_review_is_recorded_and_ungraded() -> None:
    reviewed = InterimReviewCompleted(**about, evaluator=ada, findings="on track", edition=1)
    april.when(ada, ReviewProgress(**about, findings="on track")).then(reviewed)


def test_another_finding_is_another_edition() -> None:
    first = InterimReviewCompleted(**about, evaluator=ada, findings="on track", edition=1)
    second = InterimReviewCompleted(**about, evaluator=ada, findings="behind", edition=2)
    april.given(first).when(ada, ReviewProgress(**about, findings="behind")).then(second)
