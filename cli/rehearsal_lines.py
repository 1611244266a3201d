"""How a rehearsal is told: its person or its ministries, its phases, what was late, what to look at next."""

from __future__ import annotations

from collections import Counter
from typing import Any

from cli.board import board_table
from cli.government import draw_government
from cli.government_side import draw_side
from cli.integrity import draw_verdict
from cli.outcome import owner_name, title
from cli.texts import language, say
from cli.voice import Names, label, moment, name_of, out, points, table

_SHOWN = 5  # of what was late, or refused


def draw(data: dict[str, Any], shown: Names, *, board: bool) -> None:
    """Draw what came of a rehearsal; *board*: with each phase, and what was late."""
    out().print(f"\n[bold]{label(data['name'])}[/]")
    if data["protagonist"]:
        _draw_hero(data["protagonist"], data["year"], shown)
    draw_government(data["groups"], data["government"], shown)
    draw_side(data["government"], shown)
    if board:
        out().print(f"[bold]{say('rehearse.phases')}[/]")
        out().print(board_table(data["phases"], shown, units=False))
        _draw_late(data["late"], data["year"], shown)
    else:
        _tell_late(data["late"])
    draw_refusals(data["refusals"])
    state = say(
        "rehearse.closed" if data["closed"] else "rehearse.until", year=data["year"], until=moment(data["until"])
    )
    out().print(f"{state} {say('rehearse.counts', acts=data['acts'], events=data['events'])}")
    draw_verdict(data["verified"])
    out().print(say("rehearse.log", log=data["log"]), soft_wrap=True)
    out().print(f"\n{say('rehearse.next')}")
    for line in data["next"]:
        out().print(f"  [cyan]{line}[/]", soft_wrap=True)


def _draw_hero(hero: dict[str, Any], year: int, shown: Names) -> None:
    """Draw the case's table: each component's score, weight and points, and their sum."""
    out().print(say("rehearse.hero", person=name_of(shown, hero["person"]), year=year))
    right = ("of-100", "weight", "points")
    made = table("part", *right, right=right)
    for name, value in hero["components"].items():
        before = hero["scores"].get(name) if name != "attitude" else None
        made.add_row(say(f"what.{name}"), before or "", hero["weights"].get(name, ""), points(value))
    made.add_section()
    made.add_row(f"[bold]{say('what.total')}[/]", "", "", f"[bold]{points(hero['total'])}[/]")
    out().print(made)


def _tell_late(late: dict[str, list[dict[str, Any]]]) -> None:
    out().print(say("rehearse.late", late=len(late["late"]), missed=len(late["missed"])))


def _draw_late(late: dict[str, list[dict[str, Any]]], year: int, shown: Names) -> None:
    _tell_late(late)
    made = table("owner", "task", "about", "due", "done", keep=("due", "done"))
    for it in [*late["late"][:_SHOWN], *late["missed"][:_SHOWN]]:
        done = it["done_on"] or f"[yellow]{say('column.missed')}[/]"
        within = (f"{year}/{it['body']}", it["body"])
        about = name_of(shown, it["subject"], *within) if it["subject"] != it["owner"] else "·"
        owner = owner_name(it["owner"], shown)
        made.add_row(
            owner,
            title(shown, "phase", it["phase"]) + "\n" + title(shown, f"task/{it['phase']}", it["task"]),
            about,
            it["due"],
            done,
        )
    if made.row_count:
        out().print(made)
    left = sum(max(0, len(found) - _SHOWN) for found in late.values())
    if left:
        out().print(f"  [dim]{say('rehearse.more', count=left)}[/]")


def draw_refusals(refusals: list[dict[str, Any]]) -> None:
    """Draw the *refusals*: each reason once, with how often it was given."""
    if not refusals:
        return
    out().print(f"[yellow]{say('rehearse.refusals', count=len(refusals))}[/]")
    alike = Counter((it["command"], it["actor"], it[language()]) for it in refusals)
    for (command, actor, reason), times in list(alike.items())[:_SHOWN]:
        out().print(f"  [dim]{times} × {command}, {actor}: {reason}[/]", soft_wrap=True)
    if len(alike) > _SHOWN:
        out().print(f"  [dim]{say('rehearse.more', count=len(alike) - _SHOWN)}[/]")
