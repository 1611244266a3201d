"""What the log knows when a guideline is issued: last year's results and open findings are fed forward (S1-38; ACT 8).

In January the self-evaluation of the year before is not done yet: then the one before it is the last there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from domain.cycle import CYCLE, CycleOpened
from domain.findings import FINDINGS
from domain.guideline import FedFinding, FedResult
from domain.ids import (
    cycle_stream,
    findings_stream,
    re_evaluation_stream,
    self_evaluation_stream,
    specific_grades_stream,
    specific_result_stream,
    specific_stream,
)
from domain.messages import Facts
from domain.re_evaluation import RE_EVALUATION, grade_now, total_of
from domain.self_evaluation import SELF_EVALUATION
from domain.specific import SPECIFIC
from domain.specific_grades import SPECIFIC_GRADES
from domain.specific_result import SPECIFIC_RESULT

_BACK = 2  # years in which a self-evaluation is the last there is


def fed_forward(facts: Facts, opened: CycleOpened, others: Sequence[str]) -> dict[str, Any]:
    """Return what the log has for the guideline of *opened*, of its bodies and of *others*."""
    bodies = [*dict.fromkeys([*bodies_known(facts, opened), *others])]
    results = results_known(facts, opened.year, bodies)
    named = tuple(it.body for it in results if it.of == "specific-evaluation")
    return {"specific_results": named, "results": results, "findings": findings_open(facts, opened.year, bodies)}


def bodies_known(facts: Facts, opened: CycleOpened) -> list[str]:
    """Return the bodies of the year, and those of the year before that are in it no more."""
    before = facts.read(CYCLE, cycle_stream(opened.year - 1)).opened
    return [*dict.fromkeys([*opened.bodies, *(before.bodies if before else ())])]


def results_known(facts: Facts, year: int, bodies: Sequence[str]) -> tuple[FedResult, ...]:
    """Return the last results of *bodies* before *year*: of the specific evaluation, then of their own."""
    return (*_specific(facts, year - 1, bodies), *_self(facts, year, bodies))


def findings_open(facts: Facts, year: int, bodies: Sequence[str]) -> tuple[FedFinding, ...]:
    """Return the findings of earlier years than *year* that *bodies* still have to answer."""
    ledgers = facts.read_all(FINDINGS, [findings_stream(it) for it in bodies])
    found = [it for ledger in ledgers for it in ledger.of.values() if it.is_open and it.issued.year < year]
    return tuple(
        FedFinding(
            body=it.issued.body,
            number=it.issued.number,
            year=it.issued.year,
            title=it.issued.title,
            overdue=it.overdue,
        )
        for it in found
    )


def _specific(facts: Facts, year: int, bodies: Sequence[str]) -> Iterator[FedResult]:
    streams = [specific_result_stream(year, body) for body in bodies]
    grades = _grades(facts, year)
    for body, stream, it in zip(bodies, streams, facts.read_all(SPECIFIC_RESULT, streams), strict=True):
        if it.resolved is not None:
            about = {"of": "specific-evaluation", "year": year, "body": body, "total": it.resolved.total}
            told_by = f"{stream}@{facts.version(stream)}"
            yield FedResult.model_validate({**about, "grade": grades.get(body), "told_by": told_by})


def _grades(facts: Facts, year: int) -> dict[str, str]:
    published = facts.read(SPECIFIC, specific_stream(year)).published
    groups = [specific_grades_stream(year, it.group) for it in published.groups] if published else []
    graded = [it.graded for it in facts.read_all(SPECIFIC_GRADES, groups)]
    return {placed.person: placed.grade for it in graded if it for placed in it.ranking.placed}


def _self(facts: Facts, year: int, bodies: Sequence[str]) -> Iterator[FedResult]:
    for body in bodies:
        for back in range(1, _BACK + 1):
            if found := _self_of(facts, year - back, body):
                yield found
                break


def _self_of(facts: Facts, year: int, body: str) -> FedResult | None:
    own, again = self_evaluation_stream(year, body), re_evaluation_stream(year, body)
    evaluation, state = facts.read(SELF_EVALUATION, own), facts.read(RE_EVALUATION, again)
    total = total_of(evaluation, state)
    if total is None:
        return None
    stream = again if state.adjusted or state.carried_out else own
    about = {"of": "self-evaluation", "year": year, "body": body, "total": total}
    told_by = f"{stream}@{facts.version(stream)}"
    return FedResult.model_validate({**about, "grade": grade_now(evaluation, state), "told_by": told_by})
