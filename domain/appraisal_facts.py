"""The facts of a person's year-end evaluation, and what decisions know of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, assert_never

from domain.appraisal_competency import CompetencyOpened, CompetencySealed
from domain.appraisal_evaluators import EvaluationTakenOver, EvaluatorReleased, RatingsSetAside, Standing
from domain.ids import Id
from domain.messages import PrivateText, TaskEvent, having
from domain.numbers import Points10, Points100


class SelfReportSubmitted(TaskEvent):
    """What the person says of his own year."""

    type: Literal["SelfReportSubmitted"] = "SelfReportSubmitted"
    task_id = "submit-self-report"
    person: Id
    report: PrivateText


class AttitudeRated(TaskEvent):
    """The attitude points (S1-108)."""

    type: Literal["AttitudeRated"] = "AttitudeRated"
    task_id = "rate-attitude"
    person: Id
    by: Id
    points: Points10
    ground: PrivateText


class GoalsRated(TaskEvent):
    """The achievement of a person's own goals, of 100 points."""

    type: Literal["GoalsRated"] = "GoalsRated"
    task_id = "rate-goals"
    person: Id
    by: Id
    points: Points100
    ground: PrivateText


AppraisalEvent = (
    SelfReportSubmitted
    | CompetencySealed
    | CompetencyOpened
    | AttitudeRated
    | GoalsRated
    | EvaluatorReleased
    | RatingsSetAside
    | EvaluationTakenOver
)


@dataclass(frozen=True)
class Appraisal:
    """What decisions need to know of an appraisal."""

    report: SelfReportSubmitted | None = None
    sealed: dict[str, CompetencySealed] = field(default_factory=dict)  # by evaluator
    opened: CompetencyOpened | None = None
    attitude: AttitudeRated | None = None
    goals: dict[str, GoalsRated] = field(default_factory=dict)  # by phase: June and December
    standing: Standing = field(default_factory=Standing)

    def counts(self, evaluator: str) -> bool:
        """Return whether the rating that *evaluator* sealed is there and counts."""
        sealed = self.sealed.get(evaluator)
        return sealed is not None and self.standing.released.get(sealed.by) != "recusal"

    def rated_by(self, evaluator: str, phase: str) -> tuple[str, ...]:
        """Return the tasks of *phase* that stand as *evaluator* did them."""
        found = [sealed.task for sealed in self.sealed.values() if sealed.by == evaluator]
        if self.attitude is not None and self.attitude.by == evaluator:
            found.append(self.attitude.task)
        if phase in self.goals and self.goals[phase].by == evaluator:
            found.append(self.goals[phase].task)
        return tuple(found)


def evolve(state: Appraisal, event: AppraisalEvent) -> Appraisal:
    """Return *state* after *event*."""
    match event:
        case SelfReportSubmitted():
            return replace(state, report=event)
        case CompetencySealed():
            return replace(state, sealed=having(state.sealed, event.evaluator, event))
        case CompetencyOpened():
            return replace(state, opened=event)
        case AttitudeRated():
            return replace(state, attitude=event)
        case GoalsRated():
            return replace(state, goals=having(state.goals, event.phase, event))
        case EvaluatorReleased():
            released = {**state.standing.released, event.evaluator: event.ground}
            return replace(state, standing=replace(state.standing, released=released))
        case RatingsSetAside():
            return _without(state, event)
        case EvaluationTakenOver():
            late = state.standing.late | {(event.phase, event.late)}
            return replace(state, standing=replace(state.standing, late=late))
        case _:
            assert_never(event)


def _without(state: Appraisal, event: RatingsSetAside) -> Appraisal:
    """Return *state* without what was set aside; what was opened with it is opened anew, without it."""
    sealed = {role: it for role, it in state.sealed.items() if it.task not in event.tasks}
    goals = {phase: it for phase, it in state.goals.items() if phase != event.phase or it.task not in event.tasks}
    return replace(
        state,
        sealed=sealed,
        opened=state.opened if sealed == state.sealed else None,
        attitude=state.attitude if "rate-attitude" not in event.tasks else None,
        goals=goals,
    )
