"""What silence about a shared draft means: a waiver on record, so that no ministry can hold up its result (DEC 15).

Nobody orders it: the clock of the hearing asks for it before it closes. An opinion is taken all the same until
the result is resolved.
"""

from __future__ import annotations

from typing import Literal

from domain.at_close import closing
from domain.calendar import day_of
from domain.ids import SYSTEM, Id, Year, specific_result_stream
from domain.messages import Command, Facts, content
from domain.specific_result_facts import MinistryHeard, SpecificResult


class WaiveHearing(Command):
    """Put on record that a ministry said nothing about its draft by the end of the hearing."""

    type: Literal["WaiveHearing"] = "WaiveHearing"
    engines = True
    year: Year
    body: Id
    phase: Id

    def stream(self) -> str:
        """Return the result's stream."""
        return specific_result_stream(self.year, self.body)


def waive(command: WaiveHearing, state: SpecificResult, facts: Facts) -> list[MinistryHeard]:
    """Return the waiver; [] where the ministry spoke, or was not asked.

    Raises:
        Refusal: a person asks, or the ministry can still speak in time.
    """
    opened = closing(facts, (command.year, command.body, command.phase), "waive-hearing")
    if opened is None or state.draft is None or state.heard or state.resolved:
        return []
    said = {"waived": True, "opinion": None, "offered": (), "on": day_of(facts.at, opened.rules.zone)}
    asked = {"government": state.draft.government, "manager": state.draft.manager}
    return [MinistryHeard.model_validate({**content(command), **said, **asked, "by": SYSTEM})]
