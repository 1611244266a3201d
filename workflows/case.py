"""The clock of one case: it asks the log for the next step, waits for its day, and asks the door.

It knows no rule and no kind of case; a nudge makes it look again at once.
"""

from __future__ import annotations

from datetime import timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.interface import CASE_WORKFLOW, NUDGE, CaseClock, next_turn
    from activities.requests import DONE, Refused, Turn
    from domain.case import END, TooEarly
    from domain.clock import BlockClock
    from workflows.clockwork import FOR_EVER, ONCE_MORE, ask_door, wait_until

_A_MOMENT = timedelta(seconds=1)
_NO_PROGRESS = "case.no-progress"  # the step was taken, and the log still asks for it


@workflow.defn(name=CASE_WORKFLOW)
class CaseWorkflow:
    """Keeps the clock of one case, whose stream is its id."""

    @workflow.init
    def __init__(self, case: CaseClock) -> None:
        self._case = case
        self._nudged = False
        self._turn: Turn | None = None
        self._taken: Turn | None = None

    @workflow.run
    async def run(self, case: CaseClock) -> None:
        """Take one step after the other until the case is closed."""
        while (turn := await self._next_turn()).step != END.step:
            if turn == self._taken:
                await self._stand_still(turn, _NO_PROGRESS)
            elif await wait_until(turn.at, case.shift, lambda: self._nudged):
                await self._take(turn)
            if workflow.info().is_continue_as_new_suggested():
                workflow.continue_as_new(case)

    @workflow.signal(name=NUDGE)
    def nudge(self, position: int) -> None:  # noqa: ARG002 - a hint for people; the log is read to its end
        """Look at the log again."""
        self._nudged = True

    @workflow.query
    def waiting_for(self) -> Turn | None:
        """Return the step this clock waits to take."""
        return self._turn

    async def _next_turn(self) -> Turn:
        self._nudged = False
        self._turn = await workflow.execute_activity(
            next_turn, self._case, start_to_close_timeout=ONCE_MORE, retry_policy=FOR_EVER
        )
        return self._turn

    async def _take(self, turn: Turn) -> None:
        assert turn.command is not None, "a step that has a day has a command"  # noqa: S101 - narrows the type
        outcome = await ask_door(turn.step, turn.command)
        if isinstance(outcome, DONE):
            self._taken = turn
        elif isinstance(outcome, Refused) and outcome.code == TooEarly.code:
            await workflow.sleep(_A_MOMENT)  # the timer was early; the door's clock decides
        else:
            await self._stand_still(turn, outcome.code)

    async def _stand_still(self, turn: Turn, code: str) -> None:
        """Make it visible that this clock cannot go on, and wait until somebody acts."""
        await ask_door(f"blocked/{turn.step}", BlockClock(case=self._case.stream, step=turn.step, code=code))
        await workflow.wait_condition(lambda: self._nudged)
        self._taken = None
