"""One sitting of a committee as the crowd plays it: called, attended by all, every item passed under seal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from activities.rehearsals import command_id
from domain.committee_commands import ConstituteCommittee, Seat
from domain.committee_rules import Matter
from domain.deliberation_commands import (
    CallItem,
    CastBallot,
    ConveneSession,
    RecordAttendance,
    RevealBallot,
    SealedChoice,
    TableItem,
)
from domain.messages import Command, Label
from rehearsal.case import Case, Entry

_MEMBERS, _CHAIRS = 9, 2


class Sitting:
    """A sitting of the committee of *kind* on the day of *at*, kept by *keeper*."""

    def __init__(self, case: Case, kind: str, keeper: str, at: datetime) -> None:
        self.case, self.kind, self.keeper, self.at = case, kind, keeper, at
        deeds = [it.command for it in case.conduct]
        written = [it for it in deeds if isinstance(it, ConstituteCommittee) and it.kind == kind]
        self.is_written = bool(written)
        self.made = written[0] if written else self._of_civilians()
        held = [it.session for it in deeds if isinstance(it, ConveneSession) and it.committee == self.made.committee]
        self.session = max(held, default=0) + 1
        self._home = {it.person: it.body for it in case.people}

    def _of_civilians(self) -> ConstituteCommittee:
        members = [f"P-GC-{n}" for n in range(1, _MEMBERS + 1)]
        return ConstituteCommittee(
            committee=self.kind,
            year=self.case.year,
            kind=self.kind,
            body=self.case.government,
            name=Label(ko="정부업무평가위원회(가상)", en="Committee of the government (synthetic)"),
            since=date(self.case.year, 1, 4),
            members=tuple(Seat(person=it, civilian=True) for it in members),
            chairs=tuple(members[:_CHAIRS]),
        )

    def ref(self, number: int) -> str:
        """Return what the resolution on the *number*-th item is called."""
        return f"{self.made.committee}/{self.session}/{number}"

    def _entry(self, minutes: int, actor: str, command: Command, *about: object) -> Entry:
        known = command_id(self.case.case, "sitting", self.made.committee, type(command).__name__, *map(str, about))
        return Entry(self.at + timedelta(minutes=minutes), actor, known, command)

    def constituted(self, on: date) -> Iterator[Entry]:
        """Yield the committee itself, in January at the earliest, unless the conduct constitutes it."""
        if not self.is_written:
            early = self.at.replace(month=on.month, day=on.day)
            yield self._entry(0, self.keeper, self.made)._replace(at=early)

    def convened(self, called: datetime) -> Iterator[Entry]:
        """Yield the call, and on the day who attends: all."""
        key = {"committee": self.made.committee, "session": self.session}
        self._called = called + timedelta(minutes=5)
        yield self._entry(0, self.keeper, ConveneSession(**key, day=self.at.date()))._replace(at=called)
        present = tuple(it.person for it in self.made.members)
        yield self._entry(0, self.keeper, RecordAttendance(**key, present=present))

    def item(self, number: int, title: Label, matter: Matter, concerns: str) -> Iterator[Entry]:
        """Yield the *number*-th item: tabled with the call; called, voted and counted on the day."""
        key = {"committee": self.made.committee, "session": self.session, "item": str(number)}
        table = TableItem(**key, title=title, matter=matter, concerns=concerns)
        yield self._entry(0, self.keeper, table, number)._replace(at=self._called)
        free = [it.person for it in self.made.members if self._home.get(it.person) != concerns]
        presiding = next(it for it in reversed(self.made.chairs) if it in free)
        yield self._entry(20, presiding, CallItem(**key), number)
        choices = [self._choice(key, member) for member in free]
        for it in choices:
            yield self._entry(40, it.member, CastBallot(**key, commitment=it.commitment()), number, it.member)
        for it in choices:
            reveal = RevealBallot(**key, choice=it.choice, nonce=it.nonce)
            yield self._entry(60, it.member, reveal, number, it.member)

    def _choice(self, key: dict[str, object], member: str) -> SealedChoice:
        nonce = hashlib.sha256(f"{self.case.case}/{key}/{member}".encode()).hexdigest()[:32]
        return SealedChoice.model_validate({**key, "member": member, "choice": "for", "nonce": nonce})
