"""``sacho verify`` and ``sacho rebuild``: is every byte as recorded, and does every table follow from it?"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.command import Call, Trouble, command
from cli.logs import existing, up_to_date
from cli.texts import has, say
from cli.voice import out, table

if TYPE_CHECKING:
    from audit.verdict import Verdict
    from eventstore.port import Log, Snapshot
    from projections.runner import Difference

_SHOWN = 20  # differences in a table; JSON has them all


@command("verify")
def verify(call: Call) -> None:
    """Check the whole log: every byte, every hash, the order, and the bond of commands and events."""
    from audit.verify import verify as verdict_on

    with existing(call) as log:
        data = verdict_data(verdict_on(log), log.place)
    call.answer(data, draw_verdict)
    if not data["ok"]:
        raise typer.Exit(1)


def verdict_data(verdict: Verdict, where: str) -> dict[str, Any]:
    """Return *verdict* as JSON can hold it."""
    findings = [{"position": it.position, "code": it.code, "detail": it.detail} for it in verdict.findings]
    told = {"ok": verdict.ok, "events": verdict.events, "root": verdict.root, "log": where}
    return {**told, "keyless": dict(verdict.keyless), "findings": findings}


def draw_verdict(data: dict[str, Any]) -> None:
    """Draw a verdict: verified with its root, or what was found where; and whose texts have no key any more."""
    if data["ok"]:
        out().print(f"[green]✔[/] [bold]{say('verify.ok', events=data['events'])}[/]")
        out().print(say("verify.root", root=data["root"]), soft_wrap=True)
    else:
        _draw_findings(data)
    if keyless := data["keyless"]:
        told = say("verify.keyless", subjects=", ".join(keyless), events=sum(keyless.values()))
        out().print(f"[yellow]![/] {told}", soft_wrap=True)


def _draw_findings(data: dict[str, Any]) -> None:
    first = next((it["position"] for it in data["findings"] if it["position"] is not None), "–")
    out().print(f"[red]✘[/] [bold]{say('verify.damaged', count=len(data['findings']), position=first)}[/]")
    made = table("position", "finding", "detail", right=("position",))
    for it in data["findings"][:_SHOWN]:
        named = f"verify.{it['code']}"
        position = str(it["position"]) if it["position"] is not None else "–"
        made.add_row(position, say(named) if has(named) else it["code"], it["detail"])
    out().print(made)
    out().print(say("verify.remedy"))


@command("rebuild")
def rebuild(call: Call, *, check: Annotated[bool, typer.Option("--check", metavar="")] = False) -> None:
    """Verify the log, then compile all read models from zero; with --check, only compare them with the live ones."""
    data = _check(call) if check else _rebuild(call)
    call.answer(data, _draw_check if check else _draw_rebuild)
    if check and not data["ok"]:
        raise typer.Exit(1)


def _rebuild(call: Call) -> dict[str, Any]:
    from eventstore.port import Query
    from projections.runner import compile_from_zero

    begun = time.perf_counter()
    with existing(call) as log, log.transaction() as transaction:
        _require_intact(transaction)
        upto = transaction.head.position
        count = compile_from_zero(transaction, Query(upto=upto), transaction.connection)
    seconds = f"{time.perf_counter() - begun:.1f}"
    return {"outcome": "rebuilt", "events": count, "position": upto, "seconds": seconds}


def _check(call: Call) -> dict[str, Any]:
    with existing(call) as log:
        with log.snapshot() as snapshot:
            _require_intact(snapshot)
        up_to_date(log)
        with _settled(log) as snapshot:
            count, found = compared(snapshot)
            upto = snapshot.head.position
    return {
        "ok": not found,
        "events": count,
        "position": upto,
        "differences": [_difference_data(it) for it in found],
    }


def _require_intact(snapshot: Snapshot) -> None:
    """Refuse to compile from a log that is not as it was recorded: what was changed would look like a fact.

    Raises:
        Trouble: the log does not verify.
    """
    from audit.verify import examine

    findings = examine(snapshot).findings
    if findings:
        first = next((it.position for it in findings if it.position is not None), "–")
        raise Trouble("log.damaged", count=len(findings), position=first)


def compared(snapshot: Snapshot) -> tuple[int, list[Difference]]:
    """Return how many events *snapshot* holds, and where its read models are not what they say."""
    from eventstore.port import Query
    from projections.runner import compile_from_zero, differences
    from runtime.databases import memory_engine

    engine = memory_engine()
    try:
        with engine.begin() as scratch:
            count = compile_from_zero(snapshot, Query(upto=snapshot.head.position), scratch)
            return count, differences(snapshot.connection, scratch)
    finally:
        engine.dispose()


@contextmanager
def _settled(log: Log) -> Iterator[Snapshot]:
    """Open the log at a moment when all read models stand at its head."""
    from projections.runner import catch_up, positions

    while True:
        with log.snapshot() as snapshot:
            if all(upto == snapshot.head.position for upto in positions(snapshot.connection).values()):
                yield snapshot
                return
        catch_up(log)


def _difference_data(it: Difference) -> dict[str, Any]:
    live, rebuilt = it.live or {}, it.rebuilt or {}
    columns = [name for name in dict.fromkeys([*live, *rebuilt]) if live.get(name) != rebuilt.get(name)]
    kind = "missing" if it.live is None else "surplus" if it.rebuilt is None else "differs"
    return {"table": it.table, "key": [str(part) for part in it.key], "kind": kind, "columns": columns}


def _draw_rebuild(data: Mapping[str, Any]) -> None:
    told = say("rebuild.done", events=data["events"], position=data["position"], seconds=data["seconds"])
    out().print(f"[green]✔[/] {told}")


def _draw_check(data: Mapping[str, Any]) -> None:
    if data["ok"]:
        out().print(f"[green]✔[/] {say('rebuild.same', events=data['events'])}")
        return
    out().print(f"[red]✘[/] [bold]{say('rebuild.differ', count=len(data['differences']))}[/]")
    made = table("table", "key", "difference", "columns")
    for it in data["differences"][:_SHOWN]:
        made.add_row(it["table"], " ".join(it["key"]), say(f"rebuild.{it['kind']}"), ", ".join(it["columns"]))
    out().print(made)
    out().print(say("rebuild.remedy"))
