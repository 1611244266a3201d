"""The proof of a score as a tree: numbers, weights, rules, roundings, and the events below them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rich.markup import escape
from rich.tree import Tree

from cli.outcome import added, ground, title, won
from cli.texts import has, say
from cli.voice import Names, day, label, name_of, out, points
from domain.scoring.sources import RULES
from domain.scoring.total import ROUNDING

_TITLES = ("organisation", "indicator")  # whose names stand in the read models under their ids


@dataclass
class _Book:
    """What the tree is told with: events by position, names, and the rules told already."""

    events: dict[str, Any]
    names: Names
    within: tuple[str, str]  # whose units and indicators: YEAR/BODY, BODY
    rules: set[str] = field(default_factory=set)


def draw_proof(data: dict[str, Any], shown: Names) -> None:
    """Draw the explanation *data* of one person."""
    book = _Book(data["events"], shown, (f"{data['year']}/{data['body']}", data["body"]))
    out().print(f"[bold]{name_of(shown, data['person'])}[/]  {say('explain.year', year=data['year'])}")
    rules = say("explain.rules", rules=data["rules"], hash=data["rules_hash"][:16])
    out().print(f"[dim]{rules}[/]")
    if data["outcome"] is not None:
        _draw_outcome(data["outcome"], book)
    for it in data["decisions"]:
        _draw_decision(it, book)
    if data["total"] is not None:
        tree = Tree(_line(data["total"], book, weighed="points"))
        parts = data["total"]["parts"]
    elif any(it["decision"] == "exempt" for it in data["decisions"]):
        return
    else:
        missing = ", ".join(_title(name, book) for name in data["missing"])
        tree = Tree(f"[bold]{say('what.total')}[/] –  {say('explain.missing', missing=missing)}")
        parts = [part for part in data["components"].values() if part]
    for part in parts:
        _grow(tree, part, book, weighed="points")
    out().print(tree)


def _draw_outcome(it: dict[str, Any], book: _Book) -> None:
    """Draw what came of the total, from the pay back to the total on record; each with its event."""
    for name, told in _told(it, book.names):
        out().print(f"{told}  {_event(it['positions'][name], book)}", soft_wrap=True)


def _draw_decision(it: dict[str, Any], book: _Book) -> None:
    """Draw a decision about the result: what, its ground, the rule that allows it, and who decided when."""
    told = say(f"explain.decision.{it['decision']}", ground=escape(ground(it["ground"])), days=it["days"])
    out().print(f"{told}  [dim]{_rule(it['rule'], book.rules)}[/]  {_event(it['position'], book)}", soft_wrap=True)


def _told(it: dict[str, Any], shown: Names) -> Iterator[tuple[str, str]]:
    pay, grade, notice = it["pay"], it["grade"], it["notice"]
    if pay and pay["ground"]:
        yield "pay", say("explain.no-pay", ground=ground(pay["ground"]))
    elif pay and pay["amount"]:
        yield "pay", _paid(pay, shown)
    if it["objection"]:
        yield "objection", say("explain.objection", state=say(f"objection.{it['objection']['state']}"))
    if notice:
        yield "notice", say("explain.notice", **notice)
    if grade:
        titles = {"grade": title(shown, "grade", grade["grade"]), "pool": title(shown, "pool", grade["pool"])}
        yield "grade", say("explain.grade", **{**grade, **titles, "margin": points(grade["margin"])})
    if it["exempt"]:
        yield "on_record", say("explain.exempt", ground=ground(it["exempt"]))
    if it["total"]:
        yield "on_record", say("explain.on-record", total=points(it["total"]), edition=it["edition"])


def _paid(pay: dict[str, Any], shown: Names) -> str:
    words = {"pay_class": title(shown, "pay-class", pay["pay_class"]), "base": won(pay["base"])}
    more = "".join(f" + {added(it)}" for it in pay["additions"])
    return say("explain.pay", **{**pay, **words, "amount": won(pay["amount"])}, more=more)


def _grow(tree: Tree, score: dict[str, Any], book: _Book, *, weighed: str, told: bool = False) -> None:
    """Add *score* and all below it to *tree*; an event stands once, above all that rests on it alone."""
    lines, positions = [_line(score, book, weighed=weighed)], _positions(score)
    if len(positions) == 1 and not told:
        lines.append(_event(positions.pop(), book))
        told = True
    branch = tree.add("\n".join(lines))
    for part in score.get("parts", ()):
        _grow(branch, part, book, weighed="days" if score["rule"] == "by-days" else "percent", told=told)


def _positions(score: dict[str, Any]) -> set[int]:
    """Return the positions of the events that *score* rests on."""
    own = {score["position"]} if "position" in score else set()
    return own.union(*(_positions(part) for part in score.get("parts", ())))


def _line(score: dict[str, Any], book: _Book, *, weighed: str) -> str:
    """Return one number with its weight, rounding and rule; a rule's sentence is told once."""
    facts = [f"[bold]{_title(score['what'], book)}[/]  [cyan]{points(score['value'])}[/]"]
    if "weight" in score:
        facts.append(say(f"explain.{weighed}", weight=score["weight"]))
    if "rounding" in score:
        facts.append(_rounded(score["rounding"]))
    return f"{'  '.join(facts)}  [dim]{_rule(score['rule'], book.rules)}[/]"


def _rounded(rounding: str) -> str:
    if rounding == ROUNDING:
        return say("explain.rounded")
    mode, _, places = rounding.removesuffix(" places").partition(", ")
    return say(f"explain.rounded-{mode}", places=places)


def _rule(rule: str, told: set[str]) -> str:
    if rule in told or rule not in RULES:
        return f"〔{rule}〕"
    told.add(rule)
    return f"〔{rule}〕 {label(RULES[rule])}"


def _event(position: int, book: _Book) -> str:
    """Return the event a number was read from: who said it when."""
    it = book.events[str(position)]
    return f"[dim]↳ #{position} {it['type']} · {name_of(book.names, it['actor'])} · {day(it['recorded_at'])}[/]"


def _title(what: str, book: _Book) -> str:
    """Return what a number is, in the chosen language."""
    if has(f"what.{what}"):
        return say(f"what.{what}")
    kind, _, key = what.partition("/")
    if kind == "category":
        return name_of(book.names, what) if what in book.names else key
    named = name_of(book.names, key, *book.within)
    return named if kind not in _TITLES or named == key else f"{named} ({key})"
