"""Every aggregate by name: the one list to extend. Each is loaded when it is first asked for.

A reader of five events should not wait for three hundred models; who needs them all asks ``domain.registry``.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from domain.messages import Decider, Event

AGGREGATES = {  # how its streams' names begin: the module whose decider writes them
    "cycle": "cycle",
    "phase": "phase",
    "body": "body",
    "person": "person",
    "guideline": "guideline",
    "strategy": "strategy",
    "plan": "plan",
    "indicator": "indicator",
    "agreement": "agreement",
    "feedback": "feedback",
    "appraisal": "appraisal",
    "mileage": "mileage",
    "scorecard": "scorecard",
    "result": "result",
    "pools": "grading",
    "notice": "notice",
    "objection": "objection",
    "pay": "pay",
    "pay-table": "pay_table",
    "promotion": "promotion",
    "calibration": "calibration",
    "reinforcement": "reinforcement",
    "qualification": "qualification",
    "card": "card",
    "relation": "relation",
    "access": "access",
    "clock": "clock",
    "training": "training",
    "committee": "committee",
    "interests": "interests",
    "deliberation": "deliberation",
    "specific": "specific",
    "specific-area": "specific_area",
    "specific-result": "specific_result",
    "specific-grades": "specific_grades",
    "exchange": "exchange",
    "basic-plan": "basic_plan",
    "implementation": "implementation",
    "self-evaluation": "self_evaluation",
    "inspection": "inspection",
    "confirmation": "unconfirmed",
    "supervision": "mandate",
    "re-evaluation": "re_evaluation",
    "findings": "findings",
    "programme": "programme",
    "budget": "budget",
    "rewards": "reward",
    "reports": "report",
    "requests": "data_request",
}


@cache
def aggregate(name: str) -> Decider[Any]:
    """Return the aggregate *name*.

    Raises:
        KeyError: there is none.
    """
    module = import_module(f"domain.{AGGREGATES[name]}")
    return next(it for it in vars(module).values() if isinstance(it, Decider) and it.name == name)


def decider_of_stream(stream: str) -> Decider[Any]:
    """Return the aggregate whose events stand in *stream*."""
    return aggregate(stream.split("/", 1)[0])


def event_type(kind: str, stream: str) -> type[Event]:
    """Return the event called *kind*, most likely one of those that stand in *stream*.

    Raises:
        KeyError: no event is called so.
    """
    return _LOADED.get(kind) or _load(kind, stream)


def find_event(kind: str, stream: str) -> type[Event] | None:
    """Return the event called *kind*, or None when there is none."""
    try:
        return event_type(kind, stream)
    except KeyError:
        return None


def _load(kind: str, stream: str) -> type[Event]:
    """Load the aggregate of *stream*, and all others when it has no event called *kind*."""
    home = str(stream).split("/", 1)[0]  # what verification reads may have been tampered with
    for name in (home, *AGGREGATES) if home in AGGREGATES else AGGREGATES:
        _LOADED.update({event.__name__: event for event in aggregate(name).events})
        if kind in _LOADED:
            break
    return _LOADED[kind]


_LOADED: dict[str, type[Event]] = {}  # by name
