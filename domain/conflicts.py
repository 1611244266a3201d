"""Whom a unit or body is too near to: those who head it, act for its head, or headed it lately (SOD-01, SOD-04)."""

from __future__ import annotations

from domain.body import BODY
from domain.calendar import HOME, day_of, months_after
from domain.cycle import require_cycle
from domain.ids import body_stream, person_stream
from domain.messages import Facts
from domain.person import PERSON
from domain.refusals import Refusal


class HeadedLately(Refusal):
    """Nobody scores what he headed not long ago (SOD-04)."""

    code = "conflict.headed"
    ko = "{actor}은(는) {until}까지 {led}의 장이었으므로 {free}까지 평가할 수 없습니다. 다른 사람이 평가해야 합니다."
    en = "{actor} headed {led} until {until} and scores nothing of it before {free}. Somebody else must."


def in_line(person: str, body: str, unit: str, facts: Facts) -> bool:
    """Return whether *person* has his post or serves in *unit* or below it, or leads it or what is above it."""
    known, who = facts.read(BODY, body_stream(body)), facts.read(PERSON, person_stream(person))
    today = day_of(facts.at, HOME)
    homes = {who.unit(), who.registered.unit if who.registered else None}
    leads = any(known.leads(person, it, today) for it in (*known.line(unit), None))
    return leads or any(unit in known.line(home) for home in homes)


def require_not_headed(facts: Facts, year: int, body: str, unit: str) -> None:
    """Let the actor pass if he leads neither *unit* nor what is above it, and did not so lately by the rules of *year*.

    Raises:
        HeadedLately: he did.
    """
    months = require_cycle(facts, year)[1].rules.conflicts.headed_months
    known, today = facts.read(BODY, body_stream(body)), day_of(facts.at, HOME)
    for it in (*known.line(unit), None):
        until = known.led_until(facts.actor, it, today)
        if until is None:
            continue
        free = months_after(until, months)
        if today < free or known.leads(facts.actor, it, today):
            raise HeadedLately(actor=facts.actor, led=it or body, until=until, free=free)


def acts_for(facts: Facts, body: str, unit: str | None) -> bool:
    """Return whether the actor leads *unit*, or the body, today: as its head, or in the head's place."""
    return facts.read(BODY, body_stream(body)).leads(facts.actor, unit, day_of(facts.at, HOME))
