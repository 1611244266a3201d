"""Evaluators who drop out: recusal, absence, and the takeover by the second when the first is late.

What is complete without them is opened; one evaluator alone counts alone. Nobody rates after his release,
and who steps in is checked afresh (SOD-03, SOD-04, SOD-12). What a recused evaluator rated counts no more, opened
or not, and whoever is assigned in his place rates anew; once the result is on record, only an objection helps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from domain.ids import Id, Year, appraisal_stream, feedback_stream, training_stream
from domain.messages import Event, Facts, PersonalText, PrivateText, TaskCommand, TaskEvent
from domain.person import EvaluatorsAssigned
from domain.refusals import Refusal

ReleaseGround = Literal["recusal", "absence"]


class EvaluatorReleased(TaskEvent):
    """*evaluator* rates the person no more this year; after a recusal, what he rated in the phase is set aside."""

    type: Literal["EvaluatorReleased"] = "EvaluatorReleased"
    task_id = "release-evaluator"
    person: Id
    evaluator: Id
    ground: ReleaseGround
    reason: PrivateText


class RatingsSetAside(Event):
    """What the recused *evaluator* had rated in the phase counts no more; *tasks* are to be done anew."""

    type: Literal["RatingsSetAside"] = "RatingsSetAside"
    year: Year
    body: Id
    phase: Id
    person: Id
    evaluator: Id
    tasks: tuple[Id, ...]


class EvaluationTakenOver(TaskEvent):
    """*by*, the second evaluator, rates in this phase instead of *late*, the first."""

    type: Literal["EvaluationTakenOver"] = "EvaluationTakenOver"
    task_id = "take-over-evaluation"
    person: Id
    late: Id
    by: Id
    reason: PrivateText


@dataclass(frozen=True)
class Standing:
    """Who rates no more: by ground of release, or late by phase."""

    released: Mapping[str, ReleaseGround] = field(default_factory=dict)  # by evaluator
    late: frozenset[tuple[str, str]] = frozenset()  # phase, evaluator

    def is_out(self, evaluator: str | None, phase: str) -> bool:
        """Return whether *evaluator* rates no more in *phase*."""
        return evaluator in self.released or (phase, evaluator) in self.late

    def deputy(self, assigned: EvaluatorsAssigned, phase: str) -> str | None:
        """Return who does the first evaluator's tasks in his place, if anybody does."""
        steps_in = self.is_out(assigned.first, phase) and not self.is_out(assigned.second, phase)
        return assigned.second if steps_in else None


class AppraisalTask(TaskCommand):
    """A command about one person's appraisal."""

    person: Id

    def stream(self) -> str:
        """Return the appraisal's stream."""
        return appraisal_stream(self.year, self.person)

    def reads(self) -> tuple[str, ...]:
        """Return what a task reads, the person's notes and the training of evaluators."""
        return (*super().reads(), feedback_stream(self.year, self.person), training_stream(self.year, self.body))


class ReleaseEvaluator(AppraisalTask):
    """Record that *evaluator* is recused or absent, and open what is complete without him."""

    type: Literal["ReleaseEvaluator"] = "ReleaseEvaluator"
    task_id = "release-evaluator"
    evaluator: Id
    ground: ReleaseGround
    reason: PersonalText


class TakeOverEvaluation(AppraisalTask):
    """Rate in the place of the first evaluator, who is late."""

    type: Literal["TakeOverEvaluation"] = "TakeOverEvaluation"
    task_id = "take-over-evaluation"
    reason: PersonalText


class EvaluatorIsReleased(Refusal):
    """Who was released rates no more."""

    code = "evaluator.released"
    ko = "{actor}은(는) {person}의 평가에서 제외되었으므로 평가할 수 없습니다. 인사 부서에 문의하십시오."
    en = "{actor} was released from evaluating {person} and can rate no more. Ask personnel about it."


class NothingIsLate(Refusal):
    """What the first evaluator has done is not taken over."""

    code = "evaluation.nothing-late"
    ko = "{first}은(는) {person}에 대한 평가를 모두 마쳤습니다. 대신할 일이 없습니다."
    en = "{first} has rated {person} in full. There is nothing to take over."


def require_standing(command: TaskCommand, standing: Standing, facts: Facts) -> None:
    """Let the actor pass if he was not released from evaluating the command's subject.

    Raises:
        EvaluatorIsReleased: he was.
    """
    if standing.is_out(facts.actor, command.phase):
        raise EvaluatorIsReleased(actor=facts.actor, person=command.subject)
