"""What holds of every aggregate, whatever its rules are."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.messages import Decider, Event
from domain.registry import DECIDERS
from tests.golden.examples import EXAMPLES


def stories(decider: Decider[Any]) -> st.SearchStrategy[list[Event]]:
    """Return what may stand in a stream of *decider*: some of its events, as often and in any order that can be."""
    own = [event for event in EXAMPLES if type(event) in decider.events]
    return st.lists(st.sampled_from(own), max_size=8).map(lambda events: possible(decider, events))


def possible(decider: Decider[Any], events: list[Event]) -> list[Event]:
    """Return *events* without those that come before what they are about."""
    told, state = list[Event](), decider.initial
    for event in events:
        try:
            state = decider.evolve(state, event)
        except (KeyError, IndexError):
            continue
        told.append(event)
    return told


@pytest.mark.parametrize("decider", DECIDERS, ids=lambda it: it.name)
@settings(max_examples=25)
@given(data=st.data())
def test_a_stream_read_in_two_parts_is_the_stream_read_in_one(decider: Decider[Any], data: st.DataObject) -> None:
    story = data.draw(stories(decider))
    at = data.draw(st.integers(0, len(story)))
    halfway = decider.fold(story[:at])
    as_it_was = deepcopy(halfway)

    state = halfway
    for event in story[at:]:
        state = decider.evolve(state, event)

    assert state == decider.fold(story)
    assert halfway == as_it_was, "whoever holds an earlier state goes on holding it"


@pytest.mark.parametrize("decider", DECIDERS, ids=lambda it: it.name)
def test_every_event_of_an_aggregate_has_an_example_to_fold(decider: Decider[Any]) -> None:
    assert {type(event) for event in EXAMPLES} >= set(decider.events)
