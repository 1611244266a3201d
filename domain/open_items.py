"""What a year leaves open when its books are closed: duties that outlast their phase, and findings (ACT 27; ACT 29)."""

from __future__ import annotations

from collections.abc import Iterator

from domain.cycle import CycleOpened, OpenItem, phases_of
from domain.findings import FINDINGS
from domain.ids import findings_stream
from domain.messages import Facts


def open_items(opened: CycleOpened, facts: Facts) -> tuple[OpenItem, ...]:
    """Return what is still owed of the year, in its order, and then the findings that are not settled."""
    return (*_duties(opened, facts), *_findings(opened, facts))


def _duties(opened: CycleOpened, facts: Facts) -> Iterator[OpenItem]:
    """Yield what was missed, is taken all the same, and did not come."""
    for body, phase in phases_of(opened):
        rule = opened.of(body).rules.phase(phase)
        if rule is None or phase in opened.phases_past or not any(it.afterwards for it in rule.tasks):
            continue
        for it in facts.owed(opened.year, body, phase):
            task = rule.task(it.task)
            if task is not None and task.afterwards:
                yield OpenItem(body=body, phase=phase, what=it.task, subject=it.subject, owner=it.owner)


def _findings(opened: CycleOpened, facts: Facts) -> Iterator[OpenItem]:
    """Yield the findings of this year and of earlier ones that their bodies still have to put right."""
    bodies = [*dict.fromkeys((*opened.bodies, opened.government))]
    for body, ledger in zip(bodies, facts.read_all(FINDINGS, [findings_stream(it) for it in bodies]), strict=True):
        for number, it in ledger.of.items():
            if it.is_open and it.issued.year <= opened.year:
                yield OpenItem(body=body, what="finding", subject=str(number), owner="body-head")
