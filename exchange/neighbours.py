"""The file of neighbours: for each its connector, its secrets, and where it listens."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, TypeAdapter, ValidationError

from activities.yaml_files import read_yaml
from domain.ids import SYSTEM, Id
from domain.messages import Value
from domain.neighbours import System
from domain.parsing import reason_of
from exchange.refusals import BadNeighbours, UnknownNeighbour
from exchange.signing import padded, secret_of

_TWICE = (
    "같은 system과 body가 두 번 있음",
    "the same system and body stand there twice",
)
_SHARED = (
    "비밀값이 두 번 있음. 서명에는 system과 body가 들어 있지 않으므로 이웃마다 다른 비밀값을 쓰십시오",
    "a secret stands there twice; a signature names neither system nor body, so each neighbour needs its own",
)


def _sound(secret: SecretStr) -> SecretStr:
    secret_of(secret.get_secret_value())
    return secret


def _no_engine(actor: str) -> str:
    if actor == SYSTEM:
        raise ValueError(f"{SYSTEM} is the engine's own name and no connector")
    return actor


def _web(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise ValueError("an address is http:// or https:// and a host, without a name or a password")
    return url


class Neighbour(Value):
    """One neighbour system of one body."""

    system: System
    body: Id
    actor: Annotated[Id, AfterValidator(_no_engine)]  # the connector, who holds the role exchange-SYSTEM in the body
    secrets: Annotated[tuple[Annotated[SecretStr, AfterValidator(_sound)], ...], Field(min_length=1, max_length=4)]
    url: Annotated[str, AfterValidator(_web)] | None = None

    def keys(self) -> list[bytes]:
        """Return the secrets: the first signs, each is taken."""
        return [secret_of(it.get_secret_value()) for it in self.secrets]


_FILE: TypeAdapter[tuple[Neighbour, ...]] = TypeAdapter(tuple[Neighbour, ...])


def neighbours_in(path: Path) -> tuple[Neighbour, ...]:
    """Return the neighbours that the file *path* lists.

    Raises:
        Refusal: there is no such file, or it does not hold together; no secret is quoted.
    """
    return neighbours_of(read_yaml(path))


def neighbours_of(data: Any) -> tuple[Neighbour, ...]:
    """Return the neighbours that *data* lists.

    Raises:
        BadNeighbours: it does not hold together, or two share a place or a secret; no secret is quoted.
    """
    try:
        listed = _FILE.validate_python(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        rule_ko, rule = reason_of(first)
        field = ".".join(str(part) for part in first["loc"]) or "-"
        raise BadNeighbours(field=field, rule=rule, rule_ko=rule_ko) from None
    _require_apart(listed)
    return listed


def _require_apart(neighbours: tuple[Neighbour, ...]) -> None:
    places, keys = set[tuple[str, str]](), set[bytes]()
    for number, it in enumerate(neighbours):
        if (it.system, it.body) in places:
            raise BadNeighbours(field=str(number), rule_ko=_TWICE[0], rule=_TWICE[1])
        for key in map(padded, it.keys()):
            if key in keys:
                raise BadNeighbours(field=f"{number}.secrets", rule_ko=_SHARED[0], rule=_SHARED[1])
            keys.add(key)
        places.add((it.system, it.body))


def find(neighbours: tuple[Neighbour, ...], system: str, body: str) -> Neighbour:
    """Return the neighbour *system* of *body*.

    Raises:
        UnknownNeighbour: there is none.
    """
    for it in neighbours:
        if (it.system, it.body) == (system, body):
            return it
    raise UnknownNeighbour(system=system, body=body)
