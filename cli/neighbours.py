"""``sacho exchange``: batches from and to the neighbour systems, by file and by HTTP."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from activities.commands import Door
from activities.requests import refused
from audit.time_machine import NOW
from cli.command import Call, Trouble, command
from cli.door import clock_of
from cli.giving import require_actor
from cli.logs import reading
from cli.neighbour_service import deliver_until, serve_until_stopped
from cli.options import AnyBody, Year
from cli.scores import known_year
from cli.texts import language, say
from cli.voice import moment, out, table
from domain.exchange_facts import Format
from domain.ids import SYSTEM
from domain.neighbours import SYSTEMS
from domain.refusals import Refusal
from eventstore.port import Log
from eventstore.sql import SqlLog
from exchange.codecs import jsonl
from exchange.formats import CODECS, bytes_of, format_of
from exchange.history import history
from exchange.inbound import Batch, Taken, read_batch, take_in, wishes
from exchange.inbox import Inbox as PostBox
from exchange.inbox import told
from exchange.layouts import OUTWARD
from exchange.neighbours import Neighbour, find, neighbours_in
from exchange.outbound import Source
from exchange.plans import Plans
from exchange.relay import deliver, over_http
from exchange.sending import Dispatch, Packed, dispatch, pack, the_body
from exchange.server import serving
from projections.inbox import Inbox
from projections.stored import cycle_opened
from runtime.logging import set_up_logging
from runtime.settings import Settings

_SHOWN = 20  # rejected rows drawn; all of them stand in --json
_PATIENCE = 2  # seconds that a round under way is waited for


def a_system(text: str) -> str:
    """Return the neighbour system that *text* names."""
    if text not in SYSTEMS:
        raise typer.BadParameter(say("misuse.system", given=text, known=", ".join(SYSTEMS)))
    return text


_System = Annotated[str, typer.Argument(metavar="SYSTEM", parser=a_system)]
_AnySystem = Annotated[str | None, typer.Option("--system", metavar="SYSTEM", parser=a_system)]
_Neighbours = Annotated[Path | None, typer.Option("--neighbours", metavar="FILE", envvar="SACHO_NEIGHBOURS")]


@contextmanager
def _door(log: SqlLog) -> Iterator[Door]:
    set_up_logging("warning", Settings().log_format)
    with Door(log, Inbox(), clock_of(log)) as door:
        yield door


@command("exchange import", acts=True)
def import_batch(
    call: Call,
    system: _System,
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False)],
    batch: Annotated[str | None, typer.Option("--batch", metavar="ID")] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", metavar="")] = False,
) -> None:
    """Take in a batch; bad rows are told, the rest is taken, and the same batch again changes nothing."""
    given = read_batch(system, batch or file.stem, format_of(file), bytes_of(file))
    actor = call.actor or SYSTEM if dry_run else require_actor(call)
    with reading(call) as log:
        if dry_run:
            data = _tried(log, given)
        else:
            with _door(log) as door:
                data = _taken(call, given, take_in(door, log, given, actor))
    call.answer(data, _draw_taken)
    if data["rejected"]:
        raise typer.Exit(1)


def _taken(call: Call, batch: Batch, taken: Taken) -> dict[str, Any]:
    if taken.refusal is not None:
        call.fail(taken.refusal.model_dump(mode="json"))
    return {"system": batch.system, "batch": batch.batch, "content": batch.content, "dry_run": False, **told(taken)}


def _tried(log: Log, batch: Batch) -> dict[str, Any]:
    """Return what can be said of *batch* without carrying anything out."""
    bad = [(row, wish) for row, wish in wishes(batch, Plans(log)) if isinstance(wish, Refusal)]
    rows = [
        {"line": row.line, "key": row.fields.get("key"), **refused(it).model_dump(include={"code", "ko", "en"})}
        for row, it in bad
    ]
    counts = {"accepted": len(batch.rows) - len(bad), "rejected": len(bad), "events": 0, "again": False}
    about = {"system": batch.system, "batch": batch.batch, "content": batch.content}
    return {**about, "dry_run": True, **counts, "rows": rows}


def _draw_taken(data: dict[str, Any]) -> None:
    for it in data["rows"][:_SHOWN]:
        sentence = escape(it.get(language(), ""))
        out().print(
            f"[red]✘[/] {say('exchange.row', line=it['line'])}  {sentence}  [dim]{it['code']}[/]", soft_wrap=True
        )
    if len(data["rows"]) > _SHOWN:
        out().print(say("exchange.more", count=len(data["rows"]) - _SHOWN))
    key = "dry" if data["dry_run"] else "again" if data["again"] else "taken"
    facts = {name: data[name] for name in ("batch", "accepted", "rejected", "events")}
    mark = "[yellow]![/]" if data["rejected"] else "[green]✔[/]"
    out().print(f"{mark} {say(f'exchange.batch.{key}', **facts)}", soft_wrap=True)


@command("exchange export", acts=True)
def export_batch(
    call: Call,
    system: _System,
    year: Year,
    body: AnyBody = None,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", dir_okay=False)] = None,
    send: Annotated[Path | None, typer.Option("--send", metavar="FILE", dir_okay=False)] = None,
) -> None:
    """Record a batch as sent, and write it to a file, to stdout, or to the neighbour's address."""
    where: Format = format_of(to) if to else "cloudevents" if send else "jsonl"
    known = neighbours_in(send) if send else ()
    with reading(call) as log:
        packed = _packed(log, system, year, body)
        neighbour = find(known, system, packed.body) if send else None
        with _door(log) as door:
            actor = call.actor or (neighbour.actor if neighbour else SYSTEM)
            sent = dispatch(door, log, packed, where, actor)
            if not isinstance(sent, Dispatch):
                call.fail(sent.model_dump(mode="json"))
            ending = deliver(door, neighbour, sent.parcel, over_http) if neighbour else None
    _hand_over(call, sent, to, ending)


def _listed(path: Path | None) -> tuple[Neighbour, ...]:
    if path is None:
        raise Trouble("exchange.no-file")
    return neighbours_in(path)


def _packed(log: SqlLog, system: str, year: int, body: str | None) -> Packed:
    position = log.head().position
    with known_year(log, NOW, year) as connection:
        about = body or the_body(year, cycle_opened(connection, year).bodies)
        return pack(system, Source(log, connection, year, about, position))


def _hand_over(call: Call, sent: Dispatch, to: Path | None, ending: str | None) -> None:
    fact, rows = sent.parcel.sent, sent.parcel.rows
    data = {**fact.model_dump(mode="json"), "again": sent.again, "file": str(to) if to else None, "ending": ending}
    if to is not None:
        to.write_bytes(CODECS[format_of(to)].write(rows, OUTWARD[fact.system]))
    elif ending is None and not call.json:
        sys.stdout.write(jsonl.write(rows, OUTWARD[fact.system]).decode())
        return
    call.answer({**data, **({} if to or ending else {"data": [dict(row) for row in rows]})}, _draw_sent)
    if ending not in (None, "acknowledged"):
        raise typer.Exit(1)


def _draw_sent(data: dict[str, Any]) -> None:
    told = say("exchange.sent-again" if data["again"] else "exchange.sent", batch=data["batch"], rows=data["rows"])
    out().print(f"[green]✔[/] {told}", soft_wrap=True)
    if data["ending"]:
        mark = "[green]✔[/]" if data["ending"] == "acknowledged" else "[yellow]![/]"
        out().print(f"{mark} {_ending(data['ending'])}")
    if data["file"]:
        out().print(say("exchange.file", file=data["file"]), soft_wrap=True)


def _ending(ending: str) -> str:
    return say(f"exchange.ending.{ending}")


@command("exchange log")
def show_log(call: Call, system: _AnySystem = None) -> None:
    """Show every batch: when, with whom, which way, how many rows, and how it ended."""
    with reading(call) as log:
        batches = history(log, system)
    call.answer({"batches": batches}, lambda it: _draw_log(it["batches"]))


def _draw_log(batches: list[dict[str, Any]]) -> None:
    made = table("at", "system", "batch", "rows", "rejected-rows", "state", right=("rows", "rejected-rows"))
    for it in batches:
        state = say(f"exchange.state.{it['state']}")
        cells = (moment(it["at"]), it["system"], it["batch"], _number(it["rows"]), _number(it["rejected"]))
        made.add_row(*cells, f"{state} ({it['code']})" if it["code"] else state)
    out().print(made if batches else say("exchange.none"))


def _number(value: int | None) -> str:
    return "·" if value is None else str(value)


@command("exchange serve")
def serve(
    call: Call,
    neighbours: _Neighbours = None,
    host: Annotated[str, typer.Option("--host", metavar="HOST")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="PORT", min=0, max=65535)] = 8087,
) -> None:
    """Take batches in over HTTP, and deliver what was sent and not acknowledged, until Ctrl-C."""
    known = _listed(neighbours)
    with reading(call) as log, _door(log) as door:
        server = serving(PostBox(door, log, known, time.time), host, port)
        url = f"http://{server.server_address[0]!s}:{server.server_address[1]}"
        data = {"outcome": "serving", "url": url}
        stop = threading.Event()
        rounds = threading.Thread(target=deliver_until, args=(stop, door, log, known), daemon=True)
        rounds.start()
        serve_until_stopped(server, lambda: call.answer(data, _draw_serving))
        stop.set()
        rounds.join(_PATIENCE)


def _draw_serving(data: dict[str, Any]) -> None:
    out().print(say("exchange.serving", url=data["url"]))
