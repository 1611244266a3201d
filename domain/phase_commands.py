"""What the clock and the office may ask of a phase."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.ids import Id, ResolutionRef, Year, phase_stream
from domain.messages import Command, Reason


class _PhaseCommand(Command):
    """A command about one phase."""

    year: Year
    body: Id
    phase: Id

    def stream(self) -> str:
        """Return the phase's stream."""
        return phase_stream(self.year, self.body, self.phase)


class OpenPhase(_PhaseCommand):
    """Open the phase; refused before its first day."""

    type: Literal["OpenPhase"] = "OpenPhase"
    engines = True


class RemindPhase(_PhaseCommand):
    """Remind everyone who still owes something; *on* is the reminder's planned day."""

    type: Literal["RemindPhase"] = "RemindPhase"
    engines = True
    on: date


class EscalatePhase(_PhaseCommand):
    """Show what is late one step higher; steps count from 1."""

    type: Literal["EscalatePhase"] = "EscalatePhase"
    engines = True
    step: Annotated[int, Field(ge=1, le=99)]


class ClosePhase(_PhaseCommand):
    """Close the phase, at its end or once all is done; what is left is missed."""

    type: Literal["ClosePhase"] = "ClosePhase"
    engines = True


class BlockPhase(_PhaseCommand):
    """Record that the door refuses a step of the phase's own clock."""

    type: Literal["BlockPhase"] = "BlockPhase"
    engines = True
    step: str
    code: str


class MovePhase(_PhaseCommand):
    """Move the phase's last day (and, before it opened, its first) for a recorded reason."""

    type: Literal["MovePhase"] = "MovePhase"
    opens: date | None = None
    due: date
    reason: Reason
    resolution: ResolutionRef | None = None  # the decision behind it: one of this log,
    outside: Reason | None = None  # or one outside it, in words


class PausePhase(_PhaseCommand):
    """Let the phase stand still for a recorded reason."""

    type: Literal["PausePhase"] = "PausePhase"
    reason: Reason


class ResumePhase(_PhaseCommand):
    """Let a paused phase go on."""

    type: Literal["ResumePhase"] = "ResumePhase"
    reason: Reason


PhaseCommand = OpenPhase | RemindPhase | EscalatePhase | ClosePhase | BlockPhase | MovePhase | PausePhase | ResumePhase
