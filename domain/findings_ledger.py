"""The promise ledger: what stands open from earlier years, the body's own and what came to it with others' work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.findings import FINDINGS
from domain.findings_authority import who_answers
from domain.findings_refusals import FindingsUnanswered
from domain.ids import findings_stream
from domain.messages import Facts
from domain.successors import predecessors


def require_answered(facts: Facts, body: str, year: int, day: date) -> None:
    """Let pass a body that by *day* has answered what was found in the cycles before *year*.

    Raises:
        FindingsUnanswered: a finding has no plan, or a promise is overdue, and the committee waived neither.
    """
    others = [it.body for it in predecessors(facts, body, day) if who_answers(facts, it.body, day) == body]
    unanswered = [found for one in (body, *others) for found in _unanswered(facts, one, year, of_body=one != body)]
    if unanswered:
        raise FindingsUnanswered(body=body, numbers=", ".join(unanswered))


def _unanswered(facts: Facts, body: str, year: int, *, of_body: bool) -> Iterator[str]:
    """Yield the numbers of what *body* left unanswered; *of_body*: with its name."""
    for number, it in facts.read(FINDINGS, findings_stream(body)).of.items():
        if it.issued.year < year and not it.is_answered:
            yield f"{body} {number}" if of_body else str(number)
