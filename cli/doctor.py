"""``sacho doctor``: is this set-up safe to keep a record with? Each answer comes with a remedy."""

from __future__ import annotations

import asyncio
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Any

import typer

from activities.yaml_files import RULESETS, read_rules
from cli.command import Call, command
from cli.doctor_log import Finding, database_of, sqlite_of
from cli.logs import address, place
from cli.texts import language, say
from cli.voice import out, table
from domain.refusals import Refusal
from runtime.settings import Settings
from runtime.temporal import BINARIES, NoTemporal, binary, connect, is_worked_on
from worker import QUEUE

_OLDEST_PYTHON = (3, 11)
_PATIENCE = 3.0  # seconds for the Temporal server


@command("doctor")
def doctor(call: Call, *, full: Annotated[bool, typer.Option("--full", metavar="")] = False) -> None:
    """Check this installation; every failure comes with a remedy."""
    url = address(call)
    findings = [_told(it) for it in _findings(url, full=full)]
    data = {"ok": all(it["status"] != "fail" for it in findings), "database": place(url), "checks": findings}
    call.answer(data, _draw)
    if not data["ok"]:
        raise typer.Exit(1)


def _told(finding: Finding) -> dict[str, Any]:
    remedy = say(f"remedy.{finding.remedy}") if finding.remedy else None
    return {**finding._asdict(), "remedy": remedy}


def _findings(url: str, *, full: bool) -> Iterator[Finding]:
    yield _python()
    yield sqlite_of()
    yield from database_of(url, full=full)
    yield from _binaries()
    yield from _temporal()
    yield from _rule_sets()


def _python() -> Finding:
    status = "ok" if sys.version_info >= _OLDEST_PYTHON else "fail"
    return Finding("python", status, platform.python_version(), None if status == "ok" else "python")


def _binaries() -> Iterator[Finding]:
    for name, (package, wanted) in BINARIES.items():
        try:
            where, found = binary(name), version(package)
        except (NoTemporal, PackageNotFoundError) as error:
            yield Finding(name, "fail", str(error), "binary")
            continue
        same = found == wanted
        yield Finding(name, "ok" if same else "warn", f"{found} {where}", None if same else "binary")


def _temporal() -> Iterator[Finding]:
    """Yield whether the server answers and, if it does, whether a worker is there to do what it asks."""
    settings = Settings()
    try:
        worked_on = asyncio.run(asyncio.wait_for(_worked_on(settings), _PATIENCE))
    except Exception:  # noqa: BLE001 - no answer is the finding, whatever the reason
        yield Finding("server", "warn", settings.temporal_address, "server")
        return
    yield Finding("server", "ok", settings.temporal_address)
    yield Finding("worker", "ok" if worked_on else "warn", QUEUE, None if worked_on else "worker")


async def _worked_on(settings: Settings) -> bool:
    return await is_worked_on(await connect(settings), QUEUE)


def _rule_sets() -> Iterator[Finding]:
    for path in sorted(RULESETS.glob("*.yaml")):
        try:
            rules = read_rules(path.stem)
        except Refusal as refusal:
            yield Finding("rules", "fail", refusal.sentence(language()), "rules")
        else:
            yield Finding("rules", "ok", f"{rules.id} {rules.hash()[:16]}")


_SIGNS: dict[str, str] = {"ok": "[green]✔[/]", "warn": "[yellow]![/]", "fail": "[red]✘[/]"}


def _draw(data: dict[str, Any]) -> None:
    made = table("sign", "check", "detail")
    for it in data["checks"]:
        remedy = f"\n[yellow]→ {it['remedy']}[/]" if it["remedy"] else ""
        made.add_row(_SIGNS[it["status"]], say(f"check.{it['check']}"), f"{it['detail']}{remedy}")
    out().print(f"[dim]{data['database']}[/]", soft_wrap=True)
    out().print(made)
    out().print(say("doctor.ok") if data["ok"] else say("doctor.fail"))
