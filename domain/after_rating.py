"""What the rating of a programme leads to, once its budget is decided by it: a review, a plan, a line on cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from domain.budget_facts import BudgetConsequenceDecided, BudgetConsequenceProposed
from domain.card import RecordTaskResult
from domain.findings_commands import DrawFinding
from domain.ids import programme_stream
from domain.messages import Command, Reading
from domain.programme import PROGRAMME

Below = Callable[[int, str, str], Iterable[str]]  # the persons of a year, body and unit, and of units below it


def after_proposal(event: BudgetConsequenceProposed, reading: Reading, below: Below) -> Iterator[Command]:
    """Yield a review of the organisation after a poor rating (S1-53), and the result on everybody's card (S1-54)."""
    about = reading.read(PROGRAMME, programme_stream(event.body, event.programme)).established
    if about is None:
        return
    where = {"year": event.year, "body": event.body, "unit": about.unit, "cause": event.rated}
    if event.branch == "cut":
        finding = f"{about.programme}: {event.score}, {event.level}"
        yield DrawFinding.model_validate({**where, "kind": "poor-programme", "finding": finding})
    result = {"of": "programme", "task": about.programme, "score": event.score, "level": event.level}
    for person in below(event.year, event.body, about.unit):
        yield RecordTaskResult.model_validate({**where, **result, "person": person})


def after_decision(place: str, event: BudgetConsequenceDecided, reading: Reading) -> Iterator[Command]:
    """Yield the finding that keeps an eye on an improvement plan that took the place of a cut."""
    about = reading.read(PROGRAMME, programme_stream(event.body, event.programme)).established
    if about is not None and event.excepted:
        where = {"year": event.year, "body": event.body, "unit": about.unit, "cause": place}
        finding = f"{about.programme}: {event.reason}"
        yield DrawFinding.model_validate({**where, "kind": "budget-exception", "finding": finding})
