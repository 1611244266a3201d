"""The strategic plan of a body: five years, adopted by its head, reviewed every three years at the latest (S1-20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, assert_never

from domain.ids import Id, Year, strategy_stream
from domain.messages import Decider, Facts, Label, Reason, TaskCommand, TaskEvent, Value, content
from domain.numbers import Number
from domain.obligations import permit
from domain.planning import Planning
from domain.refusals import Refusal


class StrategicTarget(Value):
    """What is to be reached by the plan's last year."""

    id: Id
    name: Label
    value: Number
    unit_of_measure: str = "point"


class StrategicObjective(Value):
    """A strategic objective and its targets."""

    id: Id
    name: Label
    targets: tuple[StrategicTarget, ...]


class Funds(Value):
    """What a year of the plan is to cost, in million won."""

    year: Year
    amount: Number


class StrategicPlanAdopted(TaskEvent):
    """The strategic plan from year *strategy* on is in force."""

    type: Literal["StrategicPlanAdopted"] = "StrategicPlanAdopted"
    task_id = "adopt-strategy"
    subject_field = "strategy"
    strategy: Year  # its first year
    until: Year  # its last
    mission: Label
    vision: Label
    objectives: tuple[StrategicObjective, ...]
    finance: tuple[Funds, ...]
    statutory: tuple[Label, ...]  # other plans a law asks for, which it includes
    review_by: Year  # the performance year in which its validity is reviewed at the latest
    by: Id


class StrategicPlanReviewed(TaskEvent):
    """The plan's validity was reviewed; the next review is due in *review_by*."""

    type: Literal["StrategicPlanReviewed"] = "StrategicPlanReviewed"
    task_id = "review-strategy"
    subject_field = "strategy"
    strategy: Year
    valid: bool
    findings: str
    review_by: Year
    by: Id


class StrategicPlanReported(TaskEvent):
    """The plan was reported to the Assembly's committee."""

    type: Literal["StrategicPlanReported"] = "StrategicPlanReported"
    task_id = "report-strategy"
    subject_field = "strategy"
    strategy: Year
    committee: Label
    receipt: str
    by: Id


StrategyEvent = StrategicPlanAdopted | StrategicPlanReviewed | StrategicPlanReported


@dataclass(frozen=True)
class Strategy:
    """What decisions need to know of a strategic plan."""

    adopted: StrategicPlanAdopted | None = None
    reviewed: StrategicPlanReviewed | None = None  # the last time
    reported: StrategicPlanReported | None = None


def evolve(state: Strategy, event: StrategyEvent) -> Strategy:
    """Return *state* after *event*."""
    match event:
        case StrategicPlanAdopted():
            return replace(state, adopted=event)
        case StrategicPlanReviewed():
            return replace(state, reviewed=event)
        case StrategicPlanReported():
            return replace(state, reported=event)
        case _:
            assert_never(event)


class _StrategyTask(TaskCommand):
    """A command about one strategic plan, named by its first year."""

    subject_field = "strategy"
    strategy: Year

    def stream(self) -> str:
        """Return the strategic plan's stream."""
        return strategy_stream(self.body, self.strategy)


class AdoptStrategicPlan(_StrategyTask):
    """Adopt the strategic plan of the years from *strategy* on."""

    type: Literal["AdoptStrategicPlan"] = "AdoptStrategicPlan"
    task_id = "adopt-strategy"
    mission: Label
    vision: Label
    objectives: tuple[StrategicObjective, ...]
    finance: tuple[Funds, ...]
    statutory: tuple[Label, ...] = ()


class ReviewStrategicPlan(_StrategyTask):
    """Record whether the plan still holds."""

    type: Literal["ReviewStrategicPlan"] = "ReviewStrategicPlan"
    task_id = "review-strategy"
    valid: bool
    findings: Reason


class ReportStrategicPlan(_StrategyTask):
    """Record that the plan was reported to the Assembly's committee."""

    type: Literal["ReportStrategicPlan"] = "ReportStrategicPlan"
    task_id = "report-strategy"
    committee: Label
    receipt: Reason


StrategyCommand = AdoptStrategicPlan | ReviewStrategicPlan | ReportStrategicPlan


class FinancePlanIncomplete(Refusal):
    """The finance plan covers every year of the plan once."""

    code = "strategy.finance-incomplete"
    ko = "중장기 재정계획은 {years} 각 연도에 하나씩 있어야 합니다. 제출된 연도: {given}."
    en = "The finance plan covers each of the years {years} once. Given are: {given}."


class ObjectiveUnmeasured(Refusal):
    """Every strategic objective has a target of the plan's years."""

    code = "strategy.objective-without-target"
    ko = "전략목표 {objectives}에 목표가 없습니다. 전략목표마다 목표를 하나 이상 두십시오."
    en = "The strategic objectives {objectives} have no target. Give each at least one."


class StrategyStands(Refusal):
    """An adopted plan stays as it was adopted."""

    code = "strategy.stands"
    ko = "{body}의 {strategy}년 전략계획은 이미 확정되어 있습니다. 바꾸려면 새 시작 연도로 계획을 확정하십시오."
    en = "The strategic plan of {body} from {strategy} is adopted and stands. Adopt another from a later year."


class NoStrategy(Refusal):
    """Only an adopted plan is reviewed and reported."""

    code = "strategy.none"
    ko = "{body}에는 {strategy}년부터 시작하는 전략계획이 없습니다. 시작 연도를 확인하십시오."
    en = "{body} has no strategic plan from {strategy} on. Check its first year."


def decide(command: StrategyCommand, state: Strategy, facts: Facts) -> list[StrategyEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    rules = permit(command, facts).cycle.rules.planning
    if isinstance(command, AdoptStrategicPlan):
        return _adopt(command, state, rules, facts)
    if state.adopted is None:
        raise NoStrategy(body=command.body, strategy=command.strategy)
    event: StrategyEvent
    if isinstance(command, ReportStrategicPlan):
        event = StrategicPlanReported(**content(command), by=facts.actor)
        return [] if state.reported == event else [event]
    review_by = command.year + rules.strategy_review
    event = StrategicPlanReviewed(**content(command), review_by=review_by, by=facts.actor)
    return [] if state.reviewed == event else [event]


def _adopt(command: AdoptStrategicPlan, state: Strategy, rules: Planning, facts: Facts) -> list[StrategyEvent]:
    _require_sound(command.strategy, command.objectives, command.finance, rules)
    until = command.strategy + rules.strategy_years - 1
    review_by = command.year + rules.strategy_review
    event = StrategicPlanAdopted(**content(command), until=until, review_by=review_by, by=facts.actor)
    if state.adopted not in (None, event):
        raise StrategyStands(body=command.body, strategy=command.strategy)
    return [] if state.adopted else [event]


def _require_sound(
    first: int, objectives: Sequence[StrategicObjective], finance: Sequence[Funds], rules: Planning
) -> None:
    years, given = list(range(first, first + rules.strategy_years)), sorted(it.year for it in finance)
    if given != years:
        raise FinancePlanIncomplete(years=", ".join(map(str, years)), given=", ".join(map(str, given)) or "-")
    bare = [it.id for it in objectives if not it.targets]
    if bare or not objectives:
        raise ObjectiveUnmeasured(objectives=", ".join(bare) or "-")


STRATEGY: Decider[Strategy] = Decider(
    "strategy",
    (StrategicPlanAdopted, StrategicPlanReviewed, StrategicPlanReported),
    (AdoptStrategicPlan, ReviewStrategicPlan, ReportStrategicPlan),
    Strategy(),
    evolve,
    decide,
)
