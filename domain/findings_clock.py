"""What the clock of a body's findings does next: it notes what the body let pass, and decides nothing."""

from __future__ import annotations

from domain.calendar import end_of
from domain.case import WAIT, Case, CaseStep, Standing
from domain.findings import FINDINGS
from domain.findings_commands import NoteFindingOverdue
from domain.findings_facts import Finding, FindingIssued, Findings


def next_step(state: Findings) -> CaseStep:
    """Return what the ledger's clock does next; a ledger never ends."""
    awaited = _awaited(state)
    if awaited is None or awaited.due is None:
        return WAIT
    issued, due = awaited.issued, awaited.due
    command = NoteFindingOverdue(year=issued.year, body=issued.body, number=issued.number, due=due)
    return CaseStep(f"overdue/{issued.number}/{due}", end_of(due, issued.zone), command)


def standing(state: Findings) -> Standing:
    """Return where the ledger stands: how many findings are open, and what is awaited first."""
    body = next((it.issued.body for it in state.of.values()), "")
    open_ones = [it for it in state.of.values() if it.is_open]
    late = any(it.overdue for it in open_ones)
    first = min(open_ones, key=lambda it: (it.due is None, str(it.due), it.issued.number), default=None)
    if first is None:
        reviewed = any(it.stage == "reported" for it in state.of.values())
        return Standing(body, "reported", "review") if reviewed else Standing(body, "settled")
    return Standing(body, "open", "plan" if first.stage == "issued" else "report", first.due, late)


def _awaited(state: Findings) -> Finding | None:
    """Return the finding whose day comes first, of those not yet noted late."""
    waiting = [it for it in state.of.values() if it.is_open and it.due is not None and not it.overdue]
    return min(waiting, key=lambda it: (it.due, it.issued.number), default=None)


FINDINGS_CASE = Case(FINDINGS, FindingIssued, next_step, standing)
