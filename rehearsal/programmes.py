"""A ministry's spending programmes in a rehearsed year: rated by what their units reached, and what that costs them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from domain.budget import DecideBudgetConsequence, RequestBudgetException
from domain.follow_up import FollowUpRules, ProgrammeLevel
from domain.messages import Label
from domain.programme import Answer, EndProgramme, EstablishProgramme, RateProgramme
from domain.rules import HUNDRED
from domain.scoring.programme import Branch, branch_of, ceiling_of, level_of
from rehearsal.desk import Desk, Step
from rehearsal.follow_up import FollowUp
from rehearsal.specific import digest

_CENT, _THOUSAND = Decimal("0.01"), 1000


@dataclass(frozen=True)
class Programme:
    """One programme, as it is rated and as its budget is decided."""

    number: int
    programme: str
    unit: str
    name: Label
    amount: Decimal
    answers: tuple[Answer, ...]
    level: ProgrammeLevel
    demonstrated: bool
    branch: Branch
    asks: bool  # for an improvement plan in the place of a cut
    grant: Decimal


def programmes(desk: Desk, pattern: FollowUp) -> Iterator[Programme]:
    """Yield the ministry's programmes; none of a unit that it has not, and none that is too small to be rated."""
    units = {it.unit for it in desk.part.home().units}
    for number, it in enumerate(pattern.programmes, 1):
        bureau = f"{desk.body}-B{it.bureau}"
        unit = f"{bureau}-D{it.department}"
        found = _programme(desk, pattern, number, unit) if unit in units else None
        if found is not None and found.amount >= desk.rules.follow_up.programmes.least_amount:
            yield found


def _programme(desk: Desk, pattern: FollowUp, number: int, unit: str) -> Programme:
    it, rules = pattern.programmes[number - 1], desk.rules.follow_up
    answers = tuple(_answers(desk, pattern, unit))
    level = level_of(sum((one.points for one in answers), Decimal(0)), rules.programmes.levels)
    demonstrated = desk.results.least(unit) >= pattern.rating.shown_at
    branch = branch_of(poor=level.is_poor, demonstrated=demonstrated)
    amount = (desk.budget * it.share / HUNDRED).quantize(_CENT)
    asks = branch == "cut" and desk.dice("exception", unit).random() < pattern.exception.share
    granted = amount if asks else _granted(pattern, rules, branch, level, amount)
    name = desk.about(it.name, unit.rpartition("-")[0])
    known = f"{desk.body}-PG{number}"
    return Programme(number, known, unit, name, amount, answers, level, demonstrated, branch, asks, granted)


def _answers(desk: Desk, pattern: FollowUp, unit: str) -> Iterator[Answer]:
    """Yield the answers to the checklist: all by what the unit reached, each with some luck of its own."""
    rating = pattern.rating
    share = (desk.results.mean(unit) - rating.nothing_at) / (rating.everything_at - rating.nothing_at)
    for it in desk.rules.follow_up.programmes.checklist:
        luck = Decimal(desk.dice("answer", unit, it.item).randint(-_THOUSAND, _THOUSAND)) / _THOUSAND * rating.luck
        points = it.points * min(Decimal(1), max(Decimal(0), share + luck))
        yield Answer(item=it.item, points=points.quantize(Decimal(1), ROUND_HALF_UP))


def _granted(
    pattern: FollowUp, rules: FollowUpRules, branch: Branch, level: ProgrammeLevel, amount: Decimal
) -> Decimal:
    wanted: Decimal = (amount * pattern.grants.get(level.level, HUNDRED) / HUNDRED).quantize(_CENT)
    ceiling: Decimal | None = ceiling_of(branch, amount, rules.budget)
    return wanted if ceiling is None else min(wanted, ceiling)


def rated(desk: Desk, pattern: FollowUp, it: Programme) -> Iterator[Step]:
    """Yield how the programme comes on the list, is rated, and has its budget decided."""
    about = {"body": desk.body, "year": desk.year, "programme": it.programme}
    planner, rater, office = desk.holder("planning"), desk.holder("programme-rater"), desk.holder("budget-office")
    listed = EstablishProgramme.model_validate({**about, "unit": it.unit, "name": it.name, "amount": it.amount})
    yield Step(desk.day(0, 4, 12, 30 * it.number), planner, listed)
    said: dict[str, Any] = {"phase": "self-evaluation", "answers": it.answers, "demonstrated": it.demonstrated}
    at = desk.day(1, 3, 8 + desk.dice("rate", it.unit).randrange(10), 30 * it.number)
    yield Step(at, rater, RateProgramme.model_validate({**about, **said}))
    if it.asks:
        why = {"cause": pattern.exception.cause, "reason": pattern.exception.reason}
        said = {"phase": "budget", "plan": digest(it.programme, "improvement"), **why}
        yield Step(desk.day(1, 5, 9, 30 * it.number), planner, RequestBudgetException.model_validate({**about, **said}))
    reason = f"평가 등급 '{it.level.name.ko}'에 따름"
    said = {"phase": "budget", "amount": it.grant, "excepted": it.asks, "reason": reason}
    yield Step(decided_at(desk, it), office, DecideBudgetConsequence.model_validate({**about, **said}))
    if it.grant == 0:
        yield Step(desk.day(1, 6, 7), planner, EndProgramme.model_validate({**about, "reason": reason}))


def decided_at(desk: Desk, it: Programme) -> datetime:
    """Return when the budget is decided: each programme's on a day of its own, so that findings come in order."""
    return desk.day(1, 5, 15 + it.number)
