"""The director general of the printed tables: what his total of 95.74 rests on, as facts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from activities.yaml_files import read_rules
from domain.appraisal_competency import Ballot, CompetencyOpened, CompetencySealed
from domain.appraisal_facts import AttitudeRated
from domain.indicator_events import IndicatorScored
from domain.messages import Event
from domain.mileage import MileageCredited
from domain.phase_facts import PhaseClosed
from domain.plan_events import AnnualPlanConfirmed
from tests.support.office import (
    BUREAU,
    GRADING,
    KIPO,
    SEAL,
    YEAR,
    assigned,
    bodies,
    frozen,
    gyu,
    hana,
    holds,
    opened_cycle,
    phase_open,
    registered,
)
from tests.support.tables import T1, T2

general, vice = "dg", "vice"
year: dict[str, Any] = {"year": YEAR, "body": KIPO}
final: dict[str, Any] = {**year, "phase": "final"}
_NONCE = "0123456789abcdef"


def _measured(code: str, score: str) -> IndicatorScored:
    about = {**final, "indicator": code, "unit": BUREAU, "definition": SEAL, "edition": 1}
    aspects = dict.fromkeys(("planning", "execution", "achievement"), score)
    return IndicatorScored.model_validate({**about, **aspects})


def ballots(evaluators: int) -> list[Event]:
    """Return the competency ratings of table T2, by one evaluator or by both, sealed and opened."""
    given = [Ballot(scores={it: Decimal(row[n]) for it, row in T2.items()}, nonce=_NONCE) for n in range(evaluators)]
    sealed: list[Event] = [
        CompetencySealed.model_validate(
            {**final, "person": general, "evaluator": which, "by": by, "commitment": it.commitment(), "ballot": it}
        )
        for it, which, by in zip(given, ("first", "second"), (vice, hana), strict=False)
    ]
    second = given[1] if evaluators == 2 else None
    return [*sealed, CompetencyOpened(**final, person=general, first=given[0], second=second)]


plan = AnnualPlanConfirmed.model_validate(
    {
        **year,
        "phase": "plan-confirmation",
        "plan": SEAL,
        "answers": (),
        "indicators": tuple(frozen(code, weight, BUREAU) for code, (weight, _) in T1.items()),
    }
)
his_office: list[Event] = [
    *bodies,
    opened_cycle(read_rules("kipo-2010")),
    registered(general, BUREAU, 2),
    assigned(general, vice, hana, instrument="agreement", profile="bureau-head", unit=BUREAU),
    holds(gyu, "gpec", "PMO"),
    plan,
    *(_measured(code, score) for code, (_, score) in T1.items()),
]
attitude = AttitudeRated(**final, person=general, by=vice, points=Decimal(5), ground="by the book")
mileage = MileageCredited(**year, person=general, points=Decimal("0.2"), ground="ideas")
final_over = PhaseClosed(**final, early=False, missed=0)
his_year: list[Event] = [*his_office, *ballots(2), attitude, mileage, final_over, phase_open(GRADING)]
