"""What stands where a ministry submits no plan of its self-evaluation: its indicators in force, unit by unit (S1-35).

Nobody orders it: the clock of the phase asks for it before it closes. A body without a committee of its own,
or without a plan in force, has nothing to evaluate, and nothing is put on record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_FLOOR, Decimal

from domain.at_close import closing
from domain.body import BODY
from domain.body_facts import Body
from domain.calendar import day_of
from domain.committee import COMMITTEE
from domain.cycle import CycleOpened
from domain.ids import body_stream, committee_stream, plan_stream
from domain.messages import Facts, content
from domain.plan import PLAN
from domain.plan_events import Frozen
from domain.rules import HUNDRED
from domain.self_evaluation_commands import DefaultSelfEvaluationPlan
from domain.self_evaluation_content import EvaluationSubject, Measure
from domain.self_evaluation_facts import SelfEvaluation, SelfEvaluationEvent, SelfEvaluationPlanDefaulted


def default(command: DefaultSelfEvaluationPlan, state: SelfEvaluation, facts: Facts) -> list[SelfEvaluationEvent]:
    """Return the plan by default; [] where a plan is on the table, or there is nothing to evaluate.

    Raises:
        Refusal: a person asks, or a plan can still be submitted.
    """
    opened = closing(facts, (command.year, command.body, command.phase), "default-self-evaluation-plan")
    if opened is None or state.planned:
        return []
    made = _made(command, opened, facts)
    return [made] if made else []


def _made(command: DefaultSelfEvaluationPlan, opened: CycleOpened, facts: Facts) -> SelfEvaluationPlanDefaulted | None:
    part, committee = opened.rules.self_evaluation.default_part, _committee(command.body, facts)
    body = facts.read(BODY, body_stream(command.body))
    plan = plan_stream(command.year, command.body)
    indicators = facts.read(PLAN, plan).in_force
    if part is None or committee is None or not indicators or body.succession.ended:
        return None
    said = {
        "committee": committee[0],
        "chair": committee[1],
        "weights": {it.category: HUNDRED for it in [opened.rules.self_evaluation.category_of(part)] if it},
        "subjects": tuple(_subjects(part, list(indicators.values()), body)),
        "rests_on": f"{plan}@{facts.version(plan)}",
        "noticed": (command.body, opened.government),
        "on": day_of(facts.at, opened.rules.zone),
    }
    return SelfEvaluationPlanDefaulted.model_validate({**content(command), **said})


def _committee(body: str, facts: Facts) -> tuple[str, str] | None:
    """Return the body's own committee, no committee of the government's, and its chair."""
    found = facts.deciding(body, "self-evaluation")
    state = facts.read(COMMITTEE, committee_stream(found)) if found else None
    if found is None or state is None or state.constituted is None or state.constituted.rule.level != "body":
        return None
    return found, state.chairs[0]


def _subjects(part: str, indicators: Sequence[Frozen], body: Body) -> Iterator[EvaluationSubject]:
    """Yield a subject for every unit that has indicators, all alike, with the indicators' weights in the plan."""
    units = list(dict.fromkeys(it.unit for it in indicators))
    for unit, weight in zip(units, equal_shares(len(units)), strict=True):
        measures = tuple(Measure(code=it.code, weight=it.weight) for it in indicators if it.unit == unit)
        name = body.units[unit].name
        yield EvaluationSubject(subject=unit, name=name, part=part, weight=weight, unit=unit, measures=measures)


def equal_shares(count: int) -> Sequence[Decimal]:
    """Return *count* shares of 100 percent, as equal as two places allow."""
    each = (HUNDRED / count).quantize(Decimal("0.01"), ROUND_FLOOR)
    return [*[each] * (count - 1), HUNDRED - each * (count - 1)]
