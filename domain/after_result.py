"""What a body's result leads to: a review of its organisation after a poor one, a reward recommended for a good one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.cycle import CYCLE
from domain.findings_commands import DrawFinding
from domain.follow_up import POOR_RESULTS, FollowUpRules, ResultOf
from domain.ids import cycle_stream
from domain.messages import Command, Reading
from domain.re_evaluation import ReEvaluationCarriedOut, SelfEvaluationAdjusted
from domain.reward import RecommendReward
from domain.self_evaluation_facts import SelfEvaluationSubmitted
from domain.specific_grades import SpecificResultsGraded

BodyResult = SelfEvaluationSubmitted | ReEvaluationCarriedOut | SelfEvaluationAdjusted | SpecificResultsGraded
BODY_RESULTS = (SelfEvaluationSubmitted, ReEvaluationCarriedOut, SelfEvaluationAdjusted, SpecificResultsGraded)


@dataclass(frozen=True)
class _Result:
    """One body's result, whatever evaluated it."""

    body: str
    of: ResultOf
    total: Decimal
    grade: str | None


def after_result(place: str, event: BodyResult, reading: Reading) -> Iterator[Command]:
    """Yield what follows from each result in *event*: S1-53 where it is poor, ACT 30 where it is good."""
    opened = reading.read(CYCLE, cycle_stream(event.year)).opened
    for it in _results(event) if opened else ():
        yield from _of_one(event.year, place, it, opened.rules.follow_up if opened else FollowUpRules())


def _of_one(year: int, place: str, it: _Result, rules: FollowUpRules) -> Iterator[Command]:
    kind = POOR_RESULTS[it.of]
    rule = rules.drawn.get(kind)
    if rule is not None and it.grade in rule.grades:
        finding = f"{it.of} {year}: {it.total}, {it.grade}"
        yield DrawFinding(year=year, body=it.body, kind=kind, unit=None, finding=finding, cause=place)
    if it.of in rules.rewarded:  # also when it is good no more: a recommendation does not outlast its ground
        yield RecommendReward(year=year, body=it.body, of=it.of, total=it.total, grade=it.grade, cause=place)


def _results(event: BodyResult) -> Iterator[_Result]:
    match event:
        case SpecificResultsGraded():
            for it in event.ranking.placed:
                yield _Result(it.person, "specific-evaluation", it.total, it.grade)
        case SelfEvaluationAdjusted():
            yield _Result(event.ministry, "self-evaluation", event.after, event.grade)
        case SelfEvaluationSubmitted() | ReEvaluationCarriedOut():
            body = event.body if isinstance(event, SelfEvaluationSubmitted) else event.ministry
            yield _Result(body, "self-evaluation", event.outcome.total, event.outcome.grade)
