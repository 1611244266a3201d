"""The words everything is written in: canonical numbers and bytes, streams, the registry."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from activities.yaml_files import read_rules
from domain.aggregates import AGGREGATES, decider_of_stream
from domain.messages import Event, TaskCommand, TaskEvent, canonical, content, private_fields
from domain.numbers import plain
from domain.registry import COMMANDS, DECIDER_OF, DECIDERS, EVENTS
from domain.rules import RuleSet
from tests.support.office import RULES, YEAR, confirmed_plan, office
from tests.support.strategies import events, texts
from tests.support.streams import stream_of

numbers = st.decimals(allow_nan=False, allow_infinity=False, places=6)


@given(numbers)
def test_a_number_has_one_canonical_form(number: Decimal) -> None:
    once = plain(number)
    assert once == number
    assert str(plain(once)) == str(once)
    assert "E" not in str(once)
    assert not str(once).startswith("-0") or once != 0
    assert "." not in str(once) or not str(once).endswith("0")


@given(numbers, st.integers(0, 6))
def test_trailing_zeros_never_make_another_number(number: Decimal, zeros: int) -> None:
    padded = number.scaleb(0).quantize(Decimal(1).scaleb(-6 - zeros)) if abs(number) < 10**12 else number
    assert str(plain(padded)) == str(plain(number))


@pytest.mark.parametrize(("written", "stored"), [("95.00", "95"), ("1E+2", "100"), ("-0.0", "0"), ("0.10", "0.1")])
def test_these_numbers_are_stored_so(written: str, stored: str) -> None:
    assert str(plain(Decimal(written))) == stored


@given(st.recursive(texts | st.integers(-(2**53) + 1, 2**53 - 1) | st.booleans() | st.none(), st.lists))
def test_canonical_bytes_are_those_of_rfc_8785(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


def test_every_event_and_command_belongs_to_one_aggregate() -> None:
    assert sum(len(it.events) for it in DECIDERS) == len(EVENTS)
    assert sum(len(it.commands) for it in DECIDERS) == len(COMMANDS) == len(DECIDER_OF)
    assert list(AGGREGATES) == [it.name for it in DECIDERS]


@pytest.mark.parametrize("event", [*office, *confirmed_plan], ids=lambda it: type(it).__name__)
def test_the_name_of_a_stream_names_its_aggregate(event: Event) -> None:
    assert type(event) in decider_of_stream(stream_of(event)).events


@given(events())
def test_every_event_can_be_folded_and_belongs_to_a_stream(event: Event) -> None:
    assert type(event) in decider_of_stream(stream_of(event)).events


@pytest.mark.parametrize("kind", EVENTS.values(), ids=EVENTS)
def test_an_event_names_itself_and_erasure_can_take_its_private_fields(kind: type[Event]) -> None:
    assert kind.model_fields["type"].default == kind.__name__
    for name in private_fields(kind):
        assert type(None) in getattr(kind.model_fields[name].annotation, "__args__", ()), name


def test_every_task_of_the_year_has_a_command_and_a_fact() -> None:
    ballot = {f"rate-competency-{it}" for it in ("first", "second")}  # one command, two tasks
    wished = {it.task_id for it in COMMANDS.values() if issubclass(it, TaskCommand) and hasattr(it, "task_id")}
    done = {it.task_id for it in EVENTS.values() if issubclass(it, TaskEvent) and hasattr(it, "task_id")}
    assert wished == done
    shipped = [read_rules(file.stem) for file in Path("domain/rulesets").glob("*.yaml")]
    assert {task for rules in (RULES, *shipped) for task in tasks_of(rules)} == wished | ballot


def tasks_of(rules: RuleSet) -> set[str]:
    return {task.task for phase in rules.phases for task in (*phase.tasks, *phase.rights)}


def test_a_wish_and_its_fact_share_their_content() -> None:
    assert content(office[0])["body"] == "PMO"
    assert "type" not in content(office[0])
    assert YEAR == 2010
