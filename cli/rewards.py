"""``sacho rewards``: which bodies a good result recommends for rewards, what they granted, and what is left."""

from __future__ import annotations

from typing import Any

from rich.markup import escape

from cli.command import Call, Trouble, command
from cli.logs import reading
from cli.options import AnyBody, Year
from cli.outcome import all_names, title
from cli.texts import say
from cli.voice import Names, name_of, out, points, table
from domain.reward import Rewards
from projections.follow_up import rewards_of
from projections.stored import cycle_opened

_RESULTS = {  # by what a result is of: its column, and where the names of its grades are
    "self-evaluation": ("self", "band"),
    "specific-evaluation": ("specific", "specific-grade"),
}


@command("rewards", lists="bodies")
def rewards(call: Call, year: Year, body: AnyBody = None) -> None:
    """List the bodies that are recommended or granted rewards; with a body each reward."""
    with reading(call) as log:
        with log.view() as connection:
            try:
                cap = cycle_opened(connection, year).rules.follow_up.reward_cap
            except LookupError as error:
                raise Trouble("year.none", year=year) from error
            shown = all_names(connection)
        found = rewards_of(log, year, body)
    bodies = [{"body": name, **_told(it), "left": _left(cap, it)} for name, it in found.items()]
    told = {"year": year, "body": body, "cap": format(cap, "f") if cap is not None else None, "bodies": bodies}
    call.answer(told, lambda it: _draw(it, shown))


def _told(it: Rewards) -> dict[str, Any]:
    about = {"type", "year", "body"}
    return {
        "recommended": [one.model_dump(mode="json", exclude=about) for one in it.recommended.values()],
        "granted": [one.model_dump(mode="json", exclude=about) for one in it.granted.values()],
        "spent": format(it.spent(), "f"),
    }


def _left(cap: Any, it: Rewards) -> str | None:
    return format(cap - it.spent(), "f") if cap is not None else None


def _draw(data: dict[str, Any], shown: Names) -> None:
    if not data["bodies"]:
        out().print(say("rewards.none", year=data["year"]))
        return
    numbers = ("rewards", "spent", "left")
    made = table("body", "recommended", *numbers, right=numbers)
    for it in data["bodies"]:
        told = "\n".join(_recommended(one, shown) for one in it["recommended"]) or "–"
        left = points(it["left"])
        made.add_row(name_of(shown, it["body"]), told, str(len(it["granted"])), points(it["spent"]), left)
    out().print(made)
    if data["cap"] is not None:
        out().print(say("rewards.cap", cap=points(data["cap"])))
    out().print(f"[dim]{say('budget.unit')}[/]")
    for it in data["bodies"] if data["body"] else ():
        _draw_granted(it, shown)


def _recommended(it: dict[str, str], shown: Names) -> str:
    result, grades = _RESULTS[it["of"]]
    return f"{say(f'column.{result}')} {points(it['total'])}, {title(shown, grades, it['grade'])}"


def _draw_granted(it: dict[str, Any], shown: Names) -> None:
    """Draw each reward of one body: whose, of which kind, how much, for what, and who granted it."""
    if not it["granted"]:
        return
    made = table("person", "reward", "spent", "ground", "granted-by", right=("spent",))
    for one in it["granted"]:
        kind, amount = say(f"reward.kind.{one['kind']}"), points(one["amount"])
        whose, by = name_of(shown, one["person"]), name_of(shown, one["by"])
        made.add_row(whose, kind, amount, escape(one["ground"]), by)
    out().print(made)
