"""From outside data to a command: what does not fit is refused by field, never guessed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.mileage import CreditMileage
from domain.parsing import (
    FloatRefused,
    InvalidField,
    MissingField,
    OutOfRange,
    UnknownCommand,
    UnknownField,
    UnseenCharacter,
    parse_command,
)
from domain.refusals import Refusal
from domain.registry import COMMANDS
from tests.support.spec import require_sentences

credit: dict[str, Any] = {
    "type": "CreditMileage",
    "year": 2010,
    "body": "KIPO",
    "person": "mina",
    "points": "0.2",
    "ground": "a new idea",
}


def refused(data: dict[str, Any], expected: type[Refusal]) -> Refusal:
    with pytest.raises(Refusal) as caught:
        parse_command(data)
    assert (type(caught.value), caught.value.code) == (expected, expected.code)
    require_sentences(caught.value)
    return caught.value


def test_what_fits_becomes_a_command() -> None:
    assert isinstance(parse_command(credit), CreditMileage)


def test_an_unknown_command_is_answered_with_those_there_are() -> None:
    told = refused({"type": "DoMagic"}, UnknownCommand)
    assert str(told.facts["known"]).split(", ") == sorted(COMMANDS)


@pytest.mark.parametrize("kind", [None, 7, ["CreditMileage"]])
def test_a_command_without_a_name_is_unknown(kind: object) -> None:
    refused({**credit, "type": kind}, UnknownCommand)


def test_an_unknown_field_may_be_a_misspelt_one_and_is_never_ignored() -> None:
    assert refused({**credit, "point": "5"}, UnknownField).facts["field"] == "point"


def test_a_missing_field_is_named() -> None:
    without = {key: value for key, value in credit.items() if key != "ground"}
    assert refused(without, MissingField).facts == {"what": "CreditMileage", "field": "ground"}


@pytest.mark.parametrize(
    ("field", "value"), [("points", "100.01"), ("points", "-1"), ("points", "0.001"), ("year", 1947)]
)
def test_a_number_beyond_its_bounds_is_out_of_range(field: str, value: object) -> None:
    assert refused({**credit, field: value}, OutOfRange).facts["field"] == field


@pytest.mark.parametrize("value", [0.2, 5.0, float("nan")])
def test_a_binary_float_is_no_score(value: float) -> None:
    assert refused({**credit, "points": value}, FloatRefused).facts["field"] == "points"


def test_a_float_deep_inside_is_found_and_named() -> None:
    ballot = {"scores": {"customer": 9.5}, "nonce": "0123456789abcdef"}
    told = refused({**credit, "type": "SealCompetency", "ballot": ballot}, FloatRefused)
    assert told.facts["field"] == "ballot.scores.customer"
    told = refused({**credit, "type": "DraftUnitPlan", "objectives": [{"id": 1.5}]}, FloatRefused)
    assert told.facts["field"] == "objectives.0.id"


@pytest.mark.parametrize(
    ("field", "value"),
    [("person", "mi na"), ("person", "../etc"), ("person", "a/b"), ("points", "many"), ("ground", ""), ("ground", " ")],
)
def test_a_value_of_the_wrong_form_is_invalid(field: str, value: object) -> None:
    assert refused({**credit, field: value}, InvalidField).facts["field"] == field


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=10,
)


@given(st.sampled_from(sorted(COMMANDS)), st.dictionaries(st.sampled_from(sorted(credit)[1:]), anything))
def test_whatever_comes_in_is_a_command_or_a_refusal(kind: str, data: dict[str, Any]) -> None:
    try:
        parse_command({**data, "type": kind})
    except Refusal as refusal:
        require_sentences(refusal)


UNSEEN = ["\0", "\x08", "\x0b", "\x1b", "\x7f", "\x9b", "\u202a", "\u202e", "\u2066", "\u2069"]


@pytest.mark.parametrize("unseen", UNSEEN)
def test_a_character_that_steers_what_reads_it_is_refused_and_named_not_repeated(unseen: str) -> None:
    """A terminal obeys an escape, a reader is deceived by text turned around, and a NUL fits in no column."""
    told = refused({**credit, "ground": f"a new{unseen} idea"}, UnseenCharacter)
    assert (told.facts["field"], told.facts["character"]) == ("ground", f"U+{ord(unseen):04X}")
    assert unseen not in told.sentence("ko") + told.sentence("en")


@pytest.mark.parametrize("seen", ["\t", "\n", "\r\n", "\u00a0", "\u200d", "한글", "漢字", "\U0001f642"])
def test_lines_tabs_and_every_script_are_text(seen: str) -> None:
    command = parse_command({**credit, "ground": f"a{seen}b c"})
    assert isinstance(command, CreditMileage)
    assert command.ground == f"a{seen}b c"


def test_an_unseen_character_deep_inside_is_found_and_named() -> None:
    words = {"ko": "말", "en": "w\x1b[2Jords"}
    told = refused({"type": "SubmitAnnualPlan", "finance": [{"note": [words]}]}, UnseenCharacter)
    assert told.facts["field"] == "finance.0.note.0.en"


@pytest.mark.parametrize("data", [{"type": "\x1b[2J"}, {**credit, "\x1b[2J": 1}])
def test_a_name_with_an_unseen_character_is_told_without_it(data: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as caught:
        parse_command(data)
    assert "\x1b" not in caught.value.sentence("ko") + caught.value.sentence("en")
