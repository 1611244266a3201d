"""How events become bytes and back: canonical JSON, sealed private fields, leaf hashes, upcasting.

A stored body is RFC 8785 JSON. A private field is AES-256-GCM under its data subject's key, bound
to stream, event and type, so it cannot be moved elsewhere; the leaf commits to the ciphertext.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import orjson

from domain.aggregates import event_type
from domain.messages import Command, Event, private_fields
from eventstore.merkle import leaf_hash
from eventstore.port import Stored
from eventstore.upcasters import upcast

_CANONICAL = orjson.OPT_SORT_KEYS  # equals RFC 8785 here: ASCII keys, no floats, whole numbers below 2^53
_NONCE = 12
_ENVELOPE = Stored._fields[:-2]  # all but body and leaf_hash
_IN_ORDER = sorted(_ENVELOPE)
_VALUES = itemgetter(*(_ENVELOPE.index(name) for name in _IN_ORDER))
KEY_BYTES = 32

Keys = Mapping[str, bytes]


def canonical(value: Any) -> bytes:
    """Return the RFC 8785 bytes of *value*, which holds no floats."""
    return orjson.dumps(value, option=_CANONICAL)


def subject_of(message: Event | Command) -> str | None:
    """Return the data subject of the private fields of *message*, or None when it has none."""
    return str(getattr(message, message.about)) if private_fields(type(message)) else None


def subject_of_row(row: Stored) -> str | None:
    """Return the data subject of the private fields in *row*, or None when it has none."""
    model = event_type(row.type, row.stream)
    return str(orjson.loads(row.body)[model.about]) if private_fields(model) else None


def event_id_of(log_id: str, command_id: str, number: int, said: bytes) -> str:
    """Return the id of the event *number* of a command; it binds log, command and the digest of what was *said*."""
    return hashlib.sha256(f"{log_id}\n{command_id}\n{number}\n".encode() + said).hexdigest()[:32]


def encode(event: Event, stream: str, event_id: str, keys: Keys) -> bytes:
    """Return the stored body of *event*: canonical, its private fields sealed."""
    fields = private_fields(type(event))
    if not fields:
        return canonical(event.model_dump(mode="json"))
    body = event.model_dump(mode="json")
    subject = str(body[event.about])
    bound = _bound(stream, event_id, type(event).__name__, subject)
    for name in fields:
        if body[name] is not None:
            body[name] = _seal(canonical(body[name]), keys[subject], bound + name.encode())
    return canonical(body)


def decode(row: Stored, keys: Keys | None = None) -> Event:
    """Return the event in *row*, in its newest shape.

    Private fields are opened with *keys*; without the subject's key they are None.
    """
    model = event_type(row.type, row.stream)
    fields = private_fields(model)
    if not fields and row.schema_version == model.schema_version:
        return model.__pydantic_validator__.validate_json(row.body)  # type: ignore[no-any-return]
    body = upcast(row.type, row.schema_version, orjson.loads(row.body))
    subject = str(body[model.about]) if fields else ""
    key = keys.get(subject) if fields and keys is not None else None  # an empty keyring reads keys when asked
    bound = _bound(row.stream, row.event_id, row.type, subject)
    for name in fields:
        sealed = body[name]
        body[name] = orjson.loads(_open(sealed, key, bound + name.encode())) if sealed and key else None
    return model.__pydantic_validator__.validate_json(orjson.dumps(body))  # type: ignore[no-any-return]


class Sealed(NamedTuple):
    """The texts that are sealed in one row."""

    row: Stored
    subject: str
    texts: Mapping[str, str]  # by the names of their fields


def sealed_in(row: Stored, model: type[Event], body: Mapping[str, Any]) -> Sealed | None:
    """Return the texts that are sealed in *body*, a *model*'s in *row*, or None when it holds none."""
    fields = private_fields(model)
    texts = {name: body[name] for name in fields if body.get(name)} if fields else None
    return Sealed(row, str(body[model.about]), texts) if texts else None


def sealed_subject(row: Stored) -> str | None:
    """Return the data subject of the texts that are sealed in *row*, or None when it holds none."""
    model = event_type(row.type, row.stream)
    sealed = sealed_in(row, model, orjson.loads(row.body)) if private_fields(model) else None
    return sealed.subject if sealed else None


def unopened(sealed: Iterable[Sealed], keys: Keys) -> Iterator[Sealed]:
    """Yield those of *sealed* that do not open with the *keys* of their subjects."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as in _cipher

    for it in sealed:
        row, key = it.row, keys[it.subject]
        bound = _bound(row.stream, row.event_id, row.type, it.subject)
        try:
            for name, text in it.texts.items():
                _open(text, key, bound + name.encode())
        except (InvalidTag, TypeError, ValueError):
            yield it


def digest(command: Command, actor: str, on_behalf_of: str | None, keys: Keys) -> bytes:
    """Return the hash by which a repeated command id is compared: who asked, and for what.

    Private fields enter as a keyed hash, so that the digest helps nobody to guess them.
    """
    said = command.model_dump(mode="json")
    for name in private_fields(type(command)):
        if said[name] is not None:
            key = keys[str(said[command.about])]
            said[name] = hmac.digest(key, b"digest" + canonical(said[name]), "sha256").hex()
    return hashlib.sha256(canonical([actor, on_behalf_of, said])).digest()


def leaf_of(row: Stored) -> bytes:
    """Return the leaf hash of *row*."""
    return leaf_over(row, row.body)


def leaf_over(said: Sequence[object], body: bytes) -> bytes:
    """Return the hash over the canonical envelope of *said* (the columns before the body), a line feed, and *body*."""
    return leaf_hash(envelope(said) + b"\n" + body)


def envelope(said: Sequence[object]) -> bytes:
    """Return the canonical JSON of the columns *said*, without body and leaf hash."""
    return orjson.dumps(dict(zip(_IN_ORDER, _VALUES(said), strict=True)))  # in canonical order already


def new_key() -> bytes:
    """Return a fresh key for a data subject."""
    return os.urandom(KEY_BYTES)


def _bound(stream: str, event_id: str, kind: str, subject: str) -> bytes:
    return f"{stream}|{event_id}|{kind}|{subject}|".encode()


def _seal(plain: bytes, key: bytes, bound: bytes) -> str:
    nonce = os.urandom(_NONCE)
    return base64.b64encode(nonce + _cipher(key).encrypt(nonce, plain, bound)).decode()


def _open(sealed: str, key: bytes, bound: bytes) -> bytes:
    raw = base64.b64decode(sealed)
    opened: bytes = _cipher(key).decrypt(raw[:_NONCE], raw[_NONCE:], bound)
    return opened


_CIPHERS: dict[bytes, Any] = {}
_MOST_CIPHERS = 20_000


def _cipher(key: bytes) -> Any:
    found = _CIPHERS.get(key)
    if found is None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - 30 ms a reader seldom needs

        if len(_CIPHERS) >= _MOST_CIPHERS:
            _CIPHERS.clear()
        found = _CIPHERS[key] = AESGCM(key)
    return found


Opener = Callable[[Stored], Event]
