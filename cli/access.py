"""``sacho access``: a person's sealed texts, opened by an approved break-glass access, and on record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer
from rich.text import Text

from cli.command import Call, command
from cli.door import asked, require_done
from cli.giving import require_actor
from cli.logs import reading
from cli.texts import say
from cli.voice import moment, out
from domain.access import UseAccess
from domain.appraisal_competency import CompetencySealed
from domain.messages import private_fields
from eventstore.codec import decode, sealed_subject
from eventstore.port import Log, Query

_NEVER = frozenset({CompetencySealed.__name__})  # a ballot is sealed for fairness, and opens with the other one


@command("access", acts=True)
def access(
    call: Call,
    person: Annotated[str, typer.Argument(metavar="PERSON")],
    stream: Annotated[str | None, typer.Option("--stream", metavar="STREAM")] = None,
) -> None:
    """Open a person's sealed texts by an approved break-glass access; each use is on record."""
    require_actor(call)
    with reading(call) as log:
        require_done(call, asked(call, log, UseAccess(person=person, of=stream)))
        call.answer({"person": person, "texts": list(_texts(log, person, stream))}, _draw)


def _texts(log: Log, person: str, stream: str | None) -> Iterator[dict[str, Any]]:
    keys = log.keys([person])
    for row in log.read(Query(streams=[stream] if stream else None)):
        if row.type in _NEVER or sealed_subject(row) != person:
            continue
        opened = decode(row, keys).model_dump(mode="json")
        texts = {name: opened[name] for name in private_fields(type(decode(row)))}
        about = {"position": row.position, "stream": row.stream, "type": row.type, "recorded_at": row.recorded_at}
        yield {**about, "actor": row.actor, "texts": texts}


def _draw(data: dict[str, Any]) -> None:
    if not data["texts"]:
        out().print(say("access.none"))
    for it in data["texts"]:
        when, what = moment(it["recorded_at"]), f"[cyan]{it['type']}[/]  [dim]{it['stream']}[/]"
        out().print(f"[bold]{it['position']:>6}[/]  {when}  {what}", soft_wrap=True)
        for name, text in it["texts"].items():
            out().print(Text(f"        {name}: {text}"), soft_wrap=True)
