"""The qualification test a command is about: its rules, its day, and who may do what in it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from domain.body import BODY
from domain.calendar import day_of, end_of, start_of
from domain.conflicts import acts_for
from domain.ids import body_stream
from domain.messages import Facts
from domain.person_evaluators import SelfEvaluation
from domain.qualification_commands import QualificationRequest
from domain.qualification_facts import Qualification, QualificationTestTriggered
from domain.qualification_refusals import NotTheHead, QualificationOutOfTurn
from domain.relation import require_no_relative
from domain.roles import require_role

OFFICE, BOARD = "qualification-office", "qualification-board"  # roles in the body that acts for the government


class CaseAtHand:
    """The case a command is about, its rules and today."""

    def __init__(self, command: QualificationRequest, triggered: QualificationTestTriggered, facts: Facts) -> None:
        self.key = {"person": command.person, "number": command.number}
        self.triggered = triggered
        self.rules = triggered.rules
        self.facts = facts
        self.today = day_of(facts.at, triggered.zone)

    def at_stage(self, state: Qualification, *stages: str) -> None:
        """Let pass when the case stands at one of *stages*.

        Raises:
            QualificationOutOfTurn: it does not.
        """
        if state.stage not in stages:
            raise QualificationOutOfTurn(**self.key, stage=state.stage)

    def by_the_head(self) -> None:
        """Let pass the head of the person's ministry.

        Raises:
            Refusal: it is somebody else, or the head, or who acts for him, is the person or a relative.
        """
        body = self.triggered.body
        head = self.facts.read(BODY, body_stream(body)).head
        if not acts_for(self.facts, body, None):
            raise NotTheHead(body=body, head=head or "-", actor=self.facts.actor)
        if self.facts.actor == self.triggered.person:
            raise SelfEvaluation(person=self.triggered.person)
        require_no_relative(self.facts, self.triggered.year, self.triggered.person)

    def by_the_office(self) -> None:
        """Let pass the office that keeps the board's records.

        Raises:
            NotAllowed: it is somebody else.
        """
        require_role(self.facts, OFFICE, self.triggered.government)

    def in_days(self, days: int) -> date:
        """Return the day *days* from today."""
        return self.today + timedelta(days=days)


def moment_of(due: date, triggered: QualificationTestTriggered, *, missed: bool) -> datetime:
    """Return when the clock notes the day *due*: with its end when it is missed, some days before when it is near."""
    if missed:
        return end_of(due, triggered.zone)
    return start_of(due - timedelta(days=triggered.rules.warn_days), triggered.zone)
