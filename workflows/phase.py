"""The clock of one phase: it opens, reminds, escalates and closes, and goes on after any restart.

It knows no rule. Each round it asks the log what comes next, waits for that moment, and asks the
door to do it; a nudge makes it look again at once.
"""

from __future__ import annotations

from datetime import timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.interface import NUDGE, PHASE_WORKFLOW, PhaseClock, next_step, work_off
    from activities.requests import DONE, Refused
    from domain.agenda import Step
    from domain.guideline_held_over import HoldOverGuideline
    from domain.phase_commands import BlockPhase, ClosePhase, EscalatePhase, OpenPhase, PhaseCommand, RemindPhase
    from domain.phase_refusals import NotYet
    from domain.plan_commands import FreezeAnnualPlan
    from domain.self_evaluation_commands import DefaultSelfEvaluationPlan, TellNotSubmitted
    from domain.specific_waiver import WaiveHearing
    from domain.unconfirmed import PassUnconfirmed
    from workflows.clockwork import FOR_EVER, ONCE_MORE, ask_door, wait_until

_A_MOMENT = timedelta(seconds=1)
_FIRST = {
    "freeze-plan": FreezeAnnualPlan,
    "default-self-evaluation-plan": DefaultSelfEvaluationPlan,
    "hold-over-guideline": HoldOverGuideline,
    "waive-hearing": WaiveHearing,
    "tell-not-submitted": TellNotSubmitted,
    "pass-unconfirmed": PassUnconfirmed,
}
_A_LONG_WHILE = timedelta(minutes=10)  # the engine's tasks about ten thousand persons take seconds


@workflow.defn(name=PHASE_WORKFLOW)
class PhaseWorkflow:
    """Keeps the clock of one phase of one body."""

    @workflow.init
    def __init__(self, phase: PhaseClock) -> None:
        self._phase = phase
        self._nudged = False
        self._worked = False
        self._step: Step | None = None

    @workflow.run
    async def run(self, phase: PhaseClock) -> None:
        """Take one step after the other until the phase is closed."""
        while (step := await self._next_step()).do != "end":
            if await wait_until(step.at, phase.shift, lambda: self._nudged):
                await self._take(step)
            if workflow.info().is_continue_as_new_suggested():
                workflow.continue_as_new(phase)

    @workflow.signal(name=NUDGE)
    def nudge(self, position: int) -> None:  # noqa: ARG002 - a hint for people; the log is read to its end
        """Look at the log again."""
        self._nudged = True

    @workflow.query
    def waiting_for(self) -> Step | None:
        """Return the step this clock waits to take."""
        return self._step

    async def _next_step(self) -> Step:
        self._worked = self._worked and not self._nudged
        self._nudged = False
        look = self._phase.model_copy(update={"worked": self._worked})
        self._step = await workflow.execute_activity(
            next_step, look, start_to_close_timeout=ONCE_MORE, retry_policy=FOR_EVER
        )
        return self._step

    async def _work(self) -> None:
        """Do the engine's own tasks; what is not possible yet is tried again after a nudge, or in the morning."""
        self._worked = True
        await workflow.execute_activity(
            work_off, self._phase, start_to_close_timeout=_A_LONG_WHILE, retry_policy=FOR_EVER
        )

    async def _take(self, step: Step) -> None:
        if step.do == "work":
            await self._work()
            return
        if step.first is not None:
            await ask_door(step.first, _FIRST[step.first].model_validate(_key(self._phase)))
        outcome = await ask_door(_step_id(step), _command(self._phase, step))
        if isinstance(outcome, DONE):
            return
        if isinstance(outcome, Refused) and outcome.code == NotYet.code:
            await workflow.sleep(_A_MOMENT)  # the timer was early; the door's clock decides
            return
        await self._stand_still(step, outcome.code)

    async def _stand_still(self, step: Step, code: str) -> None:
        """Make it visible that the door refuses this clock's step, and wait until somebody acts."""
        blocked = BlockPhase(**_key(self._phase), step=_step_id(step), code=code)
        await ask_door(f"blocked/{_step_id(step)}", blocked)
        await workflow.wait_condition(lambda: self._nudged)


def _key(phase: PhaseClock) -> dict[str, str | int]:
    return {"year": phase.year, "body": phase.body, "phase": phase.phase}


def _step_id(step: Step) -> str:
    """Return the step's own part of a command id: the same step, asked again, is the same command."""
    return "/".join(str(part) for part in (step.do, step.on, step.step) if part is not None)


def _command(phase: PhaseClock, step: Step) -> PhaseCommand:
    key = _key(phase)
    match step.do:
        case "open":
            return OpenPhase.model_validate(key)
        case "remind":
            return RemindPhase.model_validate({**key, "on": step.on})
        case "escalate":
            return EscalatePhase.model_validate({**key, "step": step.step})
        case _:
            return ClosePhase.model_validate(key)
