"""Identifiers, and the one function per stream that derives its name.

A stream's name is also the id of the workflow that keeps its clock, where it has one.
Names are for ever: they stand in every stored event. Those about one person over the years: ``person_ids``.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
PoolId = Annotated[  # of a pool, or of its part in one bureau: POOL:BUREAU
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}(:[A-Za-z0-9][A-Za-z0-9._-]{0,63})?$")
]
Subject = Annotated[  # of a task: a person, unit, indicator or body, or what somebody was assigned to: BODY:AREA:PERSON
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}(:[A-Za-z0-9][A-Za-z0-9._-]{0,63}){0,3}$"),
]
Year = Annotated[int, Field(ge=1948, le=9999)]  # performance year, never the calendar year of an act
ResolutionRef = Annotated[  # COMMITTEE/SESSION/ITEM
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*/[1-9][0-9]{0,3}/[A-Za-z0-9][A-Za-z0-9._-]*$")
]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

SYSTEM = "system"  # the engine itself: timers, set-up; never the owner of a task


def cycle_stream(year: int) -> str:
    """Return the stream and workflow id of a performance year."""
    return f"cycle/{year}"


def phase_stream(year: int, body: str, phase: str) -> str:
    """Return the stream and workflow id of one phase of one body."""
    return f"phase/{year}/{body}/{phase}"


def body_stream(body: str) -> str:
    """Return the stream of a body: a ministry, an agency, the Prime Minister's Office."""
    return f"body/{body}"


def person_stream(person: str) -> str:
    """Return the stream of a person: post, roles and evaluators."""
    return f"person/{person}"


def guideline_stream(year: int) -> str:
    """Return the stream of the year's guideline."""
    return f"guideline/{year}"


def strategy_stream(body: str, first: int) -> str:
    """Return the stream of a body's strategic plan from year *first* on."""
    return f"strategy/{body}/{first}"


def plan_stream(year: int, body: str) -> str:
    """Return the stream of a body's annual performance plan."""
    return f"plan/{year}/{body}"


def indicator_stream(year: int, body: str, code: str) -> str:
    """Return the stream of one indicator of one year's plan."""
    return f"indicator/{year}/{body}/{code}"


def requests_stream(year: int, body: str) -> str:
    """Return the stream of what data a body was asked for in a year, and answered."""
    return f"requests/{year}/{body}"


def agreement_stream(year: int, person: str) -> str:
    """Return the stream of a person's performance agreement, or goals."""
    return f"agreement/{year}/{person}"


def feedback_stream(year: int, person: str) -> str:
    """Return the stream of a person's quarterly notes and interim review."""
    return f"feedback/{year}/{person}"


def training_stream(year: int, body: str) -> str:
    """Return the stream of who was trained to evaluate in a body's year."""
    return f"training/{year}/{body}"


def appraisal_stream(year: int, person: str) -> str:
    """Return the stream of a person's year-end evaluation."""
    return f"appraisal/{year}/{person}"


def mileage_stream(year: int, person: str) -> str:
    """Return the stream of a person's mileage account and special points."""
    return f"mileage/{year}/{person}"


def scorecard_stream(year: int, body: str, unit: str) -> str:
    """Return the stream of a unit's scorecard: its score of the year, and what was adjusted in it."""
    return f"scorecard/{year}/{body}/{unit}"


def notice_stream(year: int, person: str) -> str:
    """Return the stream of the notices to a person about his result."""
    return f"notice/{year}/{person}"


def result_stream(year: int, person: str) -> str:
    """Return the stream of a person's total on record."""
    return f"result/{year}/{person}"


def pools_stream(year: int, body: str) -> str:
    """Return the stream of a body's grading: pools, ranking, grades."""
    return f"pools/{year}/{body}"


def objection_stream(year: int, person: str, edition: int) -> str:
    """Return the stream and workflow id of a person's objection to one edition of the notice."""
    return f"objection/{year}/{person}/{edition}"


def promotion_stream(year: int, body: str, phase: str) -> str:
    """Return the stream of the promotion list that a body draws in a phase of the year."""
    return f"promotion/{year}/{body}/{phase}"


def pay_stream(year: int, person: str) -> str:
    """Return the stream of a person's performance pay for a performance year."""
    return f"pay/{year}/{person}"


def pay_table_stream(year: int) -> str:
    """Return the stream of the pay tables by which a performance year is paid."""
    return f"pay-table/{year}"


def findings_stream(body: str) -> str:
    """Return the stream and workflow id of what a body was found to put right, over the years."""
    return f"findings/{body}"


def programme_stream(body: str, programme: str) -> str:
    """Return the stream of a body's spending programme and its ratings."""
    return f"programme/{body}/{programme}"


def budget_stream(year: int, body: str, programme: str) -> str:
    """Return the stream of what a programme's rating of a performance year does to its budget."""
    return f"budget/{year}/{body}/{programme}"


def rewards_stream(year: int, body: str) -> str:
    """Return the stream of the rewards a body gives for a performance year."""
    return f"rewards/{year}/{body}"


def reports_stream(year: int, body: str) -> str:
    """Return the stream of what a body reported and published of a performance year."""
    return f"reports/{year}/{body}"


def clock_stream(case: str) -> str:
    """Return the stream of what stopped the clock of *case*, given by its own stream."""
    return f"clock/{case}"


def calibration_stream(year: int, body: str) -> str:
    """Return the stream of how a body's evaluators rated in a year, and what was changed for it."""
    return f"calibration/{year}/{body}"


def exchange_stream(system: str, batch: str) -> str:
    """Return the stream of one batch exchanged with a neighbour system."""
    return f"exchange/{system}/{batch}"


def committee_stream(committee: str) -> str:
    """Return the stream of a committee: its members, terms and chairs."""
    return f"committee/{committee}"


def deliberation_stream(committee: str, session: int) -> str:
    """Return the stream and workflow id of a committee's *session*-th sitting."""
    return f"deliberation/{committee}/{session}"


def specific_stream(year: int) -> str:
    """Return the stream of a year's specific evaluation: its criteria, its opening, its days."""
    return f"specific/{year}"


def specific_area_stream(year: int, ministry: str, area: str) -> str:
    """Return the stream of one area of one ministry's specific evaluation."""
    return f"specific-area/{year}/{ministry}/{area}"


def specific_result_stream(year: int, ministry: str) -> str:
    """Return the stream of a ministry's result of the specific evaluation."""
    return f"specific-result/{year}/{ministry}"


def specific_grades_stream(year: int, group: str) -> str:
    """Return the stream of the grades of a group of ministries, and of their publication."""
    return f"specific-grades/{year}/{group}"


def basic_plan_stream(body: str) -> str:
    """Return the stream of a government's basic plan of evaluation; *body* is its office."""
    return f"basic-plan/{body}"


def implementation_stream(year: int) -> str:
    """Return the stream of the year's implementation plan of evaluation."""
    return f"implementation/{year}"


def self_evaluation_stream(year: int, body: str) -> str:
    """Return the stream of a body's evaluation of itself: its plan, scores and result."""
    return f"self-evaluation/{year}/{body}"


def supervision_stream(year: int) -> str:
    """Return the stream of the supervising mandates that ended in the course of a year."""
    return f"supervision/{year}"


def inspection_stream(year: int, body: str, sector: str) -> str:
    """Return the stream of how a sector of a body's self-evaluation was confirmed."""
    return f"inspection/{year}/{body}/{sector}"


def re_evaluation_stream(year: int, body: str) -> str:
    """Return the stream of what was evaluated again of a body's self-evaluation."""
    return f"re-evaluation/{year}/{body}"


def confirmation_stream(year: int) -> str:
    """Return the stream of the year's confirmation of self-evaluations as a whole."""
    return f"confirmation/{year}"
