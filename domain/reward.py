"""Rewards for good results: whom, how much, for what; a body's together stay under a cap (ACT 30; DEC 21)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from domain.cycle import require_cycle
from domain.ids import Id, Number, Year, person_stream, rewards_stream
from domain.messages import Command, Decider, Event, Facts, Reason, content
from domain.person import PERSON
from domain.refusals import NotRegistered, Refusal
from domain.roles import require_role

Kind = Literal["bonus", "commendation", "promotion-points", "training"]


class RewardGranted(Event):
    """*person* is rewarded for the results of *year*; *amount* in million won, 0 where it is no money."""

    type: Literal["RewardGranted"] = "RewardGranted"
    year: Year
    body: Id
    person: Id
    kind: Kind
    amount: Annotated[Number, Field(ge=0)]
    ground: str
    by: Id


RewardEvent = RewardGranted


@dataclass(frozen=True)
class Rewards:
    """What decisions need to know of a body's rewards of a year."""

    granted: dict[tuple[str, str], RewardGranted] = field(default_factory=dict)  # by person and kind

    def spent(self) -> Decimal:
        """Return what was granted, in million won."""
        return sum((it.amount for it in self.granted.values()), Decimal(0))


def evolve(state: Rewards, event: RewardEvent) -> Rewards:
    """Return *state* after *event*."""
    return Rewards({**state.granted, (event.person, event.kind): event})


class GrantReward(Command):
    """Reward a person, once of each kind a year."""

    type: Literal["GrantReward"] = "GrantReward"
    year: Year
    body: Id
    person: Id
    kind: Kind
    amount: Annotated[Number, Field(ge=0)] = Decimal(0)
    ground: Reason

    def stream(self) -> str:
        """Return the stream of the body's rewards."""
        return rewards_stream(self.year, self.body)


class OwnReward(Refusal):
    """Nobody rewards himself."""

    code = "reward.self"
    ko = "{actor}은(는) 자신에게 포상할 수 없습니다. 다른 권한자가 처리하십시오."
    en = "{actor} may not reward himself or herself. Somebody else with the right must."


class RewardTwice(Refusal):
    """One reward of a kind a year."""

    code = "reward.twice"
    ko = "{person}은(는) {year}년도에 이미 같은 종류('{kind}')의 포상을 받았습니다."
    en = "{person} has had a reward of this kind ('{kind}') for {year} already."


class RewardCap(Refusal):
    """A body's rewards of a year stay under the cap of the rules."""

    code = "reward.cap"
    ko = "{body}의 {year}년도 포상금 한도는 {cap}백만원이고 남은 금액은 {left}백만원입니다. 금액을 줄이십시오."
    en = "{body} may give {cap} million won in rewards for {year}, and {left} are left. Grant less."


def decide(command: GrantReward, state: Rewards, facts: Facts) -> list[RewardEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    _, opened = require_cycle(facts, command.year)
    require_role(facts, "hr", command.body)
    if facts.actor == command.person:
        raise OwnReward(actor=facts.actor)
    registered = facts.read(PERSON, person_stream(command.person)).registered
    if registered is None or registered.body != command.body:
        raise NotRegistered(person=command.person)
    event = RewardGranted(**content(command), by=facts.actor)
    before = state.granted.get((command.person, command.kind))
    if before is not None:
        if before != event:
            raise RewardTwice(person=command.person, year=command.year, kind=command.kind)
        return []
    cap = opened.rules.follow_up.reward_cap
    if cap is not None and state.spent() + command.amount > cap:
        raise RewardCap(body=command.body, year=command.year, cap=cap, left=cap - state.spent())
    return [event]


REWARDS: Decider[Rewards] = Decider("rewards", (RewardGranted,), (GrantReward,), Rewards(), evolve, decide)
