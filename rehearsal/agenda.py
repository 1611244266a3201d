"""Sittings as a case plans them: when a committee sits, who stays away, its agenda, and who does not agree."""

from __future__ import annotations

from typing import Self

from pydantic import AwareDatetime, Field, model_validator

from domain.committee_rules import Matter
from domain.deliberation_facts import AboutText
from domain.ids import Id
from domain.messages import Label, Reason, Value


class PlannedItem(Value):
    """An item; who takes part votes for it, but for those named here."""

    item: Id
    title: Label
    matter: Matter
    concerns: AboutText  # a body, a year, or BODY/UNIT
    against: tuple[Id, ...] = ()
    unopened: tuple[Id, ...] = ()  # who cast a sealed ballot and never open it
    steps_back: dict[Id, Reason] = Field(default_factory=dict)  # who takes no part by his own will, and why


class PlannedSitting(Value):
    """A sitting; an item that finds no quorum goes to the committee's next one."""

    committee: Id
    called: AwareDatetime
    at: AwareDatetime
    absent: tuple[Id, ...] = ()
    results: bool = False  # takes up each ministry's result of the specific evaluation as well
    items: tuple[PlannedItem, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.at <= self.called:
            raise ValueError("a committee is called before it sits")
        return self
