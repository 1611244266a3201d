"""The minutes of a sitting: a function of its facts, so nobody writes them and everybody can check them."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain.committee_rules import CommitteeRule
from domain.deliberation_commands import ApproveMinutes, RecordDissent
from domain.deliberation_facts import Choice, DeliberationEvent, DissentRecorded, MinutesApproved, Paper
from domain.deliberation_refusals import ItemOutOfTurn, MinutesNotDue, MinutesStand, NotAChair, OtherMinutes
from domain.deliberation_state import Deliberation, Item, Stage
from domain.deliberation_vote_refusals import VotedWithTheOthers
from domain.ids import Id, Sha256
from domain.messages import Label, Value, content, content_hash
from domain.sitting import Sitting


class Recused(Value):
    """Who took no part, why, and what he had read before."""

    member: Id
    kind: str
    ground: str
    source: str | None
    had_read: tuple[Sha256, ...]


class ItemMinutes(Value):
    """What the minutes say of one item."""

    item: Id
    title: Label
    matter: str
    concerns: str
    opinion: bool  # examined for another committee: no act rests on it
    delegated: str | None
    person: Id | None
    stage: Stage
    deferred_from: int | None
    papers: tuple[Paper, ...]
    recused: tuple[Recused, ...]
    challenges: dict[Id, bool | None]  # by member; None: not decided
    presiding: Id | None
    present: tuple[Id, ...]
    votes: dict[Id, Choice]
    unrevealed: tuple[Id, ...]
    in_favour: int | None
    against: int | None
    abstained: int | None
    dissents: dict[Id, str]
    cause: str | None  # of a deferral
    reason: str | None


class Minutes(Value):
    """The minutes of one sitting."""

    committee: Id
    session: int
    on: date
    urgent: str | None
    in_office: int | None
    present: tuple[Id, ...]
    civilians: int | None
    items: tuple[ItemMinutes, ...]

    def hash(self) -> str:
        """Return the SHA-256 by which they are approved."""
        return content_hash(self)


def minutes_of(state: Deliberation) -> Minutes | None:
    """Return the minutes of a sitting as they are now; None when it was not convened."""
    convened, attendance = state.convened, state.attendance
    if convened is None:
        return None
    return Minutes(
        committee=convened.committee,
        session=convened.session,
        on=convened.on,
        urgent=convened.urgent,
        in_office=attendance.in_office if attendance else None,
        present=attendance.present if attendance else (),
        civilians=attendance.civilians if attendance else None,
        items=tuple(_item(item, convened.rule) for item in state.items.values()),
    )


def _item(item: Item, rule: CommitteeRule) -> ItemMinutes:
    tabled, resolved, deferred = item.tabled, item.resolved, item.deferred
    present = item.failed.present if item.failed else tuple(item.present())
    said: dict[str, Any] = {
        "opinion": tabled.matter in rule.examines and tabled.delegated is None,
        "stage": item.stage,
        "recused": tuple(_recused(item)),
        "challenges": {it: item.challenges[it].upheld if it in item.challenges else None for it in item.challenged},
        "presiding": item.quorum.presiding if item.quorum else None,
        "present": present,
        "votes": {member: it.choice for member, it in sorted(item.opened.items())},
        "unrevealed": tuple(sorted(member for member, it in item.opened.items() if it.nonce is None)),
        "in_favour": resolved.in_favour if resolved else None,
        "against": resolved.against if resolved else None,
        "abstained": resolved.abstained if resolved else None,
        "dissents": {member: it.reason for member, it in item.dissents.items()},
        "cause": deferred.cause if deferred else None,
        "reason": deferred.reason if deferred else None,
    }
    kept = {name: getattr(tabled, name) for name in ItemMinutes.model_fields if name in type(tabled).model_fields}
    return ItemMinutes(**{**kept, **said})


def _recused(item: Item) -> list[Recused]:
    read = {member: tuple(it.paper for it in item.reads if it.member == member) for member in item.recused}
    return [
        Recused(member=member, kind=it.kind, ground=it.ground, source=it.source, had_read=read[member])
        for member, it in item.recused.items()
    ]


def dissent(command: RecordDissent, sitting: Sitting) -> list[DeliberationEvent]:
    """Return the dissent of who did not vote for the outcome; [] if already so.

    Raises:
        Refusal: the item is not decided, he voted for the outcome, or the minutes are approved.
    """
    item = sitting.item(command.item)
    event = DissentRecorded(**content(command), member=sitting.actor)
    if item.dissents.get(sitting.actor) == event:
        return []
    if sitting.state.minutes is not None:
        raise MinutesStand(**sitting.key)
    if item.resolved is None:
        raise ItemOutOfTurn(item=command.item, stage=item.stage)
    vote = item.opened.get(sitting.actor)
    if vote is None or vote.nonce is None or (vote.choice == "for") == item.resolved.passed:
        raise VotedWithTheOthers(actor=sitting.actor, item=command.item)
    return [event]


def approve(command: ApproveMinutes, sitting: Sitting) -> list[DeliberationEvent]:
    """Return the approval of the minutes as they are now; [] if already so.

    Raises:
        Refusal: the actor is no chair, the sitting is not over, or the minutes say something else.
    """
    committee, before = sitting.committee, sitting.state.minutes
    if sitting.actor not in committee.chairs or sitting.actor not in committee.in_office(sitting.today):
        raise NotAChair(actor=sitting.actor, committee=command.committee, chairs=", ".join(committee.chairs))
    if before is not None:
        if before.minutes == command.minutes:
            return []
        raise MinutesStand(**sitting.key)
    left = [item for item, it in sitting.state.items.items() if not it.is_settled]
    if left or not sitting.state.ended:
        raise MinutesNotDue(**sitting.key, left=", ".join(left) or str(sitting.convened.on))
    minutes = minutes_of(sitting.state)
    current = minutes.hash() if minutes else ""
    if current != command.minutes:
        raise OtherMinutes(current=current)
    return [MinutesApproved(**content(command), by=sitting.actor)]
