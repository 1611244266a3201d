"""A year of the small office up to Christmas: planned, talked about, half rated; told through the door."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from activities.requests import DONE, Recorded
from domain.ids import SYSTEM
from domain.parsing import parse_command
from domain.phase_commands import ClosePhase
from eventstore.sql import SqlLog
from projections.rows import create_tables
from projections.runner import catch_up
from runtime.databases import engines
from tests.support.house import House, house_on
from tests.support.office import (
    BUREAU_PLAN,
    EXAMINATION_PLAN,
    FINAL,
    FINANCE,
    GUIDELINES,
    KIPO,
    PLAN,
    PMO,
    PROMOTION_PLAN,
    SEAL,
    TALKS,
    YEAR,
    ada,
    ben,
    hana,
    holds,
    mina,
    office,
    olga,
    planner,
    reviewer,
    tae,
)
from tests.support.spec import moment

NOW = "2010-12-28T10:00"  # when people sit down at the command line
SECRET = "민감한 면담 내용"
NOTHING_MORE: dict[str, Any] = {}
AGENDA = [{"code": "D-01", "kind": "directive", "name": {"ko": "지시", "en": "order"}, "bodies": [KIPO]}]
UNSERVED = [{"item": "D-01", "reason": "다음 해에 추진"}]
SCORES: dict[str, Any] = {"planning": 90, "execution": 95, "achievement": 100}


def tell(url: str) -> None:
    """Write the story into a log at *url*."""
    log = SqlLog(*engines(url))
    log.create()
    with log.projecting() as connection:
        create_tables(connection)
    with house_on(log) as house:
        _tell(house.set_up([*office, holds(olga, "evaluation-office", PMO)]))
    catch_up(log)
    log.close()


def _tell(house: House) -> None:
    house.open(GUIDELINES, "2010-01-05")
    title = {"ko": "지침", "en": "guide"}
    _do(house, olga, "IssueGuideline", "guidelines", body=PMO, title=title, document=SEAL, items=AGENDA)
    house.open(PLAN, "2010-02-02")
    for head, unit, plan in (
        (ben, "IPPB", BUREAU_PLAN),
        (ada, "PROMO", PROMOTION_PLAN),
        (tae, "EXAM", EXAMINATION_PLAN),
    ):
        _do(house, head, "DraftUnitPlan", "plan", unit=unit, objectives=plan)
    words = {"ko": "말", "en": "words"}
    _do(house, planner, "SubmitAnnualPlan", "plan", mission=words, vision=words, finance=FINANCE, unserved=UNSERVED)
    _do(house, reviewer, "ReviewAnnualPlan", "plan")
    _do(house, hana, "ConfirmAnnualPlan", "plan")
    _talk(house)
    _rate(house)


def _talk(house: House) -> None:
    house.open(TALKS, "2010-04-01T10:00")
    of_march = {"effective_on": date(2010, 3, 31)}
    _do(house, ada, "ReportProgress", "talks", indicator="P-01", value="70", more=of_march)
    _do(house, ada, "WriteFeedbackNote", "talks", person=mina, note=SECRET)
    house.clock.set(moment("2010-04-16T10:00"))  # a day after it was due, in the days of grace
    _do(house, ben, "ReportProgress", "talks", indicator="I-01", value="81.5", more=of_march)
    house.clock.set(moment("2010-04-21T00:00"))
    closed = house.ask(SYSTEM, ClosePhase(year=YEAR, body=KIPO, phase="talks"), "talks/close")
    assert isinstance(closed, Recorded)


def _rate(house: House) -> None:
    house.open(FINAL, "2010-12-01T10:00")
    for code in ("P-01", "I-01", "I-02"):
        _do(house, tae, "ScoreIndicator", "final", indicator=code, **SCORES)
    ballot = {"scores": {"customer": "9", "strategy": "8"}, "nonce": "0123456789abcdef"}
    _do(house, ada, "SealCompetency", "final", person=mina, evaluator="first", ballot=ballot)
    _do(house, ada, "RateAttitude", "final", person=mina, points="4.5", ground="성실함")
    _do(house, ada, "RateGoals", "final", person=mina, points="92", ground="달성함")


def _do(
    house: House, actor: str, kind: str, phase: str, *, more: Mapping[str, Any] = NOTHING_MORE, **fields: Any
) -> None:
    command = parse_command({"type": kind, "year": YEAR, "body": KIPO, "phase": phase, **fields})
    number = len(house.rows())
    outcome = house.ask(actor, command, f"story/{number}", **more)
    assert isinstance(outcome, DONE), outcome
