"""How promotion lists look: among the results of a year, and on a person's card."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from cli.outcome import ground
from cli.texts import say
from cli.voice import Names, name_of, out, points, table


def draw_lists(lists: list[dict[str, Any]], shown: Names) -> None:
    """Draw each list grade by grade; who has no place comes last."""
    for it in lists:
        for grade, places in groupby(it["places"], key=lambda place: place["grade"]):
            if grade is not None:
                told = say("promotion.list", as_of=it["as_of"], grade=grade, edition=it["edition"])
                out().print(f"[bold]{name_of(shown, it['body'])} · {told}[/]")
                made = table("place", "person", "points-listed", "rests-on", right=("place", "points-listed"))
                for place in places:
                    whose = name_of(shown, place["person"])
                    made.add_row(str(place["place"]), whose, points(place["points"]), _years(place))
                out().print(made)
        if apart := sum(place["place"] is None for place in it["places"]):
            out().print(f"[dim]{say('promotion.apart', as_of=it['as_of'], count=apart)}[/]")


def draw_places(places: list[dict[str, Any]]) -> None:
    """Draw one person's places, a line a list."""
    for it in places:
        if it["place"] is None:
            out().print(say("promotion.no-place", as_of=it["as_of"], ground=ground(it["ground"])))
        else:
            out().print(say("promotion.place", **{**it, "points": points(it["points"]), "years": _years(it)}))


def _years(place: dict[str, Any]) -> str:
    """Return the years that a place rests on, each with its points and total."""
    return ", ".join(
        say("promotion.year", year=it["year"], points=points(it["points"]), total=points(it["total"]))
        for it in place["years"]
    )
