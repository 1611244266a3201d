"""What a decision on an objection may put in the place of scores, or of an exemption (REG 21).

Nothing gets worse: no score is lowered. An exemption is lifted only if a total comes out: what nobody
had rated, the decision gives as corrections.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from domain.appraisal_competency import AboveScale
from domain.composition import Standing, standing
from domain.cycle import CycleOpened
from domain.ids import result_stream
from domain.messages import Facts
from domain.objection_commands import DecideObjection
from domain.objection_refusals import (
    CorrectedTwice,
    NeverWorse,
    NotExempt,
    NothingToCorrect,
    OutcomeAndCorrections,
    SameGround,
)
from domain.person import EvaluatorsAssigned
from domain.result import RESULT, own_total
from domain.result_facts import Result
from domain.rules import HUNDRED


def require_remedy(command: DecideObjection, opened: CycleOpened, assigned: EvaluatorsAssigned, facts: Facts) -> None:
    """Let a decision pass whose remedy fits the outcome, the scale and the result, and makes nothing worse.

    Raises:
        Refusal: it does not.
    """
    if bool(command.corrections or command.exemption) != (command.outcome != "dismissed"):
        raise OutcomeAndCorrections(outcome=command.outcome)
    corrected = [it.component for it in command.corrections]
    if twice := [it for it in dict.fromkeys(corrected) if corrected.count(it) > 1]:
        raise CorrectedTwice(components=", ".join(twice))
    result = facts.read(RESULT, result_stream(command.year, command.person))
    _require_exempt(command, result)
    _require_corrections(command, opened, assigned, _scores(command, result, opened, assigned, facts))
    if command.exemption == "lifted":
        given: dict[str, Decimal] = {it.component: it.score for it in command.corrections}
        found = own_total(command, {**result.corrected, **given}, facts)
        _require_no_less(found, result)


def _require_exempt(command: DecideObjection, result: Result) -> None:
    if command.exemption is None:
        return
    if result.away is None or (result.exempted is None and command.exemption != "lifted"):
        raise NotExempt(person=command.person)
    if command.exemption == result.exempted:
        raise SameGround(person=command.person, ground=result.exempted)


def _require_no_less(found: Standing, result: Result) -> None:
    """Let a total pass that is not below the mean of earlier ratings which stood in its place (REG 17)."""
    total, before = found.composed.total, result.scored.total if result.scored else None
    if total is not None and before is not None and total.value < before:
        raise NeverWorse(component="total", before=before, after=total.value)


def _scores(
    command: DecideObjection, result: Result, opened: CycleOpened, assigned: EvaluatorsAssigned, facts: Facts
) -> dict[str, Decimal | None]:
    """Return the scores that can be corrected, by component; None where an exempt person has none yet."""
    if command.exemption != "lifted":
        return {it.component: it.score for it in (result.scored.components if result.scored else ())}
    found = standing(opened, assigned, facts, result.corrected)
    measured = {it.component: it.score for it in found.components}
    return {name: measured.get(name) for name in found.composed.components}


def _require_corrections(
    command: DecideObjection,
    opened: CycleOpened,
    assigned: EvaluatorsAssigned,
    scores: Mapping[str, Decimal | None],
) -> None:
    attitude = opened.rules.profiles[assigned.profile].attitude
    for it in command.corrections:
        scale = attitude if it.component == "attitude" else HUNDRED
        if it.score > scale:
            raise AboveScale(what=it.component, given=it.score, scale=scale)
        if it.component not in scores:
            raise NothingToCorrect(person=command.person, component=it.component)
        before = scores[it.component]
        if before is not None and it.score < before:
            raise NeverWorse(component=it.component, before=before, after=it.score)
