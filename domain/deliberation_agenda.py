"""How a sitting is called and what is on its agenda (DEC 6)."""

from __future__ import annotations

from datetime import timedelta

from domain.body import BODY
from domain.calendar import day_of
from domain.committee import COMMITTEE
from domain.committee_facts import Committee, CommitteeConstituted
from domain.committee_whole import require_constituted, require_whole
from domain.deliberation_commands import ChallengeMember, ConveneSession, ReadPaper, RecuseOneself, TableItem
from domain.deliberation_facts import DeliberationEvent, ItemTabled, PaperRead, SessionConvened
from domain.deliberation_recusals import ChallengeRaised, RecusalEntered
from domain.deliberation_refusals import (
    ItemOutOfTurn,
    ItemTabledBefore,
    NoSuchPaper,
    NotCompetent,
    NotDelegable,
    NoticeOfSessionTooShort,
    SessionConvenedBefore,
    SessionOutOfOrder,
)
from domain.deliberation_state import Deliberation, Item
from domain.deliberation_vote_refusals import NoChallenge, NotAParty
from domain.ids import body_stream, committee_stream
from domain.messages import Facts, content
from domain.sitting import Sitting, require_keeper


def convene(
    command: ConveneSession, state: Deliberation, before: Deliberation | None, facts: Facts
) -> list[DeliberationEvent]:
    """Return the call, and what *before*, the sitting before, deferred; [] if already so.

    Raises:
        Refusal: the committee is not whole on that day, the notice is too short, or it is not its turn.
    """
    committee: Committee = facts.read(COMMITTEE, committee_stream(command.committee))
    made = require_constituted(committee, command.committee)
    today = day_of(facts.at, made.zone)
    require_keeper(committee, facts, today)
    event = _call(command, made, facts)
    if state.convened is not None:
        if (state.convened.on, state.convened.urgent) == (command.day, command.urgent):
            return []
        raise SessionConvenedBefore(committee=command.committee, session=command.session, on=state.convened.on)
    if before is not None and not before.is_over:
        told = {"session": command.session, "before": command.session - 1}
        raise SessionOutOfOrder(committee=command.committee, **told)
    _require_notice(event, command.urgent, facts)
    require_whole(committee, command.day)
    sitting = Sitting(command, Deliberation(event), event, facts)
    events: list[DeliberationEvent] = [event]
    for item in before.items.values() if before else ():
        if item.deferred is not None:
            events += _with_recusals(_carried(item, event, facts.actor), sitting)
    return events


def _call(command: ConveneSession, made: CommitteeConstituted, facts: Facts) -> SessionConvened:
    rules = {"body": made.body, "rule": made.rule, "recusal": made.recusal, "zone": made.zone}
    called = {"committee": command.committee, "session": command.session, "on": command.day, "urgent": command.urgent}
    return SessionConvened(**called, **rules, convened_on=day_of(facts.at, made.zone), by=facts.actor)


def _require_notice(call: SessionConvened, urgent: str | None, facts: Facts) -> None:
    today = day_of(facts.at, call.zone)
    given, needed = (call.on - today).days, 0 if urgent else call.rule.notice_days
    if given < needed:
        earliest = today + timedelta(days=call.rule.notice_days)
        told = {"on": call.on, "needed": call.rule.notice_days, "given": given, "earliest": earliest}
        raise NoticeOfSessionTooShort(committee=call.committee, **told)


def _carried(item: Item, call: SessionConvened, by: str) -> ItemTabled:
    moved = {"session": call.session, "deferred_from": call.session - 1, "by": by}
    return ItemTabled.model_validate({**content(item.tabled), **moved})


def _with_recusals(tabled: ItemTabled, sitting: Sitting) -> list[DeliberationEvent]:
    """Return the item, and who of the members in office has no part in it from the first."""
    return [tabled, *sitting.new_recusals(Item(tabled), list(sitting.members()))]


def table(command: TableItem, sitting: Sitting) -> list[DeliberationEvent]:
    """Return the item and the recusals by law; [] if already so.

    Raises:
        Refusal: it is not the committee's matter, or the notice is too short.
    """
    sitting.by_its_office()
    sitting.before_its_end()
    before = sitting.state.items.get(command.item)
    if before is not None:
        said = {name: getattr(before.tabled, name) for name in TableItem.model_fields if name != "type"}
        if said == content(command):
            return []
        raise ItemTabledBefore(item=command.item)
    _require_competent(command, sitting)
    _require_notice(sitting.convened, command.urgent or sitting.convened.urgent, sitting.facts)
    return _with_recusals(ItemTabled(**content(command), deferred_from=None, by=sitting.actor), sitting)


def _require_competent(command: TableItem, sitting: Sitting) -> None:
    """Let pass a matter of the committee's rule; a body's own committee judges nothing else than that body."""
    about, rule = command.concerns.partition("/")[0], sitting.rule
    elsewhere = rule.level == "body" and about != sitting.convened.body
    if command.delegated is not None and command.matter not in rule.delegable:
        raise NotDelegable(committee=command.committee, matter=command.matter, known=", ".join(rule.delegable) or "-")
    if command.matter not in (*rule.decides, *rule.examines) or elsewhere:
        known = ", ".join((*rule.decides, *rule.examines))
        told = {"matter": command.matter, "about": command.concerns, "known": known}
        raise NotCompetent(committee=command.committee, **told)


def read(command: ReadPaper, sitting: Sitting) -> list[DeliberationEvent]:
    """Return that a member read a paper; [] if he did before.

    Raises:
        Refusal: he is no member, is recused, or there is no such paper.
    """
    item = sitting.item(command.item)
    sitting.by_a_member()
    sitting.require_free(item, sitting.actor)
    if command.paper not in {it.sha256 for it in item.tabled.papers}:
        raise NoSuchPaper(item=command.item, paper=command.paper)
    event = PaperRead(**content(command), member=sitting.actor)
    return [] if event in item.reads else [event]


def step_back(command: RecuseOneself, sitting: Sitting) -> list[DeliberationEvent]:
    """Return the recusal by one's own will; [] if already so.

    Raises:
        Refusal: he is no member, or has voted.
    """
    item = sitting.item(command.item)
    sitting.by_a_member()
    if sitting.actor in item.recused:
        return []
    if item.is_settled or sitting.actor in item.ballots:
        raise ItemOutOfTurn(item=command.item, stage="voted")
    about = {**sitting.key, "item": command.item, "member": sitting.actor, "kind": "own"}
    return [RecusalEntered.model_validate({**about, "ground": command.reason, "by": sitting.actor})]


def challenge(command: ChallengeMember, sitting: Sitting) -> list[DeliberationEvent]:
    """Return the challenge of a member by a party; [] if already so.

    Raises:
        Refusal: the committee knows none, the actor is no party, or it is too late.
    """
    item = sitting.item(command.item)
    sitting.by_a_member(command.member)
    if not sitting.rule.challenge or command.member in item.recused:
        raise NoChallenge(item=command.item, member=command.member)
    if sitting.actor not in _parties(item, sitting):
        raise NotAParty(actor=sitting.actor, item=command.item)
    if command.member in item.challenged:
        return []
    if item.quorum is not None or item.is_settled:
        raise ItemOutOfTurn(item=command.item, stage="debated")
    return [ChallengeRaised(**content(command), by=sitting.actor)]


def _parties(item: Item, sitting: Sitting) -> set[str]:
    """Return whom *item* concerns: the person, and the head of the body or unit."""
    about = sitting.about(item)
    found = {about.person}
    if about.body is not None:
        body = sitting.facts.read(BODY, body_stream(about.body))
        found |= {body.head, *(body.units[unit].head for unit in body.line(about.unit))}
    return {it for it in found if it is not None}
