"""Every aggregate by name, every event and command by type: the one list to extend."""

from __future__ import annotations

from typing import Any

from domain.access import ACCESS
from domain.agreement import AGREEMENT
from domain.appraisal import APPRAISAL
from domain.body import BODY
from domain.budget import BUDGET
from domain.calibration import CALIBRATION
from domain.card import CARD
from domain.clock import CLOCK
from domain.committee import COMMITTEE
from domain.cycle import CYCLE
from domain.deliberation import DELIBERATION
from domain.feedback import FEEDBACK
from domain.findings import FINDINGS
from domain.grading import GRADING
from domain.guideline import GUIDELINE
from domain.indicator import INDICATOR
from domain.interests import INTERESTS
from domain.messages import Command, Decider, Event, TaskCommand
from domain.mileage import MILEAGE
from domain.notice import NOTICE
from domain.objection import OBJECTION
from domain.pay import PAY
from domain.pay_table import PAY_TABLE
from domain.person import PERSON
from domain.phase import PHASE
from domain.plan import PLAN
from domain.programme import PROGRAMME
from domain.promotion import PROMOTION_LIST
from domain.qualification import QUALIFICATION
from domain.reinforcement import REINFORCEMENT
from domain.relation import RELATION
from domain.report import REPORTS
from domain.result import RESULT
from domain.reward import REWARDS
from domain.scorecard import SCORECARD
from domain.strategy import STRATEGY
from domain.training import TRAINING

DECIDERS: tuple[Decider[Any], ...] = (
    CYCLE,
    PHASE,
    BODY,
    PERSON,
    GUIDELINE,
    STRATEGY,
    PLAN,
    INDICATOR,
    AGREEMENT,
    FEEDBACK,
    APPRAISAL,
    MILEAGE,
    SCORECARD,
    RESULT,
    GRADING,
    NOTICE,
    OBJECTION,
    PAY,
    PAY_TABLE,
    PROMOTION_LIST,
    CALIBRATION,
    REINFORCEMENT,
    QUALIFICATION,
    CARD,
    RELATION,
    ACCESS,
    CLOCK,
    TRAINING,
    FINDINGS,
    PROGRAMME,
    BUDGET,
    REWARDS,
    REPORTS,
    COMMITTEE,
    INTERESTS,
    DELIBERATION,
)
EVENTS: dict[str, type[Event]] = {event.__name__: event for decider in DECIDERS for event in decider.events}
COMMANDS: dict[str, type[Command]] = {it.__name__: it for decider in DECIDERS for it in decider.commands}
DECIDER_OF: dict[type[Command], Decider[Any]] = {it: decider for decider in DECIDERS for it in decider.commands}
TASKS: dict[str, type[TaskCommand]] = {  # by task, where a command has one of its own
    it.task_id: it for it in COMMANDS.values() if issubclass(it, TaskCommand) and hasattr(it, "task_id")
}
BY_NAME: dict[str, Decider[Any]] = {decider.name: decider for decider in DECIDERS}


def decider_of_stream(stream: str) -> Decider[Any]:
    """Return the aggregate whose events stand in *stream*."""
    return BY_NAME[stream.split("/", 1)[0]]
