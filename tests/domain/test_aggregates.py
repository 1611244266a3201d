"""The list of aggregates: each is loaded when it is first asked for, and whoever asks finds what the registry has."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from domain.aggregates import AGGREGATES, aggregate, decider_of_stream, event_type, find_event
from domain.registry import DECIDERS, EVENTS

ROOT = Path(__file__).parents[2]
ASK = """
import json, sys
from domain.aggregates import find_event
kind, stream = sys.argv[1:]
found = find_event(kind, stream)
json.dump([found and found.__name__, "domain.pay" in sys.modules], sys.stdout)
"""


def asked_alone(kind: str, stream: str) -> tuple[str | None, bool]:
    """Return what a fresh interpreter finds, and whether it loaded an aggregate that nobody named."""
    command = [sys.executable, "-c", ASK, kind, stream]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    name, all_loaded = json.loads(done.stdout)
    return name, all_loaded


@pytest.mark.parametrize("name", AGGREGATES)
def test_an_aggregate_has_the_name_it_is_listed_by(name: str) -> None:
    assert aggregate(name).name == name
    assert decider_of_stream(f"{name}/2010") is aggregate(name) is decider_of_stream(name)
    assert aggregate(name) in DECIDERS


@pytest.mark.parametrize("name", ["", "people", "pools-2010"])
def test_there_is_no_other_aggregate(name: str) -> None:
    with pytest.raises(KeyError):
        aggregate(name)
    with pytest.raises(KeyError):
        decider_of_stream(f"{name}/2010")


@pytest.mark.parametrize("kind", EVENTS)
def test_every_event_is_found_by_its_name_in_its_own_stream_and_in_any_other(kind: str) -> None:
    homes = [it.name for it in DECIDERS if EVENTS[kind] in it.events]
    for stream in (f"{homes[0]}/1", "card/1", "nowhere", ""):
        assert event_type(kind, stream) is EVENTS[kind] is find_event(kind, stream)


@pytest.mark.parametrize("stream", ["person/mina", "nowhere", ""])
@pytest.mark.parametrize("kind", ["", "PersonRegistere", "personRegistered", "RegisterPerson"])
def test_what_is_no_event_is_none(kind: str, stream: str) -> None:
    assert find_event(kind, stream) is None
    with pytest.raises(KeyError):
        event_type(kind, stream)


def test_an_event_in_its_own_stream_loads_no_other_aggregate() -> None:
    assert asked_alone("PersonRegistered", "person/mina") == ("PersonRegistered", False)


@pytest.mark.parametrize("stream", ["card/mina", "nowhere/mina", ""])
def test_an_event_in_a_stream_that_is_not_its_own_is_looked_for_everywhere(stream: str) -> None:
    assert asked_alone("ReportAmended", stream)[0] is None
    assert asked_alone("PersonRegistered", stream)[0] == "PersonRegistered"
