"""Which stream an event stands in, told from the event alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain import ids, person_ids
from domain.messages import Event
from domain.registry import DECIDERS

_STREAM: dict[str, Callable[[Any], str]] = {
    "cycle": lambda it: ids.cycle_stream(it.year),
    "phase": lambda it: ids.phase_stream(it.year, it.body, it.phase),
    "body": lambda it: ids.body_stream(it.body),
    "person": lambda it: ids.person_stream(it.person),
    "guideline": lambda it: ids.guideline_stream(it.year),
    "strategy": lambda it: ids.strategy_stream(it.body, it.strategy),
    "plan": lambda it: ids.plan_stream(it.year, it.body),
    "indicator": lambda it: ids.indicator_stream(it.year, it.body, it.indicator),
    "agreement": lambda it: ids.agreement_stream(it.year, it.person),
    "feedback": lambda it: ids.feedback_stream(it.year, it.person),
    "appraisal": lambda it: ids.appraisal_stream(it.year, it.person),
    "training": lambda it: ids.training_stream(it.year, it.body),
    "mileage": lambda it: ids.mileage_stream(it.year, it.person),
    "calibration": lambda it: ids.calibration_stream(it.year, it.body),
    "reinforcement": lambda it: person_ids.reinforcement_stream(it.person),
    "relation": lambda it: person_ids.relation_stream(it.person),
    "access": lambda it: person_ids.access_stream(it.person),
    "card": lambda it: person_ids.card_stream(it.person),
    "qualification": lambda it: person_ids.qualification_stream(it.person, it.number),
    "clock": lambda it: ids.clock_stream(it.case),
    "scorecard": lambda it: ids.scorecard_stream(it.year, it.body, it.unit),
    "result": lambda it: ids.result_stream(it.year, it.person),
    "pools": lambda it: ids.pools_stream(it.year, it.body),
    "notice": lambda it: ids.notice_stream(it.year, it.person),
    "objection": lambda it: ids.objection_stream(it.year, it.person, it.edition),
    "findings": lambda it: ids.findings_stream(it.body),
    "programme": lambda it: ids.programme_stream(it.body, it.programme),
    "budget": lambda it: ids.budget_stream(it.year, it.body, it.programme),
    "rewards": lambda it: ids.rewards_stream(it.year, it.body),
    "reports": lambda it: ids.reports_stream(it.year, it.body),
    "pay-table": lambda it: ids.pay_table_stream(it.year),
    "promotion": lambda it: ids.promotion_stream(it.year, it.body, it.phase),
    "committee": lambda it: ids.committee_stream(it.committee),
    "interests": lambda it: person_ids.interests_stream(it.person),
    "deliberation": lambda it: ids.deliberation_stream(it.committee, it.session),
    "specific": lambda it: ids.specific_stream(it.year),
    "specific-area": lambda it: ids.specific_area_stream(it.year, _ministry(it), it.area),
    "specific-result": lambda it: ids.specific_result_stream(it.year, _ministry(it)),
    "specific-grades": lambda it: ids.specific_grades_stream(it.year, it.group),
    "exchange": lambda it: ids.exchange_stream(it.system, it.batch),
    "basic-plan": lambda it: ids.basic_plan_stream(it.body),
    "implementation": lambda it: ids.implementation_stream(it.year),
    "self-evaluation": lambda it: ids.self_evaluation_stream(it.year, it.body),
    "inspection": lambda it: ids.inspection_stream(it.year, it.ministry, it.sector),
    "confirmation": lambda it: ids.confirmation_stream(it.year),
    "supervision": lambda it: ids.supervision_stream(it.year),
    "re-evaluation": lambda it: ids.re_evaluation_stream(it.year, getattr(it, "ministry", it.body)),
    "requests": lambda it: ids.requests_stream(it.year, it.body),
    "pay": lambda it: ids.pay_stream(it.year, it.person),
}


def _ministry(event: Any) -> str:
    return str(event.ministry if hasattr(event, "ministry") else event.body)


_KIND = {event: decider.name for decider in DECIDERS for event in decider.events}


def stream_of(event: Event) -> str:
    """Return the name of the stream *event* belongs to."""
    return _STREAM[_KIND[type(event)]](event)
