"""A small log, told fact by fact: what was said when, and the day it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from activities.inline import Fact
from domain.appraisal_competency import CompetencyOpened
from domain.appraisal_facts import AttitudeRated, GoalsRated
from domain.indicator_events import IndicatorScored
from domain.messages import Event
from eventstore.codec import decode
from eventstore.port import Log, Query
from projections.inbox import Inbox
from projections.runner import catch_up
from tests.support import office
from tests.support.house import as_stored
from tests.support.office import KIPO, PROMOTION, YEAR, ada, ballot, mina
from tests.support.rows import append, row_of
from tests.support.spec import moment
from tests.support.streams import stream_of

CHRISTMAS = "2010-12-24"
FINAL: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "final"}
GROUND = "늘 돕는다"


@dataclass
class Telling:
    """A log that is told what happened."""

    log: Log

    def tell(self, event: Event, at: str = CHRISTMAS, about: str = CHRISTMAS, actor: str = "system") -> int:
        """Record *event* at the moment *at* in Seoul, effective on the day *about*; return its position."""
        position = self.log.head().position + 1
        version = sum(1 for _ in self.log.read(Query(streams=[stream_of(event)]))) + 1
        said = {"recorded_at": as_stored(moment(at)), "effective_on": date.fromisoformat(about).isoformat()}
        row = row_of(event, position, version, actor=actor, **said)
        append(self.log, [row])
        if position > 1:  # the first catching up compiles the inbox too
            with self.log.transaction() as transaction:
                Inbox().apply(transaction.connection, [Fact(row, decode(row))])
        catch_up(self.log)
        return position

    def set_up(self) -> Telling:
        """Tell of the office of 2010 and of its confirmed plan."""
        for event in (*office.office, *office.confirmed_plan):
            self.tell(event, "2010-03-20T10:00", "2010-03-20")
        return self


def scored(achievement: str = "95", indicator: str = "P-01", of: str = PROMOTION, edition: int = 1) -> IndicatorScored:
    """Return the score of an indicator: 20, 20 and 60 percent of 90, 80 and *achievement*."""
    aspects = {"planning": Decimal(90), "execution": Decimal(80), "achievement": Decimal(achievement)}
    seal = {"definition": office.SEAL, "edition": edition}
    return IndicatorScored.model_validate({**FINAL, "indicator": indicator, "unit": of, **aspects, **seal})


def attitude(points: str = "4.5") -> AttitudeRated:
    """Return what Mina gets for her attitude."""
    return AttitudeRated(**FINAL, person=mina, by=ada, points=Decimal(points), ground=GROUND)


def goals() -> GoalsRated:
    """Return what Mina gets for her goals."""
    return GoalsRated(**FINAL, person=mina, by=ada, points=Decimal("87.5"), ground=GROUND)


def competency() -> CompetencyOpened:
    """Return how Mina's two evaluators rate her."""
    return CompetencyOpened(**FINAL, person=mina, first=ballot("9", "8"), second=ballot("8", "8"))
