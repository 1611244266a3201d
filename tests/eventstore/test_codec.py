"""How events become bytes: canonical, sealed where they are personal, the same for ever."""

from __future__ import annotations

import base64
import unicodedata
from collections import defaultdict
from typing import Any

import orjson
import pytest
import rfc8785
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from domain.agreement import OfferAgreement
from domain.body_facts import BodyEstablished
from domain.feedback import FeedbackNoteWritten
from domain.messages import Event, Label, private_fields
from domain.registry import EVENTS
from eventstore import upcasters
from eventstore.codec import canonical, decode, digest, encode, envelope, leaf_of, new_key, subject_of
from eventstore.port import Stored
from tests.support.office import KIPO, ada, holds, mina, opened_cycle, registered
from tests.support.rows import KEYS, row_of
from tests.support.strategies import events, events_of, texts
from tests.support.streams import stream_of

EVENT_ID = "e" * 32


class AnyKey(defaultdict[str, bytes]):
    """A key for every subject there may be."""

    def __init__(self) -> None:
        super().__init__(lambda: b"k" * 32)

    def get(self, subject: str, _: Any = None) -> Any:
        return self[subject]


def stored(event: Event, body: bytes) -> Stored:
    row = row_of(holds("x", "planning"), 1)
    kind = type(event)
    about: dict[str, Any] = {"stream": stream_of(event), "event_id": EVENT_ID, "type": kind.__name__, "body": body}
    return row._replace(**about, schema_version=kind.schema_version)


def written(note: str, person: str = mina) -> FeedbackNoteWritten:
    about: dict[str, Any] = {"year": 2010, "body": KIPO, "phase": "talks", "person": person}
    return FeedbackNoteWritten(**about, evaluator=ada, note=note, edition=1)


def note_row(note: str = "비밀 면담") -> Stored:
    return row_of(written(note), 1)


# Canonical bytes


@pytest.mark.parametrize("kind", EVENTS.values(), ids=EVENTS)
def test_every_event_survives_being_stored(kind: type[Event]) -> None:
    @given(events_of(kind))
    def survives(event: Event) -> None:
        keys = AnyKey()
        body = encode(event, stream_of(event), EVENT_ID, keys)
        assert decode(stored(event, body), keys) == event

    survives()


@given(events())
def test_t6_a_stored_body_is_the_rfc_8785_form_of_itself(event: Event) -> None:
    body = encode(event, stream_of(event), EVENT_ID, AnyKey())
    assert body == rfc8785.dumps(orjson.loads(body))


@given(st.dictionaries(texts.filter(str.isascii), texts | st.integers(-(2**53) + 1, 2**53 - 1)))
def test_t6_canonical_bytes_equal_the_reference_library(value: dict[str, Any]) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@given(texts)
def test_t6_composed_and_decomposed_hangul_stay_what_they_were(name: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)
    event = BodyEstablished(body=KIPO, name=Label(ko=composed, en=decomposed))
    body = encode(event, stream_of(event), EVENT_ID, {})
    assert decode(stored(event, body)) == event
    assert orjson.loads(body)["name"] == {"ko": composed, "en": decomposed}


def test_the_envelope_holds_everything_but_body_and_leaf() -> None:
    row = note_row()
    told = orjson.loads(envelope(row))
    assert set(told) == set(Stored._fields) - {"body", "leaf_hash"}
    assert envelope(row) == rfc8785.dumps(told)


@pytest.mark.parametrize("field", [it for it in Stored._fields if it != "leaf_hash"])
def test_the_leaf_commits_to_every_part_of_a_row(field: str) -> None:
    row = note_row()
    changed: dict[str, Any] = {field: another(getattr(row, field))}
    assert leaf_of(row._replace(**changed)) != row.leaf_hash


def another(value: Any) -> Any:
    match value:
        case int():
            return value + 1
        case bytes():
            return value + b"x"
        case _:
            return f"{value}x"


# Sealed fields


def test_the_keyholder_reads_the_note_and_nobody_else_does() -> None:
    row = note_row()
    assert decode(row, KEYS) == written("비밀 면담")
    for keys in (None, {}, {ada: KEYS[ada]}):
        blind = decode(row, keys)
        assert isinstance(blind, FeedbackNoteWritten)
        assert (blind.note, blind.evaluator) == (None, ada)


def test_a_stored_body_does_not_hold_the_text() -> None:
    assert "비밀".encode() not in note_row().body
    assert b"secret" not in note_row("secret").body


def test_a_wrong_key_opens_nothing() -> None:
    with pytest.raises(InvalidTag):
        decode(note_row(), {mina: KEYS[ada]})


def test_a_sealed_text_is_bound_to_its_stream_event_and_type() -> None:
    row = note_row()
    moved = {
        "stream": row._replace(stream="feedback/2011/mina"),
        "event": row._replace(event_id="f" * 32),
        "type": row._replace(
            type="InterimReviewCompleted",
            body=row.body.replace(b'"note":', b'"findings":').replace(
                b'"FeedbackNoteWritten"', b'"InterimReviewCompleted"'
            ),
        ),
    }
    for what, elsewhere in moved.items():
        with pytest.raises(InvalidTag):
            pytest.fail(f"opened under another {what}: {decode(elsewhere, KEYS)}")


def test_a_sealed_text_cannot_be_given_to_another_subject() -> None:
    row = note_row()
    given_away = row._replace(body=row.body.replace(b'"person":"mina"', b'"person":"jun"'))
    with pytest.raises(InvalidTag):
        decode(given_away, {"jun": KEYS[mina]})


def test_swapped_ciphertexts_open_nothing() -> None:
    one, other = row_of(written("good"), 1), row_of(written("bad"), 2, 2)
    for row, taken in ((one, other), (other, one)):
        body = {**orjson.loads(row.body), "note": orjson.loads(taken.body)["note"]}
        with pytest.raises(InvalidTag):
            decode(row._replace(body=canonical(body)), KEYS)


def test_a_flipped_bit_of_a_sealed_text_is_noticed() -> None:
    row = note_row("good")
    body = orjson.loads(row.body)
    sealed = bytearray(base64.b64decode(body["note"]))
    for at in range(len(sealed)):
        sealed[at] ^= 1
        flipped = canonical({**body, "note": base64.b64encode(sealed).decode()})
        sealed[at] ^= 1
        with pytest.raises(InvalidTag):
            decode(row._replace(body=flipped), KEYS)


def test_no_nonce_is_used_twice() -> None:
    nonces = {base64.b64decode(orjson.loads(note_row("same").body)["note"])[:12] for _ in range(200)}
    assert len(nonces) == 200


def test_every_subject_gets_a_key_of_his_own() -> None:
    keys = {new_key() for _ in range(100)}
    assert len(keys) == 100
    assert {len(it) for it in keys} == {32}


@pytest.mark.parametrize("kind", [it for it in EVENTS.values() if private_fields(it)], ids=lambda it: it.__name__)
def test_every_personal_text_is_sealed(kind: type[Event]) -> None:
    @given(events_of(kind))
    def is_sealed(event: Event) -> None:
        body = orjson.loads(encode(event, stream_of(event), EVENT_ID, AnyKey()))
        said = event.model_dump(mode="json")
        for name in private_fields(kind):
            assert said[name] is None or body[name] != said[name]
        assert subject_of(event) is not None

    is_sealed()


# Digests


def offering(goals: str, person: str = mina) -> OfferAgreement:
    about: dict[str, Any] = {"year": 2010, "body": KIPO, "phase": "agreements", "person": person}
    return OfferAgreement(**about, goals=goals)


def test_a_digest_tells_who_asked_and_for_what() -> None:
    said = digest(offering("faster"), mina, None, KEYS)
    assert said == digest(offering("faster"), mina, None, KEYS)
    others = [
        digest(offering("slower"), mina, None, KEYS),
        digest(offering("faster", ada), mina, None, KEYS),
        digest(offering("faster"), ada, None, KEYS),
        digest(offering("faster"), mina, ada, KEYS),
    ]
    assert len({said, *others}) == 5


def test_without_the_key_a_digest_confirms_no_guess_of_a_text() -> None:
    keys = {mina: new_key()}
    assert digest(offering("faster"), mina, None, keys) != digest(offering("faster"), mina, None, {mina: new_key()})


def test_what_is_not_personal_has_no_subject() -> None:
    assert subject_of(BodyEstablished(body=KIPO, name=Label(ko="가", en="a"))) is None
    assert subject_of(registered(mina)) == mina


# Old shapes


def test_an_old_shape_is_brought_to_its_newest_form(monkeypatch: pytest.MonkeyPatch) -> None:
    def bodies_were_called_agencies(body: dict[str, Any]) -> dict[str, Any]:
        return {("body" if name == "agency" else name): value for name, value in body.items()}

    monkeypatch.setitem(upcasters.UPCASTERS, ("RoleGranted", 0), bodies_were_called_agencies)
    row = row_of(holds(mina, "planning"), 1)
    old = row._replace(schema_version=0, body=row.body.replace(b'"body"', b'"agency"'))
    assert decode(old) == holds(mina, "planning")


def test_a_year_opened_before_late_openings_were_known_runs_every_phase() -> None:
    opened = opened_cycle()
    row = row_of(opened, 1)
    old = row._replace(schema_version=1, body=row.body.replace(b'"phases_past":[],', b""))
    assert old.body != row.body
    assert decode(old) == opened
