"""Who rates was trained, and has talked with the person, where the rules ask for it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from domain.appraisal import RateAttitude, RateGoals, SubmitSelfReport
from domain.appraisal_competency import SealCompetency
from domain.cycle_refusals import UnknownBody
from domain.feedback import FeedbackNoteSigned, FeedbackNoteWritten, NoInterview
from domain.personal_rules import PersonalRules
from domain.phase_facts import PhaseClosed
from domain.refusals import NotAllowed, NotRegistered
from domain.training import NotTrained, RecordTraining, TrainingRecorded
from tests.support.office import (
    AGREEMENTS,
    FINAL,
    KIPO,
    RULES,
    YEAR,
    ada,
    ballot,
    ben,
    bodies,
    hr,
    mina,
    opened_cycle,
    people,
    phase_open,
)
from tests.support.spec import spec

asking = RULES.model_copy(update={"people": PersonalRules(trained_evaluators=True, interviews=1)})
office = [*bodies, opened_cycle(asking), *people]
in_training: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "agreements"}
march = spec.given(office, phase_open(AGREEMENTS)).at("2010-03-15")
trained = TrainingRecorded(**in_training, evaluators=(ada, ben))
recording = RecordTraining(**in_training, evaluators=(ada, ben))


def test_reg_6_3_the_personnel_office_records_who_was_trained() -> None:
    march.when(hr, recording).then(trained)


def test_who_was_trained_later_is_recorded_later() -> None:
    closed = PhaseClosed(**in_training, early=False, missed=0)
    late = TrainingRecorded(**in_training, evaluators=(mina,))
    asked = march.given(trained, closed).at("2010-09-01").when(hr, RecordTraining(**in_training, evaluators=(mina,)))
    asked.then(late)


def test_nobody_records_his_own_training() -> None:
    march.when(ada, recording).then_refused(NotAllowed, role="hr")


def test_who_has_no_post_was_not_trained() -> None:
    march.when(hr, recording.model_copy(update={"evaluators": ("adda",)})).then_refused(NotRegistered, person="adda")


def test_training_is_recorded_in_a_body_of_the_year() -> None:
    march.when(hr, recording.model_copy(update={"body": "PMO"})).then_refused(UnknownBody, body="PMO")


about: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "final", "person": mina}
in_talks = {**about, "phase": "talks"}
wrote = FeedbackNoteWritten(**in_talks, evaluator=ada, note="good talk", edition=1)
signed = FeedbackNoteSigned(**in_talks, edition=1)
december = spec.given(office, phase_open(FINAL)).at("2010-12-10")
RATINGS = [
    SealCompetency(**about, evaluator="first", ballot=ballot("9", "8")),
    RateAttitude(**about, points=Decimal(5), ground="always helps"),
    RateGoals(**about, points=Decimal(90), ground="most"),
]


@pytest.mark.parametrize("rating", RATINGS, ids=lambda it: it.type)
def test_reg_6_3_who_was_not_trained_does_not_rate(rating: Any) -> None:
    december.given(wrote, signed).when(ada, rating).then_refused(NotTrained, actor=ada)


@pytest.mark.parametrize("rating", RATINGS, ids=lambda it: it.type)
def test_reg_20_who_has_not_talked_with_the_person_does_not_rate(rating: Any) -> None:
    december.given(trained).when(ada, rating).then_refused(NoInterview, signed=0, needed=1)
    december.given(trained, wrote).when(ada, rating).then_refused(NoInterview, signed=0, needed=1)


@pytest.mark.parametrize("rating", RATINGS, ids=lambda it: it.type)
def test_who_was_trained_and_has_talked_rates(rating: Any) -> None:
    assert december.given(trained, wrote, signed).when(ada, rating).events()


def test_a_self_report_needs_neither() -> None:
    assert december.when(mina, SubmitSelfReport(**about, report="a good year")).events()
