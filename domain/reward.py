"""Rewards for good results: whom, how much, for what; a body's together stay under a cap (ACT 30; DEC 21).

A good result of the body recommends them by itself; whom it rewards stays the body's to say.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Annotated, Literal, assert_never, get_args

from pydantic import Field

from domain.cycle import require_cycle
from domain.follow_up import FollowUpRules, ResultOf
from domain.ids import Id, Year, person_stream, rewards_stream
from domain.messages import Command, Decider, Event, Facts, Reason, content, having
from domain.numbers import Number
from domain.person import PERSON
from domain.refusals import NotRegistered, Refusal
from domain.roles import require_engine, require_role

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


class RewardRecommended(Event):
    """The body's result *of* the year, by the fact *cause*, is so good that those who made it are to be rewarded."""

    type: Literal["RewardRecommended"] = "RewardRecommended"
    year: Year
    body: Id
    of: ResultOf
    total: Number
    grade: Id
    cause: str


class RewardRecommendationWithdrawn(Event):
    """By the fact *cause*, the result *of* the year is that good no more."""

    type: Literal["RewardRecommendationWithdrawn"] = "RewardRecommendationWithdrawn"
    year: Year
    body: Id
    of: ResultOf
    cause: str


RewardEvent = RewardGranted | RewardRecommended | RewardRecommendationWithdrawn


@dataclass(frozen=True)
class Rewards:
    """What decisions need to know of a body's rewards of a year."""

    granted: dict[tuple[str, str], RewardGranted] = field(default_factory=dict)  # by person and kind
    recommended: dict[str, RewardRecommended] = field(default_factory=dict)  # by what the result is of

    def spent(self) -> Decimal:
        """Return what was granted, in million won."""
        return sum((it.amount for it in self.granted.values()), Decimal(0))


def evolve(state: Rewards, event: RewardEvent) -> Rewards:
    """Return *state* after *event*."""
    match event:
        case RewardGranted():
            return replace(state, granted={**state.granted, (event.person, event.kind): event})
        case RewardRecommended():
            return replace(state, recommended=having(state.recommended, event.of, event))
        case RewardRecommendationWithdrawn():
            left = {of: it for of, it in state.recommended.items() if of != event.of}
            return replace(state, recommended=left)
        case _:
            assert_never(event)


class _RewardCommand(Command):
    """About what *body* rewards for *year*."""

    year: Year
    body: Id

    def stream(self) -> str:
        """Return the stream of the body's rewards."""
        return rewards_stream(self.year, self.body)


class GrantReward(_RewardCommand):
    """Reward a person, once of each kind a year."""

    type: Literal["GrantReward"] = "GrantReward"
    person: Id
    kind: Kind
    amount: Annotated[Number, Field(ge=0)] = Decimal(0)
    ground: Reason


class RecommendReward(_RewardCommand):
    """Recommend rewards where the rules do for such a *grade*, else recommend none; the engine's own command."""

    type: Literal["RecommendReward"] = "RecommendReward"
    engines = True
    of: ResultOf
    total: Number
    grade: Id | None
    cause: str


RewardCommand = GrantReward | RecommendReward


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


def decide(command: RewardCommand, state: Rewards, facts: Facts) -> list[RewardEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    rules = require_cycle(facts, command.year)[1].rules.follow_up
    match command:
        case GrantReward():
            return _grant(command, state, rules, facts)
        case RecommendReward():
            return _recommend(command, state, rules, facts)
        case _:
            assert_never(command)


def _recommend(command: RecommendReward, state: Rewards, rules: FollowUpRules, facts: Facts) -> list[RewardEvent]:
    require_engine(facts, command.body)
    before = state.recommended.get(command.of)
    if command.grade is None or command.grade not in rules.rewarded.get(command.of, ()):
        about = {"year": command.year, "body": command.body, "of": command.of, "cause": command.cause}
        return [RewardRecommendationWithdrawn.model_validate(about)] if before else []
    if before is not None and (before.grade, before.total) == (command.grade, command.total):
        return []
    return [RewardRecommended(**content(command))]


def _grant(command: GrantReward, state: Rewards, rules: FollowUpRules, facts: Facts) -> list[RewardEvent]:
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
    cap = rules.reward_cap
    if cap is not None and state.spent() + command.amount > cap:
        raise RewardCap(body=command.body, year=command.year, cap=cap, left=cap - state.spent())
    return [event]


REWARDS: Decider[Rewards] = Decider(
    "rewards", get_args(RewardEvent), get_args(RewardCommand), Rewards(), evolve, decide
)
