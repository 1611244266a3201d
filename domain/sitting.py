"""The sitting a command is about: its rule, its day, its committee, and who may do what in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from domain.calendar import day_of, end_of
from domain.committee import COMMITTEE
from domain.committee_facts import Committee, CommitteeConstituted, Member
from domain.committee_whole import require_in_office
from domain.deliberation_commands import SessionCommand
from domain.deliberation_facts import SessionConvened
from domain.deliberation_recusals import ConflictCleared, RecusalEntered
from domain.deliberation_refusals import MayNotConvene, NoSuchItem, NotTheDay, SessionIsOver
from domain.deliberation_state import Deliberation, Item
from domain.deliberation_vote_refusals import IsRecused, MayNotPreside
from domain.ids import SYSTEM, committee_stream
from domain.messages import Facts
from domain.recusal import About, Conflict, about_of, conflicts


class Sitting:
    """One sitting as a decision meets it."""

    def __init__(self, command: SessionCommand, state: Deliberation, convened: SessionConvened, facts: Facts) -> None:
        self.key: Final = {"committee": command.committee, "session": command.session}
        self.state: Final = state
        self.convened: Final = convened
        self.rule: Final = convened.rule
        self.facts: Final = facts
        self.actor: Final = facts.actor
        self.today: Final = day_of(facts.at, convened.zone)
        self.committee: Final[Committee] = facts.read(COMMITTEE, committee_stream(command.committee))

    def members(self) -> dict[str, Member]:
        """Return the members in office on the day of the sitting."""
        return self.committee.in_office(self.convened.on)

    def item(self, item: str) -> Item:
        """Return the item *item*.

        Raises:
            NoSuchItem: the agenda has none.
        """
        if item not in self.state.items:
            raise NoSuchItem(**self.key, item=item, known=", ".join(self.state.items) or "-")
        return self.state.items[item]

    def is_past(self, day: date) -> bool:
        """Return whether *day* is over by the door's clock."""
        return self.facts.at >= end_of(day, self.convened.zone)

    def by_its_office(self) -> None:
        """Let pass a chair, the office that keeps the records, or the engine.

        Raises:
            MayNotConvene: it is somebody else.
        """
        require_keeper(self.committee, self.facts, self.today)

    def by_a_member(self, person: str | None = None) -> Member:
        """Return the actor, or *person*, as a member in office on the day of the sitting.

        Raises:
            NotInOffice: he is not.
        """
        made = self.committee.constituted
        assert made is not None, "it was convened"  # noqa: S101 - narrows the type
        return require_in_office(self.committee, made, person or self.actor, self.convened.on)

    def on_its_day(self) -> None:
        """Let pass what comes on the day of the sitting.

        Raises:
            Refusal: it is too early, or the sitting is over.
        """
        if self.today < self.convened.on:
            raise NotTheDay(**self.key, on=self.convened.on)
        self.before_its_end()

    def before_its_end(self) -> None:
        """Let pass what comes before the day of the sitting is over.

        Raises:
            SessionIsOver: it is.
        """
        if self.state.ended or self.is_past(self.convened.on):
            raise SessionIsOver(**self.key)

    def about(self, item: Item) -> About:
        """Return what *item* judges."""
        own = self.convened.body if self.rule.level == "body" else None
        return about_of(item.tabled.concerns, item.tabled.person, own)

    def conflicts(self, item: Item, member: str, day: date | None = None) -> tuple[Conflict, ...]:
        """Return what the log says ties *member* to *item* on *day*, or today."""
        return conflicts(self.facts, member, self.about(item), self.convened.recusal, day or self.today)

    def new_recusals(self, item: Item, members: list[str], day: date | None = None) -> list[RecusalEntered]:
        """Return the recusals by law of those *members* who are not recused yet; what tied them on *day*, or today."""
        found = [(it, self.conflicts(item, it, day)) for it in members if it not in item.recused]
        return [self._by_law(item, member, why[0]) for member, why in found if why]

    def cleared(self, item: Item, members: Iterable[str]) -> list[ConflictCleared]:
        """Return that those *members* take part again whom nothing ties any more that tied them by law."""
        entered = (item.recused[it] for it in members if it in item.recused)
        return [
            ConflictCleared(**self.key, **it.model_dump(include={"item", "member", "ground", "source"}), by=self.actor)
            for it in entered
            if it.kind == "law" and not self.conflicts(item, it.member)
        ]

    def _by_law(self, item: Item, member: str, conflict: Conflict) -> RecusalEntered:
        about = {**self.key, "item": item.tabled.item, "member": member, "kind": "law", "by": SYSTEM}
        return RecusalEntered.model_validate({**about, "ground": conflict.ground, "source": conflict.source})

    def require_free(self, item: Item, member: str) -> None:
        """Let *member* pass if nothing ties him to *item*, entered or computed.

        Raises:
            IsRecused: something does.
        """
        entered = item.recused.get(member)
        grounds = [entered.ground] if entered else [it.ground for it in self.conflicts(item, member)]
        if grounds:
            raise IsRecused(actor=member, item=item.tabled.item, ground=grounds[0])

    def presiding(self, item: Item, but: str | None = None) -> list[str]:
        """Return who may preside over *item*, *but* one: chairs who take part, else the substitute who does."""
        attend = self.state.attendance.present if self.state.attendance else ()
        present = tuple(it for it in attend if it != but)
        chairs = [it for it in self.committee.chairs if self._takes_part(item, it, present)]
        substitute = self.committee.substitute
        if chairs or substitute is None:
            return chairs
        return [substitute] if self._takes_part(item, substitute, present) else []

    def _takes_part(self, item: Item, member: str, present: tuple[str, ...]) -> bool:
        if member not in present or member not in self.members():
            return False
        return member not in item.recused and not self.conflicts(item, member)

    def by_who_presides(self, item: Item, but: str | None = None) -> None:
        """Let pass who may preside over *item*, *but* one.

        Raises:
            MayNotPreside: it is somebody else.
        """
        known = self.presiding(item, but)
        if self.actor not in known:
            raise MayNotPreside(actor=self.actor, item=item.tabled.item, known=", ".join(known) or "-")


def require_keeper(committee: Committee, facts: Facts, today: date) -> CommitteeConstituted:
    """Let pass a chair in office, the office that keeps the committee's records, or the engine.

    Raises:
        MayNotConvene: it is somebody else.
    """
    made = committee.constituted
    assert made is not None, "it is constituted"  # noqa: S101 - narrows the type
    if facts.actor == SYSTEM or speaks_for(committee, made, facts, today):
        return made
    raise MayNotConvene(actor=facts.actor, committee=made.committee, keeps=made.rule.keeps)


def speaks_for(committee: Committee, made: CommitteeConstituted, facts: Facts, today: date) -> bool:
    """Return whether the actor is a chair in office, or of the office that keeps the committee's records."""
    is_chair = facts.actor in committee.chairs and facts.actor in committee.in_office(today)
    return is_chair or facts.holds(made.rule.keeps.removeprefix("role:"), made.body)
