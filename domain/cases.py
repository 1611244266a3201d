"""Every kind of case that keeps a clock of its own, by the name of its aggregate: the one list to extend."""

from __future__ import annotations

from domain.case import Case
from domain.deliberation_clock import DELIBERATION_CASE
from domain.findings_clock import FINDINGS_CASE
from domain.objection_clock import OBJECTION_CASE
from domain.qualification_clock import QUALIFICATION_CASE

_ALL = (OBJECTION_CASE, QUALIFICATION_CASE, DELIBERATION_CASE, FINDINGS_CASE)
CASES: dict[str, Case] = {case.decider.name: case for case in _ALL}


def case_of_stream(stream: str) -> Case | None:
    """Return the kind of case whose events stand in *stream*; None when it keeps no clock of its own."""
    return CASES.get(stream.split("/", 1)[0])
