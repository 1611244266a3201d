"""``sacho indicators``: what a year is measured by, how the targets came about, and where it is heading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.markup import escape

from audit.indicators import indicators as indicators_of
from audit.plans import logic, policy
from cli.command import Call, Trouble, command
from cli.logs import reading
from cli.options import AnyBody, Year
from cli.plans import draw_logic, draw_policy
from cli.texts import say
from cli.voice import Names, label, name_of, out, table
from projections.queries import names
from projections.stored import cycle_opened


@command("indicators")
def indicators(
    call: Call,
    year: Year,
    body: AnyBody = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="UNIT")] = None,
    code: Annotated[str | None, typer.Option("--code", metavar="CODE")] = None,
) -> None:
    """Show the indicators of a year: definitions, targets, values, evidence, forecasts; and what the plan serves."""
    with reading(call) as log, log.view() as connection:
        try:
            opened = cycle_opened(connection, year)
        except LookupError as error:
            raise Trouble("year.none", year=year) from error
        found = indicators_of(log, opened, body=body, unit=unit, code=code)
        if code is not None and not found:
            raise Trouble("indicator.none", indicator=code, year=year)
        shown = names(connection)
        phases = {it.phase: it.name.model_dump() for it in opened.rules.phases}
        whole: dict[str, Any] = {} if code else {"logic": logic(log, opened, body=body, unit=unit)}
        if unit is None and code is None:
            whole["policy"] = policy(log, opened, body=body)
        call.answer({"year": year, "indicators": found, **whole}, lambda it: _draw(it, {**phases, **shown}))


def _draw(data: dict[str, Any], shown: Names) -> None:
    _draw_indicators(data["indicators"], {(it["body"], it["unit"]): it for it in data.get("logic", ())}, shown)
    draw_policy(data.get("policy", []), shown)


def _draw_indicators(found: list[dict[str, Any]], logic_of: Mapping[Any, dict[str, Any]], shown: Names) -> None:
    if not found:
        out().print(say("indicators.none"))
    elif len(found) == 1:
        _draw_one(found[0], shown)
    else:
        _draw_many(found, logic_of, shown)


def _draw_many(found: list[dict[str, Any]], logic_of: Mapping[Any, dict[str, Any]], shown: Names) -> None:
    for body, unit in dict.fromkeys((it["body"], it["unit"]) for it in found):
        out().print(f"[bold]{name_of(shown, unit, body)}[/]")
        draw_logic(logic_of[body, unit])
        right = ("weight", "target", "value", "achieved", "forecast")
        made = table("indicator", *right, "flags", right=right)
        for it in found:
            if (it["body"], it["unit"]) == (body, unit):
                made.add_row(*_cells(it))
        out().print(made)
    out().print(f"[dim]{say('indicators.next')}[/]")


def _cells(it: dict[str, Any]) -> tuple[str, ...]:
    now = it["definitions"][0]
    last: dict[str, Any] = now["values"][-1] if now["values"] else {"value": None, "estimate": False, "rate": None}
    value = _number(last["value"]) + ("*" if last["estimate"] else "")
    foreseen = now["forecast"]["rate"] if now["forecast"] else None
    named = f"{escape(it['code'])} {label(it['name'])}"
    return named, it["weight"], _number(now["target"]), value, _number(last["rate"]), _number(foreseen), _flags(it)


def _flags(it: dict[str, Any]) -> str:
    """Return in short what needs a look: warnings without an answer, signals, an amendment, a new baseline."""
    told = [
        say("indicators.flag.warning") if any(one["cause"] is None for one in it["warnings"]) else "",
        say("indicators.flag.signal", count=len(it["signals"])) if it["signals"] else "",
        say("indicators.flag.amended") if len(it["definitions"]) > 1 else "",
        say("indicators.flag.baseline") if it["baseline_building"] else "",
        say("indicators.flag.provisional") if it["provisional"] else "",
    ]
    return ", ".join(word for word in told if word)


def _draw_one(it: dict[str, Any], shown: Names) -> None:
    unit = name_of(shown, it["unit"], it["body"])
    out().print(f"[bold]{escape(it['code'])} {label(it['name'])}[/]  {unit}, {it['weight']}%  {_flags(it)}")
    for definition in it["definitions"]:
        _draw_definition(definition, it, shown)
    for one in it["evidence"]:
        verdict = say(f"indicators.verdict.{one['verdict'] or 'open'}", by=name_of(shown, one["verified_by"]))
        about = {"title": escape(one["title"]), "document": one["document"][:12], "phase": name_of(shown, one["phase"])}
        out().print(say("indicators.evidence", **about, by=name_of(shown, one["by"]), verdict=verdict))
    for one in it["warnings"]:
        cause = escape(one["cause"]) if one["cause"] else say("indicators.unanswered")
        numbers = {"phase": name_of(shown, one["phase"]), "forecast": one["forecast"], "rate": one["rate"]}
        out().print(f"[yellow]{say('indicators.warning', **numbers, cause=cause)}[/]")
    for one in it["signals"]:
        facts = ", ".join(f"{name} {value}" for name, value in one["facts"].items())
        out().print(f"[yellow]{say('indicators.signal', signal=_signal(one['signal']), facts=escape(facts))}[/]")


def _draw_definition(of: dict[str, Any], it: dict[str, Any], shown: Names) -> None:
    state = say("indicators.in-force" if of["in_force"] else "indicators.amended")
    out().print(f"\n[bold]{state}[/] [dim]{of['definition'][:16]}[/]")
    formula = label(of["formula_name"]) if of["formula_name"] else "–"
    how = {"kind": say(f"kind.{of['kind']}"), "direction": say(f"direction.{of['direction']}")}
    out().print(say("indicators.how", **how, measure=escape(of["unit_of_measure"]), formula=formula))
    by = {"owner": name_of(shown, of["owner"]), "verifier": name_of(shown, of["verifier"])}
    out().print(say("indicators.by", **by, source=escape(of["source"]) or "–", means=escape(of["means"]) or "–"))
    out().print(say("indicators.target", target=_number(of["target"]), reason=_reason(of, it, shown)))
    made = table("phase", "value", "achieved", "counts", right=("value", "achieved", "counts"))
    for value in of["values"]:
        told = value["value"] + ("*" if value["estimate"] else "")
        made.add_row(name_of(shown, value["phase"]), told, _number(value["rate"]), _number(value["counts"]))
    out().print(made)
    if of["forecast"] and of["forecast"]["rule"] == "straight-line":
        foreseen = {"value": of["forecast"]["value"], "rate": _number(of["forecast"]["rate"])}
        out().print(say("indicators.forecast", **foreseen, count=len(of["forecast"]["periods"])))


def _reason(of: dict[str, Any], it: dict[str, Any], shown: Names) -> str:
    """Return how the target came about: by the rule, or beside it with who let it stand."""
    by_rule = of["by_rule"]
    told = say("indicators.by-rule", **by_rule) if by_rule else say("indicators.no-rule")
    if of["standing"] == "meets" or not it["approved"]:
        return told
    approver = name_of(shown, it["approved"]["approver"])
    return f"{told}; {say('indicators.approved', by=approver, reason=escape(it['approved']['justification']))}"


def _number(value: str | None) -> str:
    return "–" if value is None else value


def _signal(signal: str) -> str:
    return say(f"signal.{signal}")
