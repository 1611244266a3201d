"""A spending programme: rated by a checklist every three years, on five levels (S1-52)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, assert_never

from domain.body import BODY, require_unit
from domain.conflicts import acts_for
from domain.cycle import require_cycle
from domain.follow_up import ChecklistItem, ProgrammeRules
from domain.ids import Id, Year, body_stream, person_stream, programme_stream
from domain.messages import (
    AssigningEvent,
    Assignment,
    Command,
    Decider,
    Facts,
    Label,
    Reason,
    TaskCommand,
    TaskEvent,
    Value,
    content,
)
from domain.numbers import Number, Points100
from domain.obligations import permit
from domain.person import PERSON
from domain.programme_refusals import ChecklistDiffers, NoProgramme, ProgrammeStands, RatesOwnProgramme, TooSmall
from domain.roles import require_role
from domain.scoring.programme import level_of

RATER = "role:programme-rater"


class Answer(Value):
    """What a programme got for one question of the checklist, of the item's points."""

    item: Id
    points: Points100


class ProgrammeEstablished(AssigningEvent):
    """A programme of *unit* costs *amount* million won a year; it is rated first in *year*."""

    type: Literal["ProgrammeEstablished"] = "ProgrammeEstablished"
    programme: Id
    unit: Id
    name: Label
    amount: Number
    by: Id

    def assignments(self) -> tuple[Assignment, ...]:
        """Return that the raters rate it when it is due."""
        return (Assignment(task="rate-programme", subject=self.programme, owner=RATER),)


class ProgrammeRated(TaskEvent, AssigningEvent):
    """The rating: *score* of 100 is *level*; *demonstrated*: its effect was shown by evidence. Next in *next_due*."""

    type: Literal["ProgrammeRated"] = "ProgrammeRated"
    task_id = "rate-programme"
    subject_field = "programme"
    programme: Id
    answers: tuple[Answer, ...]
    score: Number
    level: Id
    is_poor: bool
    demonstrated: bool
    next_due: Year
    by: Id

    def assignments(self) -> tuple[Assignment, ...]:
        """Return that its budget follows this year, and that it is rated again when it is due."""
        return (
            Assignment(task="propose-budget", subject=self.programme, owner="system"),
            Assignment(task="decide-budget", subject=self.programme, owner="role:budget-office"),
            Assignment(task="rate-programme", subject=self.programme, owner=RATER, year=self.next_due),
        )


class ProgrammeEnded(AssigningEvent):
    """The programme ends; nobody rates it in *year* or later."""

    type: Literal["ProgrammeEnded"] = "ProgrammeEnded"
    programme: Id
    due: Year  # the rating it would have had next
    reason: str
    by: Id

    def assignments(self) -> tuple[Assignment, ...]:
        """Return that nobody rates it any more."""
        return (Assignment(task="rate-programme", subject=self.programme, owner=None, year=self.due),)


ProgrammeEvent = ProgrammeEstablished | ProgrammeRated | ProgrammeEnded


@dataclass(frozen=True)
class Programme:
    """What decisions need to know of a programme."""

    established: ProgrammeEstablished | None = None
    rated: ProgrammeRated | None = None  # the last time
    ended: bool = False

    @property
    def due(self) -> int | None:
        """Return the performance year in which it is rated next."""
        if self.established is None or self.ended:
            return None
        return self.rated.next_due if self.rated else self.established.year


def evolve(state: Programme, event: ProgrammeEvent) -> Programme:
    """Return *state* after *event*."""
    match event:
        case ProgrammeEstablished():
            return replace(state, established=event)
        case ProgrammeRated():
            return replace(state, rated=event)
        case ProgrammeEnded():
            return replace(state, ended=True)
        case _:
            assert_never(event)


class EstablishProgramme(Command):
    """Put a spending programme on the list of those that are rated, first in *year*."""

    type: Literal["EstablishProgramme"] = "EstablishProgramme"
    year: Year
    body: Id
    programme: Id
    unit: Id
    name: Label
    amount: Number

    def stream(self) -> str:
        """Return the programme's stream."""
        return programme_stream(self.body, self.programme)


class RateProgramme(TaskCommand):
    """Rate a programme that is due, question by question."""

    type: Literal["RateProgramme"] = "RateProgramme"
    task_id = "rate-programme"
    subject_field = "programme"
    programme: Id
    answers: tuple[Answer, ...]
    demonstrated: bool

    def stream(self) -> str:
        """Return the programme's stream."""
        return programme_stream(self.body, self.programme)

    def assignee(self, facts: Facts) -> str | None:
        """Return the raters, in the year the programme is due or was rated."""
        state = facts.read(PROGRAMME, self.stream())
        rated_now = state.rated is not None and state.rated.year == self.year
        return RATER if rated_now or state.due == self.year else None


class EndProgramme(Command):
    """Take a programme off the list."""

    type: Literal["EndProgramme"] = "EndProgramme"
    year: Year
    body: Id
    programme: Id
    reason: Reason

    def stream(self) -> str:
        """Return the programme's stream."""
        return programme_stream(self.body, self.programme)


ProgrammeCommand = EstablishProgramme | RateProgramme | EndProgramme


def decide(command: ProgrammeCommand, state: Programme, facts: Facts) -> list[ProgrammeEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    rules = require_cycle(facts, command.year)[1].rules.follow_up.programmes
    if isinstance(command, EstablishProgramme):
        return _establish(command, state, rules, facts)
    if state.established is None or (state.ended and isinstance(command, RateProgramme)):
        raise NoProgramme(body=command.body, programme=command.programme)
    if isinstance(command, RateProgramme):
        return _rate(command, state.established, state.rated, rules, facts)
    require_role(facts, "planning", command.body)
    if state.ended or state.due is None:
        return []
    return [ProgrammeEnded.model_validate({**content(command), "due": state.due, "by": facts.actor})]


def _establish(
    command: EstablishProgramme, state: Programme, rules: ProgrammeRules, facts: Facts
) -> list[ProgrammeEvent]:
    require_role(facts, "planning", command.body)
    require_unit(facts.read(BODY, body_stream(command.body)), command.body, command.unit)
    if command.amount < rules.least_amount:
        raise TooSmall(programme=command.programme, amount=command.amount, least=rules.least_amount)
    event = ProgrammeEstablished(**content(command), by=facts.actor)
    if state.established is not None and state.established.model_copy(update={"by": facts.actor}) != event:
        raise ProgrammeStands(programme=command.programme)
    return [] if state.established else [event]


def _rate(
    command: RateProgramme,
    about: ProgrammeEstablished,
    before: ProgrammeRated | None,
    rules: ProgrammeRules,
    facts: Facts,
) -> list[ProgrammeEvent]:
    permit(command, facts)
    rater = facts.read(PERSON, person_stream(facts.actor))
    if (rater.body(), rater.unit()) == (command.body, about.unit) or acts_for(facts, command.body, about.unit):
        raise RatesOwnProgramme(actor=facts.actor, programme=command.programme, unit=about.unit)
    _require_answers(command, rules.checklist)
    score = sum((it.points for it in command.answers), Decimal(0))
    level = level_of(score, rules.levels)
    found = {"score": score, "level": level.level, "is_poor": level.is_poor, "next_due": command.year + rules.every}
    event = ProgrammeRated.model_validate({**content(command), **found, "by": facts.actor})
    return [] if before == event else [event]


def _require_answers(command: RateProgramme, checklist: Sequence[ChecklistItem]) -> None:
    most = {it.item: it.points for it in checklist}
    given = [it.item for it in command.answers]
    wrong = {it.item for it in command.answers if it.points > most.get(it.item, Decimal(-1))}
    wrong |= {item for item in given if given.count(item) > 1} | (most.keys() - set(given))
    if wrong or not most:
        raise ChecklistDiffers(
            programme=command.programme, items=", ".join(most), wrong=", ".join(sorted(wrong)) or "-"
        )


PROGRAMME: Decider[Programme] = Decider(
    "programme",
    (ProgrammeEstablished, ProgrammeRated, ProgrammeEnded),
    (EstablishProgramme, RateProgramme, EndProgramme),
    Programme(),
    evolve,
    decide,
)
