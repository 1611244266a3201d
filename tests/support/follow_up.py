"""What follows from a year: the small office with findings, spending programmes, their budget and rewards.

Inho inspects for the Prime Minister's Office, Seo for the finance ministry, whose mandate ends on 30 June;
Gyu keeps the secretariat. Rana rates programmes, Bud sits in the budget office, Aud is the internal auditor.
"""

from __future__ import annotations

from decimal import Decimal

from domain.body_facts import BodyEstablished, UnitEstablished
from domain.calendar import resolve
from domain.follow_up import FollowUpRules
from domain.messages import Event, Label
from domain.phase_rules import PhaseRule
from domain.scoring.quotas import Quota, Scale
from domain.supervision import SupervisionMandate
from tests.support import office
from tests.support.office import PMO, RULES, holds, label, registered

MOSF = "MOSF"
inho, seo, gyu, rana, bud, aud = "inho", "seo", "gyu", "rana", "bud", "aud"

LEVELS = (("excellent", 90), ("great", 80), ("good", 60), ("poor", 50), ("very-poor", 0))
CHECKLIST = (("plan", 30), ("management", 30), ("result", 40))
FOLLOW_UP = FollowUpRules.model_validate(
    {
        "plan_days": 30,
        "programmes": {
            "every": 3,
            "least_amount": 1000,
            "checklist": [{"item": it, "name": label(it), "points": points} for it, points in CHECKLIST],
            "levels": [
                {"level": it, "name": label(it), "at_least": least, "is_poor": least < 60} for it, least in LEVELS
            ],
        },
        "budget": {"years_ahead": 2, "keep": 90},
        "rewarded": {"specific-evaluation": ["S"]},
        "reward_cap": 500,
    }
)


def _task(task: str, by: str, of: str = "assignment") -> dict[str, object]:
    return {"task": task, "name": label(task), "of": of, "by": by}


def _phase(phase: str, opens: str, due: str, tasks: list[object], rights: list[object], scope: str) -> PhaseRule:
    about = {"phase": phase, "name": label(phase), "opens": opens, "due": due, "scope": scope}
    return PhaseRule.model_validate({**about, "tasks": tasks, "rights": rights})


RATING = _phase("self-evaluation", "Y+1-01-01", "Y+1-03-31", [_task("rate-programme", "assignee")], [], "body")
BUDGET = _phase(
    "budget",
    "Y+1-05-02",
    "Y+1-05-31",
    [_task("propose-budget", "engine"), _task("decide-budget", "assignee")],
    [_task("request-budget-exception", "role:planning"), _task("record-budget", "role:budget-office")],
    "body",
)
PUBLICATION = _phase(
    "publication",
    "Y+1-05-16",
    "Y+1-06-30",
    [_task("report-results", "role:planning", "body"), _task("publish-results", "role:planning", "body")],
    [],
    "body",
)
CABINET = _phase(
    "close", "Y+1-06-16", "Y+1-06-30", [_task("report-cabinet", "role:evaluation-office", "body")], [], "government"
)


def _mandate(sector: str, body: str, **days: str) -> SupervisionMandate:
    names = {"name": label(sector), "body_name": label(body)}
    return SupervisionMandate.model_validate({"sector": sector, "body": body, **names, **days})


MANDATES = (_mandate("major-policies", PMO), _mandate("spending-programmes", MOSF, until="2011-06-30"))
PHASES = tuple(it for it in RULES.phases if it.phase != "close")
_BEST = Quota(grade="S", name=Label(ko="으뜸", en="Best"), kind="cap", share=Decimal(20))
_REST = Quota(grade="A", name=Label(ko="보통", en="Good"), kind="rest", share=Decimal(80))
SCALE = Scale(quotas=(_BEST, _REST))
FOLLOWED = RULES.model_copy(
    update={
        "follow_up": FOLLOW_UP,
        "specific": RULES.specific.model_copy(update={"scale": SCALE}),
        "supervision": MANDATES,
        "phases": tuple(
            sorted((*PHASES, RATING, BUDGET, PUBLICATION, CABINET), key=lambda it: resolve(it.opens, 2001))
        ),
    }
)
government: list[Event] = [
    *office.bodies,
    BodyEstablished(body=MOSF, name=label(MOSF)),
    *(UnitEstablished(body=it, unit="HQ", parent=None, level="office", name=label("HQ")) for it in (PMO, MOSF)),
    office.opened_cycle(FOLLOWED),
    *office.people,
    registered(inho, "HQ", 5, PMO),
    registered(seo, "HQ", 5, MOSF),
    registered(gyu, "HQ", 5, PMO),
    registered(bud, "HQ", 5, MOSF),
    holds(inho, "inspector", PMO),
    holds(seo, "inspector", MOSF),
    holds(gyu, "evaluation-office", PMO),
    holds(rana, "programme-rater"),
    holds(bud, "budget-office"),
    holds(aud, "internal-auditor"),
]
AMOUNT = Decimal(12000)  # million won a year: the figure of 5.9
