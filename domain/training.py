"""Who was trained to evaluate this year: nobody rates without it where the rules ask for it (REG 6-3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import Field

from domain.cycle import require_cycle, require_phase_rule
from domain.cycle_refusals import UnknownBody
from domain.ids import Id, person_stream, training_stream
from domain.messages import Decider, Facts, TaskCommand, TaskEvent, content
from domain.person import PERSON
from domain.refusals import NotRegistered, Refusal
from domain.roles import require_role
from domain.rules import RuleSet


class TrainingRecorded(TaskEvent):
    """These evaluators were trained."""

    type: Literal["TrainingRecorded"] = "TrainingRecorded"
    task_id = "record-training"
    subject_field = "body"
    evaluators: tuple[Id, ...]


@dataclass(frozen=True)
class Training:
    """What decisions need to know of a body's training in a year."""

    trained: frozenset[str] = frozenset()


def evolve(state: Training, event: TrainingRecorded) -> Training:
    """Return *state* after *event*."""
    return replace(state, trained=state.trained.union(event.evaluators))


class RecordTraining(TaskCommand):
    """Record who was trained; who comes later is recorded later, also after the phase."""

    type: Literal["RecordTraining"] = "RecordTraining"
    task_id = "record-training"
    subject_field = "body"
    evaluators: Annotated[tuple[Id, ...], Field(min_length=1)]

    def stream(self) -> str:
        """Return the stream of the body's training."""
        return training_stream(self.year, self.body)

    def reads(self) -> tuple[str, ...]:
        """Return the year, the phase, and everyone who was trained."""
        return (*super().reads(), *(person_stream(person) for person in self.evaluators))


class NotTrained(Refusal):
    """Who was not trained does not rate."""

    code = "evaluator.not-trained"
    ko = "{actor}의 {year}년도 평가자 교육 기록이 없어 평가할 수 없습니다. 교육 후 인사 부서에 기록을 요청하십시오."
    en = "{actor} has no record of this year's evaluator training ({year}) and cannot rate. Ask personnel to record it."


def decide(command: RecordTraining, state: Training, facts: Facts) -> list[TrainingRecorded]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    cycle, opened = require_cycle(facts, command.year, command.body)
    rule = require_phase_rule(opened, command.phase)
    if not cycle.body_of(rule, command.body):
        raise UnknownBody(body=command.body)
    require_role(facts, "hr", command.body)
    for person in command.evaluators:
        if facts.read(PERSON, person_stream(person)).registered is None:
            raise NotRegistered(person=person)
    known = state.trained.issuperset(command.evaluators)
    return [] if known else [TrainingRecorded(**content(command))]


def require_trained(facts: Facts, year: int, body: str, rules: RuleSet) -> None:
    """Let the actor pass if he was trained, or if *rules* do not ask for it.

    Raises:
        NotTrained: he was not.
    """
    if not rules.people.trained_evaluators:
        return
    if facts.actor not in facts.read(TRAINING, training_stream(year, body)).trained:
        raise NotTrained(actor=facts.actor, year=year)


TRAINING: Decider[Training] = Decider("training", (TrainingRecorded,), (RecordTraining,), Training(), evolve, decide)
