"""The small office at its year's end, on a real log: five people of one department, ready to be graded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from activities.engine import Engine
from activities.inline import Fact
from activities.interface import PhaseClock
from activities.requests import DONE, Recorded
from domain.appraisal import RateAttitude, RateGoals
from domain.appraisal_competency import SealCompetency
from domain.grading_commands import AllocateGrades, FormPools
from domain.indicator import ScoreIndicator
from domain.messages import Command, Event
from domain.phase_commands import ClosePhase
from domain.phase_rules import PhaseRule
from eventstore.port import Log
from projections.inbox import Inbox
from tests.support.grading import enrolled, names
from tests.support.house import House
from tests.support.office import (
    FINAL,
    GRADING,
    KIPO,
    OFFICE,
    PAYMENT,
    YEAR,
    ada,
    ballot,
    ben,
    holds,
    hr,
    office,
    opened_cycle,
    plan_confirmed,
    registered,
)
from tests.support.rows import append, rows_of
from tests.support.spec import moment

five = names[:5]
GOALS = dict(zip(five, ("95", "90", "85", "80", "75"), strict=True))
INDICATORS = ("I-01", "I-02", "P-01", "E-01")
assessor = "dana"
_OTHERS = [it for it in office if type(it).__name__ != "EvaluatorsAssigned"]
story: list[Event] = [*_OTHERS, *enrolled(five), registered(assessor, OFFICE), holds(assessor, "taskforce")]
year: dict[str, Any] = {"year": YEAR, "body": KIPO}


def clock_of(rule: PhaseRule) -> PhaseClock:
    """Return the clock of the phase *rule*."""
    return PhaseClock(**year, phase=rule.phase)


class GradedHouse:
    """A house whose year is over; it is led on step by step."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.log: Log = house.log
        self.inbox = Inbox()
        self.engine = Engine(house.log, house.door, self.inbox)
        self._asked = 0

    def does(self, actor: str, command: Command) -> Recorded:
        """Let *actor* do *command*, which must be taken."""
        self._asked += 1
        outcome = self.house.ask(actor, command, f"asked/{self._asked}")
        assert isinstance(outcome, DONE), outcome
        assert isinstance(outcome, Recorded)
        return outcome

    def evaluated(self, *before: Event, unrated: Sequence[str] = ()) -> GradedHouse:
        """Let everybody but *unrated* be evaluated, and the final phase be over; *before* is on record already."""
        self.house.set_up([*story, *before])
        self._confirm_plan()
        self.house.open(FINAL, "2010-12-01T10:00")
        about = {**year, "phase": "final"}
        for code in INDICATORS:
            aspects = dict.fromkeys(("planning", "execution", "achievement"), "90")
            self.does(assessor, ScoreIndicator.model_validate({**about, "indicator": code, **aspects}))
        for person in [it for it in five if it not in unrated]:
            whom = {**about, "person": person}
            for by, evaluator in ((ada, "first"), (ben, "second")):
                wish = {**whom, "evaluator": evaluator, "ballot": ballot("8", "8")}
                self.does(by, SealCompetency.model_validate(wish))
            self.does(ada, RateAttitude.model_validate({**whom, "points": "4", "ground": "steady"}))
            self.does(ada, RateGoals.model_validate({**whom, "points": GOALS[person], "ground": "as agreed"}))
        self.house.clock.set(moment("2011-01-11"))
        self.does("system", ClosePhase(**year, phase="final"))
        self.house.open(GRADING, "2011-01-11T09:00")
        return self

    def _confirm_plan(self) -> None:
        rows = rows_of([plan_confirmed], after=self.log.head().position)
        self.house.clock.set(moment("2010-03-02"))
        append(self.log, rows)
        with self.log.transaction() as transaction:
            self.inbox.apply(transaction.connection, [Fact(rows[0], plan_confirmed)])

    async def works(self, rule: PhaseRule = GRADING) -> int:
        """Let the engine do what it can in the phase *rule*."""
        return await self.engine.work_off(opened_cycle(), clock_of(rule))

    async def graded(self, *before: Event, unrated: Sequence[str] = ()) -> GradedHouse:
        """Let everybody be graded and told; see ``evaluated``."""
        self.evaluated(*before, unrated=unrated)
        assert await self.works() == 3 + 5
        self.does(hr, FormPools(**year, phase="grading"))
        self.does(hr, AllocateGrades(**year, phase="grading"))
        assert await self.works() == 5
        return self

    async def paid(self) -> GradedHouse:
        """Let everybody be graded, told and paid."""
        await self.graded()
        self.house.open(PAYMENT, "2011-03-02T09:00")
        assert await self.works(PAYMENT) == 5
        return self

    def told(self, after: int = 0) -> list[tuple[str, str]]:
        """Return type and stream of what is recorded after a position."""
        return [(row.type, row.stream) for row in self.house.rows() if row.position > after]

    def kinds(self, after: int = 0) -> list[str]:
        """Return the types of what is recorded after a position, in order."""
        return [kind for kind, _ in self.told(after)]
