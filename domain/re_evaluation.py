"""A self-evaluation evaluated again: ordered by resolution, carried out, the result adjusted (ACT 17; S1-40)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.conflicts import acts_for
from domain.cycle import require_cycle
from domain.ids import Id, ResolutionRef, Year, plan_stream, re_evaluation_stream, self_evaluation_stream
from domain.messages import (
    AssigningEvent,
    Assignment,
    Command,
    Decider,
    Event,
    Facts,
    Reason,
    TaskCommand,
    TaskEvent,
    content,
)
from domain.numbers import Number, Points100
from domain.obligations import permit
from domain.recusal import About, conflicts
from domain.refusals import Refusal
from domain.resolutions import ResolutionSpent, require_resolution
from domain.roles import require_role
from domain.self_evaluation import SELF_EVALUATION
from domain.self_evaluation_content import Outcome
from domain.self_evaluation_facts import SelfEvaluation, StandingPlan
from domain.self_evaluation_outcome import evaluation_score, grade_of, scores_of, told
from domain.self_evaluation_refusals import MeasuresDiffer, NoSuchSubject, TooNear

Scores = dict[Id, dict[Id, Points100]]  # by subject and measure


class ReEvaluationOrdered(AssigningEvent):
    """*evaluator* scores the *subjects* of the *ministry* again, by the committee's resolution."""

    type: Literal["ReEvaluationOrdered"] = "ReEvaluationOrdered"
    ministry: Id
    subjects: tuple[Id, ...]
    evaluator: Id
    resolution: str
    reason: str
    by: Id

    def assignments(self) -> tuple[Assignment, ...]:
        """Return the evaluator's task, owed anew with every order."""
        return (Assignment(task="re-evaluate", subject=self.ministry, owner=self.evaluator, again=True),)


class ReEvaluationCarriedOut(TaskEvent):
    """The subjects were scored again; *outcome* is the whole result with these scores in their places."""

    type: Literal["ReEvaluationCarriedOut"] = "ReEvaluationCarriedOut"
    task_id = "re-evaluate"
    subject_field = "ministry"
    ministry: Id
    scores: Scores
    outcome: Outcome
    opinion: str
    by: Id


class SelfEvaluationAdjusted(Event):
    """The committee put *after* in the place of the total *before*."""

    type: Literal["SelfEvaluationAdjusted"] = "SelfEvaluationAdjusted"
    year: Year
    body: Id  # the government's office
    ministry: Id
    before: Number
    after: Number
    grade: Id | None
    resolution: str
    reason: str
    by: Id


ReEvaluationEvent = ReEvaluationOrdered | ReEvaluationCarriedOut | SelfEvaluationAdjusted


@dataclass(frozen=True)
class ReEvaluation:
    """What decisions need to know of a re-evaluation."""

    ordered: ReEvaluationOrdered | None = None
    carried_out: ReEvaluationCarriedOut | None = None  # as it was last ordered
    adjusted: SelfEvaluationAdjusted | None = None
    spent: frozenset[str] = frozenset()  # the resolutions by which something was evaluated again or adjusted


def evolve(state: ReEvaluation, event: ReEvaluationEvent) -> ReEvaluation:
    """Return *state* after *event*."""
    match event:
        case ReEvaluationOrdered():
            return replace(state, ordered=event, carried_out=None)
        case ReEvaluationCarriedOut():
            by = {state.ordered.resolution} if state.ordered else set[str]()
            return replace(state, carried_out=event, spent=state.spent | by)
        case SelfEvaluationAdjusted():
            return replace(state, adjusted=event, spent=state.spent | {event.resolution})
        case _:
            assert_never(event)


class OrderReEvaluation(Command):
    """Order subjects of a ministry to be scored again, as Prime Minister, by the committee's resolution."""

    type: Literal["OrderReEvaluation"] = "OrderReEvaluation"
    year: Year
    ministry: Id
    subjects: Annotated[tuple[Id, ...], Field(min_length=1)]
    evaluator: Id
    resolution: ResolutionRef
    reason: Reason

    def stream(self) -> str:
        """Return the stream of the re-evaluation."""
        return re_evaluation_stream(self.year, self.ministry)


class ReEvaluate(TaskCommand):
    """Score again what was ordered."""

    type: Literal["ReEvaluate"] = "ReEvaluate"
    task_id = "re-evaluate"
    subject_field = "ministry"
    ministry: Id
    scores: Scores
    opinion: Reason

    def stream(self) -> str:
        """Return the stream of the re-evaluation."""
        return re_evaluation_stream(self.year, self.ministry)

    def assignee(self, facts: Facts) -> str | None:
        """Return who was ordered to score."""
        ordered = facts.read(RE_EVALUATION, self.stream()).ordered
        return ordered.evaluator if ordered else None


class AdjustSelfEvaluation(Command):
    """Put another total in the place of a ministry's, by the committee's resolution."""

    type: Literal["AdjustSelfEvaluation"] = "AdjustSelfEvaluation"
    year: Year
    ministry: Id
    score: Points100
    resolution: ResolutionRef
    reason: Reason

    def stream(self) -> str:
        """Return the stream of the re-evaluation."""
        return re_evaluation_stream(self.year, self.ministry)


ReEvaluationCommand = OrderReEvaluation | ReEvaluate | AdjustSelfEvaluation


class NothingToReEvaluate(Refusal):
    """Only an evaluation whose plan was accepted is evaluated again, and only a result adjusted."""

    code = "re-evaluation.nothing"
    ko = "{ministry}의 {year}년도 자체평가에 재평가하거나 조정할 것이 없습니다. 'sacho self-evaluation'로 확인하십시오."
    en = "The self-evaluation of {ministry} for {year} has nothing to evaluate again. See 'sacho self-evaluation'."


class NotThePrimeMinister(Refusal):
    """The Prime Minister orders a re-evaluation (ACT 17)."""

    code = "re-evaluation.not-the-head"
    ko = "{actor}은(는) 재평가를 명할 수 없습니다. {government}의 장이 위원회 의결을 거쳐 명합니다."
    en = "{actor} cannot order a re-evaluation. The head of {government} does, by the committee's resolution."


def decide(command: ReEvaluationCommand, state: ReEvaluation, facts: Facts) -> list[ReEvaluationEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    match command:
        case OrderReEvaluation():
            return _order(command, state, facts)
        case ReEvaluate():
            return _carry_out(command, state, facts)
        case AdjustSelfEvaluation():
            return _adjust(command, state, facts)
        case _:
            assert_never(command)


def _evaluation(command: ReEvaluationCommand, facts: Facts) -> tuple[SelfEvaluation, StandingPlan]:
    found = facts.read(SELF_EVALUATION, self_evaluation_stream(command.year, command.ministry))
    if found.planned is None or found.accepted is None:
        raise NothingToReEvaluate(ministry=command.ministry, year=command.year)
    return found, found.planned


def _order(command: OrderReEvaluation, state: ReEvaluation, facts: Facts) -> list[ReEvaluationEvent]:
    government = require_cycle(facts, command.year)[1].government
    if not acts_for(facts, government, None):
        raise NotThePrimeMinister(actor=facts.actor, government=government)
    require_resolution(facts, command.resolution, "re-evaluation", command.ministry, command.year)
    found, planned = _evaluation(command, facts)
    known = [it.subject for it in planned.subjects]
    for it in command.subjects:
        if it not in known:
            raise NoSuchSubject(subject=it, known=", ".join(known))
    if missing := [it for it in known if it not in found.opened and it not in command.subjects]:
        raise NoSuchSubject(subject=missing[0], known=", ".join(found.opened) or "-")
    _require_fresh(command.evaluator, command, found, facts)
    event = ReEvaluationOrdered(**content(command), body=government, by=facts.actor)
    if state.ordered == event:
        return []
    if command.resolution in state.spent:
        raise ResolutionSpent(ref=command.resolution)
    return [event]


def _require_fresh(person: str, command: ReEvaluationCommand, found: SelfEvaluation, facts: Facts) -> None:
    """Let pass who is tied to the ministry by nothing, and did not score it the first time."""
    scorers = {it for them in found.scorers.values() for it in them} | {it.rpartition(":")[2] for it in found.sealed}
    grounds = [
        *(it.ground for it in conflicts(facts, person, About(command.ministry))),
        *(["scorer"] * (person in scorers)),
    ]
    if grounds:
        raise TooNear(person=person, subject=command.ministry, ground=grounds[0])


def _carry_out(command: ReEvaluate, state: ReEvaluation, facts: Facts) -> list[ReEvaluationEvent]:
    permit(command, facts)
    rules = require_cycle(facts, command.year, command.ministry)[1].rules.self_evaluation
    found, planned = _evaluation(command, facts)
    ordered = state.ordered
    assert ordered is not None, "it has an assignee"  # noqa: S101 - narrows the type
    if state.carried_out and (state.carried_out.scores, state.carried_out.opinion) == (command.scores, command.opinion):
        return []
    _require_fresh(facts.actor, command, found, facts)
    _require_ordered(command, ordered, found)
    given: dict[str, list[Mapping[str, Decimal]]] = {**scores_of(found.opened)}
    given.update({it: [scores] for it, scores in command.scores.items()})
    streams = (self_evaluation_stream(command.year, command.ministry), plan_stream(command.year, command.ministry))
    inputs = tuple(f"{it}@{facts.version(it)}" for it in (*streams, command.stream()))
    outcome = told(evaluation_score(planned, given, rules), rules, inputs)
    return [ReEvaluationCarriedOut(**content(command), outcome=outcome, by=facts.actor)]


def _require_ordered(command: ReEvaluate, ordered: ReEvaluationOrdered, found: SelfEvaluation) -> None:
    """Let pass scores of exactly the ordered subjects and of each of their measures."""
    for it in command.scores:
        if it not in ordered.subjects:
            raise NoSuchSubject(subject=it, known=", ".join(ordered.subjects))
    for name in ordered.subjects:
        subject = found.subject(name)
        wanted = {it.code for it in subject.measures} if subject else set()
        given = set(command.scores.get(name, {}))
        if wanted != given:
            missing, unknown = ", ".join(sorted(wanted - given)), ", ".join(sorted(given - wanted))
            raise MeasuresDiffer(subject=name, missing=missing or "-", unknown=unknown or "-")


def _adjust(command: AdjustSelfEvaluation, state: ReEvaluation, facts: Facts) -> list[ReEvaluationEvent]:
    opened = require_cycle(facts, command.year, command.ministry)[1]
    require_role(facts, "evaluation-office", opened.government)
    require_resolution(facts, command.resolution, "adjust-grade", command.ministry, command.year)
    before = total_of(_evaluation(command, facts)[0], state)
    if before is None:
        raise NothingToReEvaluate(ministry=command.ministry, year=command.year)
    if before == command.score:
        return []
    if command.resolution in state.spent:
        raise ResolutionSpent(ref=command.resolution)
    said = content(command)
    after = said.pop("score")
    how = {"before": before, "after": after, "grade": grade_of(after, opened.rules.self_evaluation)}
    return [SelfEvaluationAdjusted.model_validate({**said, **how, "body": opened.government, "by": facts.actor})]


def total_of(evaluation: SelfEvaluation, state: ReEvaluation) -> Decimal | None:
    """Return the total as it stands: adjusted, else evaluated again, else submitted; None: there is none."""
    if state.adjusted:
        return state.adjusted.after
    last = state.carried_out or evaluation.submitted
    return last.outcome.total if last else None


def grade_now(evaluation: SelfEvaluation, state: ReEvaluation) -> str | None:
    """Return the grade of the total as it stands; None: there is none."""
    if state.adjusted:
        return state.adjusted.grade
    last = state.carried_out or evaluation.submitted
    return last.outcome.grade if last else None


RE_EVALUATION: Decider[ReEvaluation] = Decider(
    "re-evaluation",
    (ReEvaluationOrdered, ReEvaluationCarriedOut, SelfEvaluationAdjusted),
    (OrderReEvaluation, ReEvaluate, AdjustSelfEvaluation),
    ReEvaluation(),
    evolve,
    decide,
)
