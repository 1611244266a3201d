"""The proof of a self-evaluation as a tree: body, categories, subjects and measures by name, down to each member."""

from __future__ import annotations

from collections.abc import Mapping

from rich.tree import Tree

from cli.voice import Names, label, name_of, points
from domain.scoring.proof import Score
from projections.self_evaluations import Evaluated

Called = Mapping[str, str]


def called(it: Evaluated, year: int, shown: Names) -> Called:
    """Return the names of the body, its categories, subjects and measures, by what a proof calls them."""
    found = {f"self-evaluation/{year}/{it.body}": name_of(shown, it.body)}
    found |= {f"category/{one.category}": label(one.name) for one in it.rules.categories}
    for subject in it.own.planned.subjects if it.own.planned else ():
        found[f"subject/{subject.subject}"] = label(subject.name)
        for one in subject.measures:
            known = name_of(shown, one.code, f"{year}/{it.body}")
            indicator = f"{one.code} {known}" if known != one.code else known
            found[f"measure/{one.code}"] = label(one.criterion) if one.criterion else indicator
    return found


def tree_of(proof: Score, it: Evaluated, names: Called, shown: Names) -> Tree:
    """Return *proof* as a tree."""
    return _grown(Tree(_line(proof, it, names, shown)), proof, it, names, shown)


def _grown(tree: Tree, score: Score, it: Evaluated, names: Called, shown: Names) -> Tree:
    """Return *tree* with all that *score* is made of below it."""
    for part in score.parts:
        _grown(tree.add(_line(part, it, names, shown)), part, it, names, shown)
    return tree


def _line(score: Score, it: Evaluated, names: Called, shown: Names) -> str:
    """Return one number with its weight, or the event of a member's score and who gave it."""
    if score.position is not None:
        row = next(row for row in it.rows if row.position == score.position)
        return f"{name_of(shown, row.actor)}  [cyan]{points(score.value)}[/]  [dim]↳ #{row.position} {row.type}[/]"
    weight = f"  {score.weight} %" if score.weight is not None else ""
    what = names.get(score.what, score.what.partition("/")[2])
    return f"[bold]{what}[/]  [cyan]{points(score.value)}[/]{weight}  [dim]〔{score.rule}〕[/]"
