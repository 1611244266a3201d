"""The year. Read it from January to the closed books: this is the order in which the phases begin.

Phases overlap; each keeps its own clock from its beginning on (``workflows.phase``). Which days
they begin and end, who must do what in them, and in which bodies, is data: the year's rule set.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.interface import (
        CYCLE_WORKFLOW,
        NUDGE,
        CycleClock,
        Opening,
        PhaseClock,
        Which,
        opening,
        start_phases,
    )
    from activities.requests import DONE
    from domain.cycle import CloseCycle
    from workflows.clockwork import FOR_EVER, ONCE_MORE, ask_door, wait_until

_A_DAY = timedelta(days=1)


@workflow.defn(name=CYCLE_WORKFLOW)
class AnnualCycleWorkflow:
    """Begins each phase of a performance year when its time has come, and closes the books at the end."""

    @workflow.init
    def __init__(self, cycle: CycleClock) -> None:
        self._cycle = cycle
        self._begun = list(cycle.begun)
        self._ends: datetime | None = None
        self._nudged = False

    @workflow.run
    async def run(self, cycle: CycleClock) -> None:  # noqa: ARG002 - the input was taken in by __init__
        """Live through the year."""
        # the plan of the year
        await self._begin("guidelines")  # January: the Prime Minister's guidelines
        await self._begin("plan-draft")  # February: every unit drafts its part
        await self._begin("plan-review")  # early March: reviewed and refined
        await self._begin("implementation-plan")  # March: how the year will be evaluated
        await self._begin("evaluator-training")  # March: nobody rates untrained
        await self._begin("plan-confirmation")  # mid-March: confirmed, indicators frozen
        await self._begin("agreements")  # March: personal agreements and goals
        await self._begin("feedback-q1")  # end of March: first quarterly feedback
        await self._begin("self-evaluation-plan")  # April

        # the year is carried out
        await self._begin("interim")  # June: the interim evaluation
        await self._begin("feedback-q2")  # end of June: second quarterly feedback
        await self._begin("plan-amendment")  # July to September: the window for changes
        await self._begin("promotion-list-july")  # end of July: the first of two promotion lists
        await self._begin("feedback-q3")  # end of September: third quarterly feedback
        await self._begin("criteria")  # October: criteria of the specific evaluation are published

        # the year is evaluated
        await self._begin("specific-evidence")  # November: the Prime Minister's specific evaluation
        await self._begin("specific-scoring")  # December: panels score
        await self._begin("final")  # December: the final evaluation of every person
        await self._begin("specific-hearing")  # December: the evaluated ministry is heard
        await self._begin("specific-resolution")  # December: the committee resolves
        await self._begin("feedback-q4")  # end of December: fourth quarterly feedback
        await self._begin("self-evaluation")  # January to March of the next year
        await self._begin("grading")  # January: grades and notices
        await self._begin("objection")  # January: objections
        await self._begin("promotion-list")  # end of January: the second

        # what follows from it
        await self._begin("pay")  # March and April
        await self._begin("confirmation")  # April: supervising offices confirm and inspect
        await self._begin("budget")  # May: the next budget
        await self._begin("re-evaluation")  # May and June, where there is doubt
        await self._begin("publication")  # reports to the Assembly, publication
        await self._begin("corrective-actions")  # June: what was found is put right
        await self._begin("close")  # June: report to the Cabinet
        await self._close_the_books()

    @workflow.signal(name=NUDGE)
    def nudge(self, position: int) -> None:  # noqa: ARG002 - a hint for people; the door decides
        """Take note that a phase was closed: at the year's end the books may wait for it."""
        self._nudged = True

    @workflow.query
    def begun(self) -> list[str]:
        """Return the phases whose clocks were started."""
        return self._begun

    async def _begin(self, phase: str) -> None:
        """Wait for the day *phase* opens, then start its clock in every body that takes part."""
        if phase in self._begun:
            return
        found: Opening | None = await workflow.execute_activity(
            opening,
            Which(year=self._cycle.year, phase=phase),
            start_to_close_timeout=ONCE_MORE,
            retry_policy=FOR_EVER,
        )
        if found is not None:  # a year's rules may do without a phase
            await wait_until(found.opens, self._cycle.shift, lambda: False)
            await self._start(phase, found)
        self._begun.append(phase)
        if workflow.info().is_continue_as_new_suggested():
            workflow.continue_as_new(self._cycle.model_copy(update={"begun": tuple(self._begun)}))

    async def _start(self, phase: str, found: Opening) -> None:
        year, shift = self._cycle.year, self._cycle.shift
        clocks = [PhaseClock(year=year, body=body, phase=phase, shift=shift) for body in found.bodies]
        await workflow.execute_activity(start_phases, clocks, start_to_close_timeout=ONCE_MORE, retry_policy=FOR_EVER)
        self._ends = max(found.ends, self._ends or found.ends)

    async def _close_the_books(self) -> None:
        """Close the year after its last day; while a phase is open beyond it, wait for that one."""
        await wait_until(self._ends, self._cycle.shift, lambda: self._ends is None)
        while not isinstance(await ask_door("close", CloseCycle(year=self._cycle.year)), DONE):
            await wait_until(workflow.now() - self._cycle.shift + _A_DAY, self._cycle.shift, lambda: self._nudged)
            self._nudged = False
