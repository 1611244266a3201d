"""``sacho cycle``: opening a year, its board, and what operators may do to its phases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.command import Call, Trouble, command
from cli.logs import reading
from cli.options import AnyBody, AnyDay, Body, Day, Phase, Reason, Year
from cli.texts import say
from cli.voice import Names, label, name_of, out

if TYPE_CHECKING:
    from activities.requests import Outcome
    from domain.cycle import CycleOpened
    from domain.messages import Command


@command("cycle open", acts=True)
def open_cycle(
    call: Call,
    year: Year,
    rules: Annotated[str, typer.Option("--rules", metavar="NAME|FILE")],
    government: Annotated[str, typer.Option("--government", metavar="BODY")],
    body: Annotated[list[str], typer.Option("--body", metavar="BODY")],
    own: Annotated[list[str] | None, typer.Option("--own", metavar="BODY=NAME|FILE")] = None,
) -> None:
    """Open a performance year under a rule set, with the public holidays known today."""
    from activities.yaml_files import read_rules
    from cli.door import asked, require_done
    from domain.calendar import public_holidays
    from domain.cycle import OpenCycle
    from domain.own_rules import own_rules
    from projections.stored import cycle_opened

    given = read_rules(rules)
    version, holidays = public_holidays(given.country, range(year, year + 3))
    opening = OpenCycle(
        year=year,
        government=government,
        bodies=tuple(body),
        rules=given,
        calendar_version=version,
        holidays=holidays,
        own={name: own_rules(given, read_rules(file)) for name, file in map(_own, own or ())},
    )
    with reading(call) as log:
        outcome = asked(call, log, opening)
        require_done(call, outcome)
        with log.view() as connection:
            past = _past(cycle_opened(connection, year))
        call.answer({**outcome.model_dump(mode="json"), "phases_past": past}, lambda _: _draw_opened(outcome, past))


def _own(text: str) -> tuple[str, str]:
    """Return the body and the rule set that ``BODY=NAME|FILE`` names."""
    body, given, rules = text.partition("=")
    if not (body and given and rules):
        raise typer.BadParameter(say("misuse.own", given=text))
    return body, rules


@command("cycle status")
def status(
    call: Call, year: Year, body: AnyBody = None, *, units: Annotated[bool, typer.Option("--units", metavar="")] = False
) -> None:
    """Show the board of a year: every phase with what is done, late, open and missed."""
    from cli.board import board_data
    from projections.queries import names, years
    from projections.stored import cycle_opened, left_open

    with reading(call) as log, log.view() as connection:
        try:
            opened = cycle_opened(connection, year)
        except LookupError as error:
            raise Trouble("year.none", year=year) from error
        state = next(row["state"] for row in years(connection) if row["year"] == year)
        data = {
            "year": year,
            "state": state,
            "government": opened.government,
            "rules": opened.rules.id,
            "rules_hash": opened.rules_hash,
            "own": {it: rules.id for it, rules in opened.own.items()},
            "phases": board_data(connection, opened, body),
            "left": [it for it in left_open(log, year) if body in (None, it["body"])],
        }
        shown = names(connection)
        call.answer(data, lambda it: _draw(it, shown, units=units))


@command("cycle extend", acts=True)
def extend(  # noqa: PLR0913 - one argument for each option
    call: Call,
    year: Year,
    phase: Phase,
    *,
    body: Body,
    due: Day,
    reason: Reason,
    opens: AnyDay = None,
    resolution: Annotated[str | None, typer.Option("--resolution", metavar="COMMITTEE/SESSION/ITEM")] = None,
    outside: Annotated[str | None, typer.Option("--outside", metavar="TEXT")] = None,
) -> None:
    """Move the last day of a phase, or its first day before it opened."""
    days = {"opens": opens.isoformat() if opens else None, "due": due.isoformat()}
    decision = {"resolution": resolution, "outside": outside}
    _about_phase(call, "MovePhase", year, phase, body, reason=reason, **decision, **days)


@command("cycle pause", acts=True)
def pause(call: Call, year: Year, phase: Phase, body: Body, reason: Reason) -> None:
    """Let a phase stand still."""
    _about_phase(call, "PausePhase", year, phase, body, reason=reason)


@command("cycle resume", acts=True)
def resume(call: Call, year: Year, phase: Phase, body: Body, reason: Reason) -> None:
    """Let a paused phase go on."""
    _about_phase(call, "ResumePhase", year, phase, body, reason=reason)


@command("cycle close", acts=True)
def close(call: Call, year: Year) -> None:
    """Close the books of a year."""
    from domain.cycle import CloseCycle

    _carry_out(call, CloseCycle(year=year))


def _about_phase(call: Call, kind: str, year: int, phase: str, body: str, **more: Any) -> None:
    from domain.parsing import parse_command

    _carry_out(call, parse_command({"type": kind, "year": year, "body": body, "phase": phase, **more}))


def _carry_out(call: Call, wish: Command) -> None:
    from cli.door import carry_out

    with reading(call) as log:
        carry_out(call, log, wish)


def _past(opened: CycleOpened) -> list[dict[str, Any]]:
    """Return the phases of the year that are not run here."""
    rules = (rule for rule in opened.rules.phases if rule.phase in opened.phases_past)
    return [{"phase": rule.phase, "name": rule.name.model_dump()} for rule in rules]


def _draw_opened(outcome: Outcome, past: list[dict[str, Any]]) -> None:
    from cli.door import draw_outcome

    draw_outcome(outcome)
    _draw_past(past)


def _draw_past(past: Sequence[dict[str, Any]]) -> None:
    if past:
        names_of_them = dict.fromkeys(label(it["name"]) for it in past)  # each once, whatever the number of bodies
        out().print(f"[dim]{say('cycle.skipped', phases=', '.join(names_of_them))}[/]")


def _draw(data: dict[str, Any], shown: Names, *, units: bool) -> None:
    from cli.board import board_table
    from cli.outcome import owner_name

    government = name_of(shown, data["government"])
    state = say(f"state.{data['state']}")
    out().print(say("cycle.head", year=data["year"], state=state, government=government, rules=data["rules"]))
    out().print(board_table(data["phases"], shown, units=units))
    _draw_past([it for it in data["phases"] if it["state"] == "skipped"])
    for it in data["left"]:
        about = {"owner": owner_name(it["owner"], shown), "subject": name_of(shown, it["subject"])}
        told = say("cycle.left-finding" if it["what"] == "finding" else "cycle.left", what=it["what"], **about)
        out().print(f"[red]{name_of(shown, it['body'])}[/] {told}")
    if not units:
        several = len({it["body"] for it in data["phases"]}) > 1
        out().print(f"[dim]{say('cycle.bodies' if several else 'cycle.units')}[/]")
