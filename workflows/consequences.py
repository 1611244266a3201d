"""What follows from one decision, carried out to its end however often it is interrupted."""

from __future__ import annotations

from datetime import timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.interface import CONSEQUENCES_WORKFLOW, NUDGE, ConsequencesClock, draw_consequences
    from workflows.clockwork import FOR_EVER

_A_LONG_WHILE = timedelta(minutes=10)


@workflow.defn(name=CONSEQUENCES_WORKFLOW)
class ConsequencesWorkflow:
    """Draws the consequences of one event."""

    @workflow.run
    async def run(self, clock: ConsequencesClock) -> None:
        """Draw them; each is a command with an id of its own, so a second time changes nothing."""
        await workflow.execute_activity(
            draw_consequences, clock, start_to_close_timeout=_A_LONG_WHILE, retry_policy=FOR_EVER
        )

    @workflow.signal(name=NUDGE)
    def nudge(self, position: int) -> None:
        """Do nothing: it is under way."""
