"""The sheet of an indicator: how its target came about, where it is heading, and what asks for a look."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from audit.indicators import indicators
from domain.indicator_events import (
    EarlyWarningAcknowledged,
    EvidenceAttached,
    EvidenceRejected,
    ProgressReported,
)
from domain.messages import Event
from domain.objectives import Indicator, definition_hash
from domain.plan_events import AnnualPlanAmended
from eventstore.memory import MemoryLog
from runtime.databases import memory_engine
from tests.domain.test_indicator_watch import RULES, amended, quarter, warned
from tests.support import office as kipo
from tests.support.office import ada, confirmed_plan, indicator, tae
from tests.support.rows import append, rows_of

D = Decimal
opened = kipo.opened_cycle(RULES)
SEAL = definition_hash(indicator("P-01", "100"))


def sheet(*story: Event | Sequence[Event], code: str = "P-01") -> dict[str, Any]:
    """Return the sheet of *code* after *story*."""
    events = [one for it in (confirmed_plan, *story) for one in ([it] if isinstance(it, Event) else it)]
    engine = memory_engine()
    log = MemoryLog(engine)
    append(log, rows_of(events))
    (found,) = indicators(log, opened, code=code)
    engine.dispose()
    return found


def reported(n: int, value: str, **more: Any) -> ProgressReported:
    return ProgressReported(**quarter(n), indicator="P-01", value=D(value), estimate=False, edition=1, **more)


def attached(document: str, n: int = 4) -> EvidenceAttached:
    return EvidenceAttached(**quarter(n), indicator="P-01", document=document * 64, title="survey", by=ada)


def test_a_target_shows_how_it_was_computed() -> None:
    (found,) = sheet()["definitions"]
    by_rule = {"value": "73.35", "previous": "72.4", "sigma": "0.95", "k": "1", "rule": "S1-83"}
    assert found["by_rule"] == {**by_rule, "kind": "sigma-population"}
    assert (found["target"], found["standing"], found["definition"]) == ("73.35", "meets", SEAL)


def test_values_have_rates_and_a_forecast() -> None:
    (found,) = sheet(reported(1, "72"), reported(2, "73"))["definitions"]
    assert [(it["phase"], it["value"], it["rate"]) for it in found["values"]] == [
        ("feedback-q1", "72", "98.16"),
        ("feedback-q2", "73", "99.52"),
    ]
    forecast = {"value": "75.00", "rate": "102.25", "rule": "straight-line", "periods": [1, 2]}
    assert found["forecast"] == forecast


def test_what_counts_is_capped() -> None:
    (found,) = sheet(reported(1, "80"))["definitions"]
    assert [(it["rate"], it["counts"]) for it in found["values"]] == [("109.07", "100.00")]


def test_after_an_amendment_both_definitions_are_computed_side_by_side() -> None:
    values = (reported(1, "72"), amended, reported(2, "73"), reported(2, "74", definition=SEAL))
    now, before = sheet(*values)["definitions"]
    assert (now["in_force"], now["target"]) == (True, "75")
    assert (before["in_force"], before["target"]) == (False, "73.35")
    assert [(it["value"], it["rate"]) for it in now["values"]] == [("72", "96.00"), ("73", "97.33")]
    assert [(it["value"], it["rate"]) for it in before["values"]] == [("72", "98.16"), ("74", "100.89")]
    assert (now["forecast"]["value"], before["forecast"]["value"]) == ("75.00", "78.00")


def test_evidence_shows_its_verdict() -> None:
    rejected = EvidenceRejected(**quarter(4), indicator="P-01", document="d" * 64, reason="no sample", by=tae)
    first, second = sheet(attached("d"), attached("e"), rejected)["evidence"]
    assert (first["verdict"], first["reason"], first["verified_by"]) == ("rejected", "no sample", tae)
    assert (second["verdict"], second["verified_by"]) == (None, None)


def test_a_warning_stays_open_until_its_cause_is_told() -> None:
    assert [it["cause"] for it in sheet(warned)["warnings"]] == [None]
    noted = EarlyWarningAcknowledged(**quarter(2), indicator="P-01", cause="two posts are vacant", by=ada)
    assert [it["cause"] for it in sheet(warned, noted)["warnings"]] == ["two posts are vacant"]


def signals(*story: Event) -> list[str]:
    return [it["signal"] for it in sheet(*story)["signals"]]


def amended_to(**changes: Any) -> AnnualPlanAmended:
    other = Indicator.model_validate({**dict(indicator("P-01", "100")), **changes})
    sealed = amended.frozen[0].model_copy(update={"definition": definition_hash(other)})
    return amended.model_copy(update={"indicators": (other,), "frozen": (sealed,)})


def test_signals_ask_for_a_look() -> None:
    assert signals(reported(1, "72")) == []
    assert signals(amended_to(target=72, easier_because="why")) == ["target-below-history"]
    assert signals(amended_to(formula="difference")) == ["formula-drift"]
    shares = [reported(n, "72", numerator=D(72), denominator=D(count)) for n, count in ((1, 100), (2, 80))]
    assert signals(*shares) == ["denominator-shift"]
