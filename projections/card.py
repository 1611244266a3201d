"""A person's performance management card: entries, uses, bottom bands, and a plan of courses drawn from results."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select

from domain.access import AccessEvent
from domain.card import CARD, CardEntryRecorded, CardUsed, TaskResultRecorded
from domain.messages import Event, Label
from domain.person_ids import access_stream, card_stream, reinforcement_stream
from domain.personnel import Course
from domain.reinforcement import REINFORCEMENT
from domain.reinforcement_facts import Reinforcement
from domain.scoring.band import weakest
from eventstore.codec import decode
from eventstore.port import Log, Query
from projections.outcomes import Outcome, outcomes_of
from projections.promotion import places_of
from projections.result_tables import COMPONENTS
from projections.stored import cycle_opened, score_of
from projections.tables import ROSTER


@dataclass(frozen=True)
class Weakness:
    """One of the weakest categories of a person's competency, and the courses that are offered for it."""

    category: str
    name: Label
    score: Decimal  # mean of the evaluators, on the scale of the rules
    courses: tuple[Course, ...]


@dataclass(frozen=True)
class PersonCard:
    """What a card holds, each entry with when it was recorded; the newest results decide the plan."""

    entries: list[tuple[CardEntryRecorded, str]]
    superseded: set[int]
    uses: list[tuple[CardUsed, str]]
    accesses: list[tuple[AccessEvent, str]]  # break-glass: asked for, approved, used
    task_results: tuple[TaskResultRecorded, ...]  # of the units in which the person served
    results: list[tuple[int, Outcome]]  # by year, the newest first
    promotion: list[dict[str, Any]]  # places in promotion lists, the newest first
    reinforcement: Reinforcement
    plan_of: int | None
    plan: list[Weakness]


def card_of(log: Log, connection: Connection, person: str, *, opened: bool = True) -> PersonCard:
    """Return the card of *person*; its texts are readable if it is *opened* and the person's key is there."""
    stream, keys = card_stream(person), log.keys([person]) if opened else {}
    facts = [(decode(row, keys), row.recorded_at) for row in log.read(Query(streams=[stream]))]
    bands = [decode(row, keys) for row in log.read(Query(streams=[reinforcement_stream(person)]))]
    card = CARD.fold([event for event, _ in facts])
    year, plan = _plan(connection, person)
    return PersonCard(
        entries=[(event, at) for event, at in facts if isinstance(event, CardEntryRecorded)],
        superseded=card.superseded(),
        task_results=card.task_results,
        uses=[(event, at) for event, at in facts if isinstance(event, CardUsed)],
        accesses=[(_access(decode(row)), row.recorded_at) for row in log.read(Query(streams=[access_stream(person)]))],
        results=outcomes_of(connection, person),
        promotion=places_of(connection, person),
        reinforcement=REINFORCEMENT.fold(bands),
        plan_of=year,
        plan=plan,
    )


def _access(event: Event) -> AccessEvent:
    assert isinstance(event, AccessEvent)  # noqa: S101 - nothing else stands in that stream
    return event


def _plan(connection: Connection, person: str) -> tuple[int | None, list[Weakness]]:
    """Return the newest year with an opened competency, and the person's weakest categories in it."""
    competency = (COMPONENTS.c.person == person) & (COMPONENTS.c.component == "competency")
    newest = connection.execute(select(COMPONENTS).where(competency).order_by(COMPONENTS.c.year.desc())).first()
    if newest is None:
        return None, []
    of = select(ROSTER.c.body).where(ROSTER.c.year == newest.year, ROSTER.c.person == person)
    rules = cycle_opened(connection, newest.year).of(connection.execute(of).scalar() or "").rules
    development = rules.personnel.development if rules.personnel else None
    if development is None:
        return newest.year, []
    scores = {part.what.removeprefix("category/"): part.value for part in score_of(newest.made_of).parts}
    names = {it.category: it.name for it in rules.competency}
    return newest.year, [
        Weakness(category, names[category], scores[category], development.courses.get(category, ()))
        for category in weakest(scores, names, development.weakest)
    ]
