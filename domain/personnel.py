"""What a year's rules say of the people it leaves behind or ahead: tests, reinforcement, courses."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from domain.ids import Id
from domain.messages import Label, Value
from domain.numbers import Percent
from domain.promotion_rules import PromotionRules

Days = Annotated[int, Field(ge=0, le=3660)]
Months = Annotated[int, Field(ge=1, le=120)]


class QualificationRules(Value):
    """The statutory days of the qualification test of the senior civil service (SPO 70-2, SCS 23 to 27)."""

    lowest_years: Annotated[int, Field(ge=1)]  # years with the lowest grade in total, not in a row
    test_months: Months  # from the ground to the test
    notice_days: Days  # between notice and session
    decide_days: Days  # from the notice on
    extend_days: Days  # once; longer only while a lawsuit runs
    order_months: Months  # from a conditional decision to the order of training
    training_months: Months  # how long training may last
    evaluate_months: Months  # from its end to its evaluation
    pass_level: Annotated[int, Field(ge=1, le=5)]  # of five, 1 is the best: the last that passes
    appeal_days: Days  # against removal or demotion
    warn_days: Days  # before a statutory day, the clock says it is near


class CalibrationRules(Value):
    """How the calibration board is read (REG 6-3)."""

    few: Annotated[int, Field(ge=1)]  # an evaluator with fewer ratings is not judged by them


class ReinforcementRules(Value):
    """When competence reinforcement is required (S1-91)."""

    percent: Percent  # of the entire pool, rounded down
    least_pool: Annotated[int, Field(ge=1)]  # a smaller pool has no bottom band
    entries: Annotated[int, Field(ge=1)]
    within_months: Months  # that end with the latest entry


class Course(Value):
    """A course that is offered."""

    course: Id
    name: Label


class DevelopmentRules(Value):
    """What a career and training plan is drawn from (S1-92): the weakest categories, and the courses for each."""

    weakest: Annotated[int, Field(ge=1, le=10)]
    courses: dict[Id, tuple[Course, ...]]  # by category of the competency model


class PersonnelRules(Value):
    """What follows for a person beyond grade and pay. A part that is left out does not take place."""

    calibration: CalibrationRules | None = None
    reinforcement: ReinforcementRules | None = None
    development: DevelopmentRules | None = None
    qualification: QualificationRules | None = None
    promotion: PromotionRules | None = None
