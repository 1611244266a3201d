"""How a plan as a whole is told, below its indicators."""

from __future__ import annotations

from typing import Any

from rich.markup import escape

from cli.texts import say
from cli.voice import Names, label, name_of, out, table


def draw_policy(items: list[dict[str, Any]], shown: Names) -> None:
    """Draw the guideline's policy items: what advances each of them, or why nothing does."""
    for body in dict.fromkeys(it["body"] for it in items):
        out().print(f"\n[bold]{say('plan.policy', body=name_of(shown, body))}[/]")
        made = table("policy-item", "policy-kind", "advanced-by")
        for it in items:
            if it["body"] == body:
                named = f"{escape(it['code'])} {label(it['name'])}"
                made.add_row(named, say(f"policy.{it['kind']}"), _served(it, shown))
        out().print(made)


def _served(it: dict[str, Any], shown: Names) -> str:
    by = [f"{name_of(shown, one['unit'], it['body'])} {escape(one['of'])}" for one in it["advanced_by"]]
    if by:
        return ", ".join(by)
    if it["reason"]:
        return escape(it["reason"])
    return f"[yellow]{say('plan.unserved')}[/]" if it["asked"] else "–"


def draw_logic(it: dict[str, Any]) -> None:
    """Draw how much weight of a scorecard measures what, and what the rules ask if it is not enough."""
    told = [f"{say(f'logic.{kind}')} {weight}%" for kind, weight in it["weights"].items() if weight != "0"]
    out().print(f"[dim]{say('plan.logic', weights=' · '.join(told) or '–')}[/]", soft_wrap=True)
    if it["short"]:
        asked = "·".join(say(f"logic.{kind}") for kind in it["counts"])
        bare = escape(", ".join(it["targets_without"])) or "–"
        out().print(f"[yellow]{say('plan.few-results', counts=asked, least=it['least'], targets=bare)}[/]")
