"""Who carries on a body's work on a day, and whose work a body carries on: baselines, plans, open findings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from domain.body import BODY
from domain.ids import body_stream
from domain.messages import Reading
from domain.succession import Successor

_HUNDRED = Decimal(100)


def successors(facts: Reading, body: str, day: date) -> tuple[Successor, ...]:
    """Return who has the work of *body* on *day*, each with its share in percent, the largest first.

    A body that goes on has its own; what a successor took over and lost again is followed to its end.
    The shares sum to 100, or the tuple is empty where the work has ended, too.
    """
    shares: dict[str, Decimal] = {}
    _follow(facts, body, day, _HUNDRED, shares)
    ranked = sorted(shares.items(), key=lambda it: (-it[1], it[0]))
    return tuple(Successor.model_construct(body=name, share=share) for name, share in ranked)


def _follow(facts: Reading, body: str, day: date, share: Decimal, shares: dict[str, Decimal]) -> None:
    ended = facts.read(BODY, body_stream(body)).succession.ended
    if ended is None or day < ended.day:
        shares[body] = shares.get(body, Decimal(0)) + share
        return
    for it in ended.successors:
        _follow(facts, it.body, day, share * it.share / _HUNDRED, shares)


def predecessors(facts: Reading, body: str, day: date) -> tuple[Successor, ...]:
    """Return whose work *body* has taken over until *day*, each with the share of it in percent, oldest first.

    Those of its predecessors are among them, with the share that came down to *body*.
    """
    shares: dict[str, Decimal] = {}
    _trace(facts, body, day, _HUNDRED, shares)
    return tuple(Successor.model_construct(body=name, share=share) for name, share in shares.items())


def _trace(facts: Reading, body: str, day: date, share: Decimal, shares: dict[str, Decimal]) -> None:
    for it in facts.read(BODY, body_stream(body)).succession.from_others:
        if it.day <= day:
            part = share * it.share / _HUNDRED
            _trace(facts, it.predecessor, it.day, part, shares)
            shares[it.predecessor] = shares.get(it.predecessor, Decimal(0)) + part
