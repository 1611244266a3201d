"""A form given back: the wish it holds, and the id that keeps it from being carried out twice.

A form carries a token, drawn when it is shown: given again with it, it is the same command, and with
other content it is refused. A file without one is known by what it means, not by its bytes: a blank
or the order of its lines makes no other command.
"""

from __future__ import annotations

import hmac
import secrets
from pathlib import Path
from typing import Any

from activities.requests import AlreadyRecorded, Outcome
from activities.yaml_files import read_yaml
from cli.command import Call, Trouble
from cli.door import asked
from cli.texts import say
from domain.ids import SYSTEM
from domain.messages import Command, canonical
from domain.parsing import parse_command
from eventstore.port import Query
from eventstore.sql import SqlLog
from runtime.settings import data_folder

_TOKEN = "token"  # noqa: S105 - the name of a field
_NO_NONCE = "0" * 32


def with_token(template: str) -> str:
    """Return a form that carries a token of its own; an empty one needs none."""
    return f"{_TOKEN}: f-{secrets.token_hex(8)}  # {say('form.token')}\n{template}" if template else template


def require_actor(call: Call) -> str:
    """Return who acts: what people do is nobody else's, and never the engine's by default.

    Raises:
        Trouble: nobody is named.
    """
    if call.actor is None:
        raise Trouble("actor.missing")
    if call.actor == SYSTEM:
        raise Trouble("actor.engine", engine=SYSTEM)
    return call.actor


def fields_of(file: Path) -> tuple[dict[str, Any], str | None]:
    """Return the fields that *file* gives, and the token it carries.

    Raises:
        Trouble: it holds something else.
    """
    given = read_yaml(file)
    if not isinstance(given, dict):
        raise Trouble("task.no-fields", file=file.name)
    token = given.pop(_TOKEN, None)
    return given, None if token is None else str(token)


def wish_of(said: dict[str, Any], actor: str) -> Command:
    """Return the command that *said* describes; a ballot gets a nonce: the same for the same ballot, and secret."""
    ballot = said.get("ballot")
    if not isinstance(ballot, dict) or "nonce" in ballot:
        return parse_command(said)
    plain = parse_command({**said, "ballot": {**ballot, "nonce": _NO_NONCE}})
    return parse_command({**said, "ballot": {**ballot, "nonce": _keyed("nonce", plain, actor)}})


def give(call: Call, log: SqlLog, wish: Command, place: str, token: str | None) -> Outcome:
    """Return the outcome of *wish*, given once for each *token*; without one, once for what it means at *place*.

    Who reported 5, then 6, then 5 again means the last, and so does who grants a role again that was
    revoked: if something else happened in the stream since, it is asked anew. What adds up is not: a
    retry must never credit twice, and a second credit of the same is given with a form of its own.
    """
    actor = require_actor(call)
    if token is not None:
        return asked(call, log, wish, f"cli/form/{actor}/{token}")
    by_meaning = f"{place}/{actor}/{_keyed('token', wish, actor)[:16]}"
    outcome = asked(call, log, wish, by_meaning)
    if wish.adds or not isinstance(outcome, AlreadyRecorded):
        return outcome
    own = outcome.position + max(outcome.count, 1) - 1
    later = [row.position for row in log.read(Query(after=own, streams=[wish.stream()]))]
    return asked(call, log, wish, f"{by_meaning}/{later[-1]}") if later else outcome


def _keyed(use: str, wish: Command, actor: str) -> str:
    """Return a keyed hash of what *wish* means; a plain one would help to guess a text."""
    plain = canonical([use, actor, wish.model_dump(mode="json")])
    return hmac.digest(secret(data_folder() / "nonce.key"), plain, "sha256").hex()


def secret(path: Path) -> bytes:
    """Return this installation's secret, made at first need and readable by its user only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(secrets.token_bytes(32))
    return path.read_bytes()
