"""What the engine does about a miss, on a real log: the phase closes, and its consequence is drawn."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from activities.consequences import Consequences
from activities.requests import DONE
from domain.budget import ProposeBudgetConsequence
from domain.budget_facts import BudgetConsequenceDecided
from domain.consequences import consequences_id
from domain.cycle import CycleOpened
from domain.ids import SYSTEM
from domain.messages import Command
from domain.phase_commands import ClosePhase
from domain.programme import EstablishProgramme, RateProgramme
from eventstore.codec import decode
from eventstore.port import Log
from projections.inbox import Inbox
from tests.support.follow_up import AMOUNT, BUDGET, FOLLOWED, RATING, government, rana
from tests.support.house import House, house_on
from tests.support.office import KIPO, PROMOTION, YEAR, label, opened_cycle, planner
from tests.support.spec import moment

OF: dict[str, Any] = {"year": YEAR, "body": KIPO, "programme": "IP-INFO"}
CEILING = BUDGET.model_copy(
    update={"tasks": (BUDGET.tasks[0], BUDGET.tasks[1].model_copy(update={"follows": "ceiling"}))}
)
PHASES = tuple(CEILING if it.phase == CEILING.phase else it for it in FOLLOWED.phases)
YEAR_OF_CEILINGS = opened_cycle(FOLLOWED.model_copy(update={"phases": PHASES}))


def does(house: House, actor: str, command: Command, on: str) -> int:
    """Let *actor* do what *command* says on the day *on*, and return where it is on record."""
    house.clock.set(moment(on))
    answer = house.ask(actor, command, f"form/{house.log.head().position}")
    assert isinstance(answer, DONE), answer
    return answer.position


def undecided(house: House) -> int:
    """Return where the log says that nobody decided on a programme that was rated poor."""
    house.set_up([YEAR_OF_CEILINGS if isinstance(it, CycleOpened) else it for it in government])
    does(house, planner, EstablishProgramme(**OF, unit=PROMOTION, name=label("p"), amount=AMOUNT), "2010-12-01")
    house.open(RATING, "2011-01-03T10:00")
    answers = [
        {"item": it, "points": points} for it, points in (("plan", "15"), ("management", "15"), ("result", "25"))
    ]
    about = {**OF, "phase": "self-evaluation", "answers": answers, "demonstrated": True}
    does(house, rana, RateProgramme.model_validate(about), "2011-02-01T10:00")
    house.open(CEILING, "2011-05-02T10:00")
    does(house, SYSTEM, ProposeBudgetConsequence(**OF, phase="budget"), "2011-05-03")
    return does(house, SYSTEM, ClosePhase(year=YEAR, body=KIPO, phase="budget"), "2011-06-01")


async def test_s1_51_what_nobody_decided_gets_the_ceiling_of_its_rating(
    open_log: Callable[[str], Log], sqlite_url: str
) -> None:
    with house_on(open_log(sqlite_url)) as house:
        missed = undecided(house)
        assert consequences_id(missed) in house.log.nudges()
        drawing = Consequences(house.log, house.door, Inbox())
        assert await drawing.draw(missed) == await drawing.draw(missed) == 1
        (decided,) = (decode(row) for row in house.rows(kind="BudgetConsequenceDecided"))
    assert isinstance(decided, BudgetConsequenceDecided)
    assert (decided.amount, decided.defaulted, decided.by) == (Decimal(10800), True, SYSTEM)
