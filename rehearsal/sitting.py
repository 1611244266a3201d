"""One sitting of a committee as the crowd plays it: called, attended, every item passed or not under seal.

Who is recused is the log's to say; here it is foreseen from posts and declared interests, so that nobody votes
who may not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from activities.rehearsals import command_id
from domain.committee_commands import ConstituteCommittee, Seat
from domain.deliberation_commands import (
    CallItem,
    CastBallot,
    ConveneSession,
    RecordAttendance,
    RecuseOneself,
    RevealBallot,
    SealedChoice,
    TableItem,
)
from domain.interests import DeclareInterest
from domain.messages import Command
from domain.recusal import about_of, is_interest_in
from domain.rules import RuleSet
from domain.scoring.voting import is_quorate
from rehearsal.agenda import PlannedItem, PlannedSitting
from rehearsal.case import Case, Entry


def of_civilians(about: Mapping[str, Any], members: Sequence[str], chairs: int = 1) -> ConstituteCommittee:
    """Return a committee of invented civilians, the first of whom preside; *about*: all else there is to say."""
    seats = tuple(Seat(person=it, civilian=True) for it in members)
    return ConstituteCommittee.model_validate({**about, "members": seats, "chairs": tuple(members[:chairs])})


class Sitting:
    """The *session*-th sitting of the committee *made*, as it is *planned*, its records kept by *keeper*."""

    def __init__(
        self, case: Case, rules: RuleSet, made: ConstituteCommittee, keeper: str, planned: PlannedSitting, session: int
    ) -> None:
        self.case, self.made, self.keeper, self.planned = case, made, keeper, planned
        self.rule, self.recusal = rules.committees.kinds[made.kind], rules.committees.recusal
        self.key = {"committee": made.committee, "session": session}
        self.present = [it.person for it in made.members if it.person not in planned.absent]
        self._homes = {it.person: it.body for it in case.people}
        self._interests = [it.command for it in case.conduct if isinstance(it.command, DeclareInterest)]

    def ref(self, item: str) -> str:
        """Return what the resolution on *item* is called."""
        return f"{self.key['committee']}/{self.key['session']}/{item}"

    def played(self, tabled: Iterable[PlannedItem], decided: Iterable[PlannedItem]) -> Iterator[Entry]:
        """Yield the whole sitting: what is *tabled* with its call, and what is *decided* on the day."""
        yield from self.convened()
        for it in tabled:
            yield from self.tabled(it)
        for it in decided:
            yield from self.decided(it)

    def convened(self) -> Iterator[Entry]:
        """Yield the call, and on the day who attends."""
        yield self._entry(self.planned.called, self.keeper, ConveneSession(**self.key, day=self.planned.at.date()))
        yield self._entry(self.planned.at, self.keeper, RecordAttendance(**self.key, present=tuple(self.present)))

    def tabled(self, it: PlannedItem) -> Iterator[Entry]:
        """Yield the item, put on the agenda with the call."""
        said = {name: getattr(it, name) for name in ("item", "title", "matter", "concerns")}
        table = TableItem.model_validate({**self.key, **said})
        yield self._entry(self.planned.called + timedelta(minutes=5), self.keeper, table, it.item)

    def decides(self, it: PlannedItem) -> bool:
        """Return whether enough of the members take part in *it*, and one who may preside; else it waits."""
        quorate = is_quorate(len(self.voters(it)), len(self.made.members), self.rule.quorum)
        return quorate and self.presiding(it) is not None

    def presiding(self, it: PlannedItem) -> str | None:
        """Return who presides over *it*: the first chair who takes part, else the substitute; None: nobody may."""
        voters = self.voters(it)
        return next((chair for chair in (*self.made.chairs, self.made.substitute) if chair in voters), None)

    def decided(self, it: PlannedItem) -> Iterator[Entry]:
        """Yield who steps back, the item called, and the ballots, cast and then opened; nothing if it waits."""
        presiding = self.presiding(it)
        if presiding is None or not self.decides(it):
            return
        key = {**self.key, "item": it.item}
        for member in (member for member in it.steps_back if member in self.present):
            back = RecuseOneself.model_validate({**key, "reason": it.steps_back[member]})
            yield self._entry(self._after(2), member, back, it.item, member)
        yield self._entry(self._after(20), presiding, CallItem.model_validate(key), it.item)
        choices = [self._choice(it, member) for member in self.voters(it)]
        for said in choices:
            cast = CastBallot.model_validate({**key, "commitment": said.commitment()})
            yield self._entry(self._after(40), said.member, cast, it.item, said.member)
        for said in choices:
            if said.member not in it.unopened:
                reveal = RevealBallot.model_validate({**key, "choice": said.choice, "nonce": said.nonce})
                yield self._entry(self._after(60), said.member, reveal, it.item, said.member)

    def voters(self, it: PlannedItem) -> list[str]:
        """Return who attends, is not recused from *it* and does not step back."""
        free = (member for member in self.present if member not in it.steps_back)
        return [member for member in free if not self._is_recused(member, it)]

    def _is_recused(self, member: str, it: PlannedItem) -> bool:
        about, day = about_of(it.concerns), self.planned.at.date()
        tied = (one for one in self._interests if one.person == member)
        return about.body is not None and (
            self._homes.get(member) == about.body or any(is_interest_in(one, about, self.recusal, day) for one in tied)
        )

    def _choice(self, it: PlannedItem, member: str) -> SealedChoice:
        nonce = hashlib.sha256(f"{self.case.case}/{self.ref(it.item)}/{member}".encode()).hexdigest()[:32]
        choice = "against" if member in it.against else "for"
        said = {**self.key, "item": it.item, "member": member, "choice": choice, "nonce": nonce}
        return SealedChoice.model_validate(said)

    def _after(self, minutes: int) -> datetime:
        return self.planned.at + timedelta(minutes=minutes)

    def _entry(self, at: datetime, actor: str, command: Command, *about: str) -> Entry:
        words = (self.made.committee, str(self.key["session"]), type(command).__name__, *about)
        return Entry(at, actor, command_id(self.case.case, "sitting", *words), command)
