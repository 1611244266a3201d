"""The small office with a plan in force, open talks and connectors; and batches to send there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from activities.requests import DONE
from domain.neighbours import SYSTEMS, connector_role
from domain.parsing import parse_command
from exchange.codecs import jsonl
from exchange.inbound import Batch, Taken, read_batch, take_in
from exchange.layouts import INWARD
from tests.support.house import House
from tests.support.office import (
    BUREAU_PLAN,
    EXAMINATION_PLAN,
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
    office,
    olga,
    planner,
    reviewer,
    tae,
)

CONNECTORS = {system: f"X-{system.upper()}" for system in SYSTEMS}
IN_TALKS = "2010-04-01T10:00"
BSC, ONNARA = CONNECTORS["bsc"], CONNECTORS["onnara"]


def linked(house: House) -> House:
    """Let the office be there, its neighbours be linked, its plan be confirmed and its talks be open."""
    roles = [holds(CONNECTORS[system], connector_role(system)) for system in SYSTEMS]
    house.set_up([*office, holds(olga, "evaluation-office", PMO), *roles])
    house.open(GUIDELINES, "2010-01-05")
    words = {"ko": "말", "en": "words"}
    _do(house, olga, "IssueGuideline", "guidelines", body=PMO, title=words, document=SEAL)
    house.open(PLAN, "2010-02-02")
    parts = ((ben, "IPPB", BUREAU_PLAN), (ada, "PROMO", PROMOTION_PLAN), (tae, "EXAM", EXAMINATION_PLAN))
    for head, unit, plan in parts:
        _do(house, head, "DraftUnitPlan", "plan", unit=unit, objectives=plan)
    _do(house, planner, "SubmitAnnualPlan", "plan", mission=words, vision=words, finance=FINANCE)
    _do(house, reviewer, "ReviewAnnualPlan", "plan")
    _do(house, hana, "ConfirmAnnualPlan", "plan")
    return house.open(TALKS, IN_TALKS)


def _do(house: House, actor: str, kind: str, phase: str, **fields: Any) -> None:
    command = parse_command({"type": kind, "year": YEAR, "body": KIPO, "phase": phase, **fields})
    outcome = house.ask(actor, command, f"linked/{len(house.rows())}")
    assert isinstance(outcome, DONE), outcome


def value(key: str, amount: str = "71.5", **more: str) -> dict[str, str]:
    """Return a row of the scorecard system."""
    about = {"key": key, "year": str(YEAR), "body": KIPO, "phase": "talks"}
    return {**about, "indicator": "P-01", "value": amount, **more}


def document(key: str, number: int = 0, **more: str) -> dict[str, str]:
    """Return a row of On-nara about document *number*."""
    about = {"key": key, "year": str(YEAR), "body": KIPO, "phase": "talks"}
    return {**about, "indicator": "P-01", "document": f"{number:064x}", "title": "결재 문서", **more}


def without(row: dict[str, str], name: str) -> dict[str, str]:
    """Return *row* without the field *name*."""
    return {key: it for key, it in row.items() if key != name}


def batch_of(rows: Sequence[dict[str, Any] | str], batch: str = "b-1", system: str = "bsc") -> Batch:
    """Return a batch of *rows*, in JSON Lines; a text is a line as it stands."""
    lines = [it if isinstance(it, str) else json.dumps(it, ensure_ascii=False) for it in rows]
    return read_batch(system, batch, "jsonl", "\n".join(lines).encode())


def take(house: House, rows: Sequence[dict[str, Any] | str], batch: str = "b-1", system: str = "bsc") -> Taken:
    """Take a batch of *rows* in as the system's connector."""
    return take_in(house.door, house.log, batch_of(rows, batch, system), CONNECTORS[system])


def as_lines(rows: Sequence[dict[str, str]], system: str = "bsc") -> bytes:
    """Return *rows* as a file."""
    return jsonl.write(rows, INWARD[system])
