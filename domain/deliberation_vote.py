"""How an item is decided: attendance, quorum, sealed ballots that are opened later, and the count (ACT 10)."""

from __future__ import annotations

from datetime import timedelta

from domain.committee_whole import civilians_of
from domain.deliberation_commands import (
    CallItem,
    CastBallot,
    CloseBallots,
    DecideChallenge,
    DeferItem,
    RecordAttendance,
)
from domain.deliberation_facts import (
    AttendanceRecorded,
    BallotCast,
    BallotsSealed,
    DeliberationEvent,
    ItemDeferred,
    QuorumEstablished,
)
from domain.deliberation_recusals import ChallengeDecided, RecusalEntered
from domain.deliberation_refusals import AttendanceIsClosed, ItemOutOfTurn, TooFewCiviliansAtSitting
from domain.deliberation_state import Item
from domain.deliberation_vote_refusals import BallotStands, MayNotVoteOn, NoChallenge, NoQuorum, NotPresent
from domain.messages import content
from domain.scoring.voting import is_carried, is_quorate
from domain.sitting import Sitting


def attend(command: RecordAttendance, sitting: Sitting) -> list[DeliberationEvent]:
    """Return who attends; [] if already so.

    Raises:
        Refusal: it is not the day, somebody is not in office, or too few are civilians.
    """
    sitting.by_its_office()
    sitting.on_its_day()
    before = sitting.state.attendance
    present = tuple(dict.fromkeys(command.present))
    if before is not None and before.present == present:
        return []
    if any(item.quorum for item in sitting.state.items.values()):
        raise AttendanceIsClosed(**sitting.key)
    members = [sitting.by_a_member(person) for person in present]
    civilians, needed = civilians_of(members), sitting.rule.civilians_sitting.at_least(len(members))
    if civilians < needed:
        told = {"present": len(members), "civilians": civilians, "needed": needed}
        raise TooFewCiviliansAtSitting(committee=command.committee, **told)
    counts = {"civilians": civilians, "in_office": len(sitting.members())}
    return [AttendanceRecorded(**sitting.key, present=present, **counts, by=sitting.actor)]


def decide_challenge(command: DecideChallenge, sitting: Sitting) -> list[DeliberationEvent]:
    """Return the vote on a challenge, and the recusal if it was upheld; [] if already so.

    Raises:
        Refusal: none was raised, a vote does not count, or there is no quorum.
    """
    item = sitting.item(command.item)
    before = item.challenges.get(command.member)
    if before is not None:
        return []
    sitting.on_its_day()
    sitting.by_who_presides(item, but=command.member)
    if command.member not in item.challenged or item.quorum is not None:
        raise NoChallenge(item=command.item, member=command.member)
    voters = [it for it in free(item, sitting) if it != command.member]
    _require_quorum(item, voters, sitting)
    votes = [*command.in_favour, *command.opposed]
    for member in votes:
        if member not in voters or votes.count(member) > 1:
            raise MayNotVoteOn(member=member, item=command.item)
    upheld = is_carried(len(command.in_favour), len(voters), sitting.rule.majority)
    decided = ChallengeDecided(**content(command), upheld=upheld, by=sitting.actor)
    return [decided, *([_challenged(decided)] if upheld else [])]


def _challenged(decided: ChallengeDecided) -> RecusalEntered:
    about = {name: getattr(decided, name) for name in ("committee", "session", "item", "member", "by")}
    return RecusalEntered(**about, kind="challenge", ground=decided.reason)


def attending(sitting: Sitting) -> tuple[str, ...]:
    """Return who attends and is in office still: who was dismissed on the day is not."""
    present = sitting.state.attendance.present if sitting.state.attendance else ()
    return tuple(it for it in present if it in sitting.members())


def free(item: Item, sitting: Sitting) -> list[str]:
    """Return who attends and is not recused from *item*."""
    return [member for member in attending(sitting) if member not in item.recused]


def call(command: CallItem, sitting: Sitting) -> list[DeliberationEvent]:
    """Return the quorum, and the recusals the log has come to know since, or knows no more; [] if already so.

    Raises:
        Refusal: it is not the day, the actor may not preside, or there is no quorum.
    """
    item = sitting.item(command.item)
    if item.quorum is not None and item.quorum.presiding == sitting.actor:
        return []
    sitting.on_its_day()
    _require_stage(item, "tabled")
    sitting.by_who_presides(item)
    waiting = [it for it in item.challenged if it not in item.challenges and it not in item.recused]
    if waiting:
        raise ItemOutOfTurn(item=command.item, stage="challenged")
    cleared = sitting.cleared(item, attending(sitting))
    recusals = sitting.new_recusals(item, free(item, sitting))
    away = {*item.recused, *(it.member for it in recusals)} - {it.member for it in cleared}
    present = tuple(it for it in attending(sitting) if it not in away)
    _require_quorum(item, present, sitting)
    counted = {"in_office": len(sitting.members()), "present": present, "presiding": sitting.actor}
    return [*cleared, *recusals, QuorumEstablished(**content(command), **counted)]


def _require_stage(item: Item, *stages: str) -> None:
    if item.stage not in stages:
        raise ItemOutOfTurn(item=item.tabled.item, stage=item.stage)


def _require_quorum(item: Item, present: list[str] | tuple[str, ...], sitting: Sitting) -> None:
    in_office = len(sitting.members())
    if not is_quorate(len(present), in_office, sitting.rule.quorum):
        told = {"in_office": in_office, "needed": sitting.rule.quorum.more_than(in_office)}
        recused = len(attending(sitting)) - len(present)
        raise NoQuorum(item=item.tabled.item, present=len(present), recused=recused, **told)


def cast(command: CastBallot, sitting: Sitting) -> list[DeliberationEvent]:
    """Return the sealed ballot; with the last one voting is closed. [] if already so.

    Raises:
        Refusal: the item is not called, the actor is recused or not present, or has voted otherwise.
    """
    item = sitting.item(command.item)
    before = item.ballots.get(sitting.actor)
    if before == command.commitment:
        return []
    sitting.on_its_day()
    sitting.by_a_member()
    sitting.require_free(item, sitting.actor)
    if before is not None:
        raise BallotStands(actor=sitting.actor, item=command.item)
    _require_stage(item, "debated")
    if sitting.actor not in item.present():
        raise NotPresent(actor=sitting.actor, item=command.item)
    ballot = BallotCast(**content(command), member=sitting.actor)
    all_in = {*item.ballots, sitting.actor} >= set(item.present())
    return [ballot, *([sealed(item, sitting)] if all_in else [])]


def close(command: CloseBallots, sitting: Sitting) -> list[DeliberationEvent]:
    """Return that no ballot is cast any more; [] if already so.

    Raises:
        Refusal: the item is not called, or the actor does not preside.
    """
    item = sitting.item(command.item)
    sitting.by_who_presides(item)
    if item.reveal_by is not None:
        return []
    _require_stage(item, "debated")
    return [sealed(item, sitting)]


def sealed(item: Item, sitting: Sitting) -> BallotsSealed:
    """Return that voting on *item* is closed, and until when ballots are opened."""
    by = sitting.convened.on + timedelta(days=sitting.rule.reveal_days)
    return BallotsSealed(**sitting.key, item=item.tabled.item, reveal_by=by)


def defer(command: DeferItem, sitting: Sitting) -> list[DeliberationEvent]:
    """Return that the item goes to the next session; [] if already so.

    Raises:
        Refusal: it is not the day, voting is closed, or the actor may not preside.
    """
    item = sitting.item(command.item)
    if item.deferred is not None:
        return []
    sitting.on_its_day()
    _require_stage(item, "tabled", "debated")
    sitting.by_who_presides(item)
    return [ItemDeferred(**content(command), cause="debate", by=sitting.actor)]
