"""How sealed ballots are opened and counted, and what becomes of an item that nobody decided (ACT 10)."""

from __future__ import annotations

from collections import Counter

from domain.deliberation_commands import RevealBallot, SealedChoice
from domain.deliberation_facts import (
    BallotOpened,
    DeliberationEvent,
    ItemDeferred,
    ItemResolved,
    QuorumFailed,
)
from domain.deliberation_state import Item
from domain.deliberation_vote import free, sealed
from domain.deliberation_vote_refusals import NoBallot, NotOpenable, OtherBallot
from domain.ids import SYSTEM
from domain.messages import content
from domain.scoring.voting import is_carried, is_quorate
from domain.sitting import Sitting


def reveal(command: RevealBallot, sitting: Sitting) -> list[DeliberationEvent]:
    """Return the opened ballot; with the last one the item is counted. [] if already so.

    Raises:
        Refusal: it is not time, there is no ballot, or it is not what was sealed.
    """
    item = sitting.item(command.item)
    opened = item.opened.get(sitting.actor)
    event = BallotOpened(**content(command), member=sitting.actor)
    if opened == event:
        return []
    if sitting.actor not in item.ballots:
        raise NoBallot(actor=sitting.actor, item=command.item)
    if item.reveal_by is None or item.is_settled or sitting.is_past(item.reveal_by):
        raise NotOpenable(item=command.item, stage=item.stage)
    choice = SealedChoice(**content(command), member=sitting.actor)
    if choice.commitment() != item.ballots[sitting.actor]:
        raise OtherBallot(item=command.item)
    opened_now = {**item.opened, sitting.actor: event}
    all_open = set(opened_now) >= {it for it in item.ballots if it in item.present()}
    return [event, *(counted(item, opened_now, sitting) if all_open else [])]


def counted(item: Item, opened: dict[str, BallotOpened], sitting: Sitting) -> list[DeliberationEvent]:
    """Return the defaults of ballots nobody opened, and what the item came to; a tie does not pass.

    Whom the log has come to know as tied on the day of the vote does not count, though he voted.
    """
    late = sitting.new_recusals(item, item.present(), sitting.convened.on)
    present = [it for it in item.present() if it not in {recusal.member for recusal in late}]
    if not is_quorate(len(present), in_office(item, sitting), sitting.rule.quorum):
        return [*late, *failed(item, present, sitting)]
    about = {**sitting.key, "item": item.tabled.item}
    missing = [member for member in present if member not in opened]
    default = sitting.rule.unrevealed
    defaults = [BallotOpened(**about, member=member, choice=default, nonce=None) for member in missing]
    choices = Counter(it.choice for it in [*(opened[it] for it in present if it in opened), *defaults])
    resolved = ItemResolved(
        **about,
        passed=is_carried(choices["for"], len(present), sitting.rule.majority),
        on=sitting.today,
        present=len(present),
        in_favour=choices["for"],
        against=choices["against"],
        abstained=choices["abstain"],
        unrevealed=len(missing),
    )
    return [*late, *defaults, resolved]


def in_office(item: Item, sitting: Sitting) -> int:
    """Return of how many in office it is a quorum: as when *item* was called, whoever was appointed since."""
    return item.quorum.in_office if item.quorum else len(sitting.members())


def failed(item: Item, present: list[str], sitting: Sitting) -> list[DeliberationEvent]:
    """Return that *item* had no quorum and goes to the next session."""
    about = {**sitting.key, "item": item.tabled.item}
    of = in_office(item, sitting)
    needed = sitting.rule.quorum.more_than(of)
    no_quorum = QuorumFailed(**about, in_office=of, present=tuple(present), needed=needed)
    return [no_quorum, ItemDeferred(**about, cause="no-quorum", reason=None, by=SYSTEM)]


def left_over(item: Item, sitting: Sitting) -> list[DeliberationEvent]:
    """Return what becomes of *item* when the day is over and nothing was decided about it."""
    if item.is_settled or item.reveal_by is not None:
        return []
    if item.quorum is not None:
        return [sealed(item, sitting)]
    present = free(item, sitting)
    if not is_quorate(len(present), len(sitting.members()), sitting.rule.quorum):
        return failed(item, present, sitting)
    about = {**sitting.key, "item": item.tabled.item}
    return [ItemDeferred(**about, cause="not-reached", reason=None, by=SYSTEM)]
