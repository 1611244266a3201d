"""The January guideline: what the year's plans must look like and serve, issued by the Prime Minister's Office."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal, assert_never, get_args

from pydantic import Field

from domain.alignment import PolicyItem, require_items_once
from domain.burden_rules import BurdenStated
from domain.cycle_refusals import UnknownBody
from domain.follow_up import ResultOf
from domain.guideline_held_over import GuidelineHeldOver, HoldOverGuideline, hold_over
from domain.ids import Id, Sha256, Year, guideline_stream, specific_result_stream
from domain.messages import Decider, Facts, Label, TaskCommand, TaskEvent, Value, content
from domain.numbers import Number
from domain.obligations import permit
from domain.refusals import Refusal
from domain.specific_result import SPECIFIC_RESULT


class FedResult(Value):
    """A body's result as it stands, by STREAM@VERSION."""

    of: ResultOf
    year: Year
    body: Id
    total: Number
    grade: Id | None
    told_by: str


class FedFinding(Value):
    """A finding that its body still owes an answer to."""

    body: Id
    number: Annotated[int, Field(ge=1)]
    year: Year
    title: Label
    overdue: bool


class AnnualGuidelineIssued(TaskEvent):
    """The year's guideline is in force (S1-24; ACT 8)."""

    type: Literal["AnnualGuidelineIssued"] = "AnnualGuidelineIssued"
    task_id = "issue-guideline"
    subject_field = "body"
    title: Label
    document: Sha256  # of the guideline's text
    items: tuple[PolicyItem, ...] = ()  # what the plans must serve
    specific_results: tuple[Id, ...] = ()  # bodies whose results of last year's specific evaluation it rests on
    burden: BurdenStated | None = None  # what last year's evaluation cost: the guideline was written knowing it
    results: tuple[FedResult, ...] = ()  # the last there are of every body, as the log had them
    findings: tuple[FedFinding, ...] = ()  # of earlier years, still to be answered


GuidelineEvent = AnnualGuidelineIssued | GuidelineHeldOver


@dataclass(frozen=True)
class Guideline:
    """What decisions need to know of the guideline."""

    in_force: GuidelineEvent | None = None  # held over: provisionally


def evolve(state: Guideline, event: GuidelineEvent) -> Guideline:
    """Return *state* after *event*."""
    match event:
        case AnnualGuidelineIssued() | GuidelineHeldOver():
            return replace(state, in_force=event)
        case _:
            assert_never(event)


class IssueGuideline(TaskCommand):
    """Issue the year's guideline: *items* are what the plans must serve, *burden* is what the year before cost.

    Last year's results and open findings of all bodies are named by themselves; *specific_results* adds others'.
    """

    type: Literal["IssueGuideline"] = "IssueGuideline"
    task_id = "issue-guideline"
    subject_field = "body"
    title: Label
    document: Sha256
    items: tuple[PolicyItem, ...] = ()
    specific_results: tuple[Id, ...] = ()
    burden: BurdenStated | None = None

    def stream(self) -> str:
        """Return the guideline's stream."""
        return guideline_stream(self.year)


GuidelineCommand = IssueGuideline | HoldOverGuideline


class NoResultToFeed(Refusal):
    """A guideline rests on results that there are."""

    code = "guideline.no-specific-result"
    ko = "{year}년도 특정평가 결과가 의결되지 않은 기관입니다: {bodies}. 의결된 결과만 지침의 근거로 적으십시오."
    en = "The specific evaluation of {year} has no resolved result of: {bodies}. Name only those that it has."


class OtherYearsBurden(Refusal):
    """A guideline rests on the burden of the year before it."""

    code = "guideline.burden-other-year"
    ko = "{year}년도 지침에는 {expected}년도의 평가 부담을 적습니다. {given}년도의 것은 적을 수 없습니다."
    en = "The guideline of {year} states the burden of {expected}, not that of {given}."


def decide(command: GuidelineCommand, state: Guideline, facts: Facts) -> list[GuidelineEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    if isinstance(command, HoldOverGuideline):
        before = facts.read(GUIDELINE, guideline_stream(command.year - 1)).in_force
        return [*hold_over(command, state.in_force, before, facts)]
    return _issue(command, state, facts)


def _issue(command: IssueGuideline, state: Guideline, facts: Facts) -> list[GuidelineEvent]:
    from domain.fed_forward import fed_forward  # noqa: PLC0415 - results rest on plans, and those on their guideline

    opened = permit(command, facts).cycle
    require_items_once(command.items)
    if strange := sorted({body for it in command.items for body in it.bodies} - set(opened.bodies)):
        raise UnknownBody(body=strange[0])
    _require_results(command, facts)
    if command.burden and command.burden.year != command.year - 1:
        raise OtherYearsBurden(year=command.year, expected=command.year - 1, given=command.burden.year)
    event = AnnualGuidelineIssued(**{**content(command), **fed_forward(facts, opened, command.specific_results)})
    return [] if state.in_force == event else [event]


def _require_results(command: IssueGuideline, facts: Facts) -> None:
    """Let pass what names results of the year before that were resolved: they are fed forward (S1-38)."""
    streams = [specific_result_stream(command.year - 1, body) for body in command.specific_results]
    results = facts.read_all(SPECIFIC_RESULT, streams)
    missing = [body for body, it in zip(command.specific_results, results, strict=True) if it.resolved is None]
    if missing:
        raise NoResultToFeed(year=command.year - 1, bodies=", ".join(missing))


GUIDELINE: Decider[Guideline] = Decider(
    "guideline", get_args(GuidelineEvent), get_args(GuidelineCommand), Guideline(), evolve, decide
)
