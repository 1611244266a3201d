"""The proof of a programme's budget as a tree: from the amount granted back to every answer of the checklist."""

from __future__ import annotations

from typing import Any

from rich.markup import escape
from rich.tree import Tree

from cli.outcome import title, won
from cli.texts import say
from cli.voice import Names, day, label, name_of, out, points
from domain.messages import Label
from domain.scoring.sources import RULES


def draw_programme(data: dict[str, Any], shown: Names) -> None:
    """Draw the explanation *data* of one programme."""
    name = label(Label.model_validate(data["name"]))
    unit = name_of(shown, data["unit"], data["body"])
    out().print(f"[bold]{name}[/] ({escape(data['programme'])})  {unit}")
    out().print(f"[dim]{say('explain.rules', rules=data['rules'], hash=data['rules_hash'][:16])}[/]")
    if data["rated"] is None:
        out().print(say("programme.not-rated", year=data["year"]))
        return
    tree = Tree(_granted(data, shown))
    above = tree
    if data["exception"]:
        told = say("programme.exception", reason=escape(data["exception"]["reason"]))
        tree.add(f"{told}\n{_event(data, data['exception'], shown)}")
    if data["budget"]:
        above = tree.add(_branch(data, shown))
    _rating(above, data, shown)
    for it in data["findings"]:
        told = say("programme.finding", number=it["number"], title=label(Label.model_validate(it["title"])))
        stage = say(f"finding.stage.{it['stage']}")
        tree.add(f"{told}  {stage}\n{_event(data, it, shown)}")
    out().print(tree)


def _granted(data: dict[str, Any], shown: Names) -> str:
    decided = data["decided"]
    if decided is None:
        return say("programme.undecided")
    facts = {"amount": won(decided["amount"]), "reason": escape(decided["reason"])}
    told = say("programme.granted-excepted" if decided["excepted"] else "programme.granted", **facts)
    return f"[bold]{told}[/]\n{_event(data, decided, shown)}"


def _branch(data: dict[str, Any], shown: Names) -> str:
    """Return the branch of the budget rule with the base it is reckoned from."""
    it = data["budget"]
    facts = {"base": won(it["base"]), "fiscal_year": it["fiscal_year"], "keep": it["keep"]}
    ceiling = won(it["ceiling"])
    told = say(f"programme.branch.{it['branch']}", **facts, ceiling=ceiling)
    return f"{told}  {_rule(it['rule'])}\n{_event(data, it, shown)}"


def _rating(above: Tree, data: dict[str, Any], shown: Names) -> None:
    it = data["rated"]
    level = title(shown, "level", it["level"])
    told = say("programme.rated", score=points(it["score"]), level=level, at_least=it["at_least"])
    effect = say("programme.demonstrated" if it["demonstrated"] else "programme.not-demonstrated")
    branch = above.add(f"{told}  {effect}  {_rule('programme-level')}\n{_event(data, it, shown)}")
    answers = branch.add(_rule("programme-checklist"))
    for answer in it["answers"]:
        named = label(Label.model_validate(answer["name"])) if answer["name"] else escape(answer["item"])
        answers.add(f"{named}  [cyan]{points(answer['points'])}[/] / {answer['of'] or '–'}")


def _rule(rule: str) -> str:
    return f"[dim]〔{rule}〕 {label(RULES[rule])}[/]"


def _event(data: dict[str, Any], part: dict[str, Any], shown: Names) -> str:
    """Return the event that a part was read from: who said it when."""
    position = part["position"]
    it = data["events"][str(position)]
    return f"[dim]↳ #{position} {it['type']} · {name_of(shown, it['actor'])} · {day(it['recorded_at'])}[/]"
