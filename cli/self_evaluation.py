"""``sacho self-evaluation``: how ministries evaluated themselves, who confirmed it, and why a score is what it is."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from cli.command import Call, Trouble, command
from cli.logs import reading
from cli.options import AnyBody, Year
from cli.outcome import all_names, title
from cli.self_evaluation_proof import called, tree_of
from cli.texts import say
from cli.voice import Names, label, name_of, out, points, table
from domain.mandates import MandateEnded
from domain.scoring.proof import Score
from projections.self_evaluations import Evaluated, self_evaluation, self_evaluations
from projections.stored import cycle_opened


@command("self-evaluation", lists="bodies")
def show(
    call: Call,
    year: Year,
    *,
    body: AnyBody = None,
    why: Annotated[bool, typer.Option("--why")] = False,
) -> None:
    """Show a year's self-evaluations; with a body its plan, scores, confirmation and re-evaluation."""
    with reading(call) as log:
        with log.view() as connection:
            try:
                opened = cycle_opened(connection, year)
            except LookupError as error:
                raise Trouble("year.none", year=year) from error
            shown = all_names(connection)
        if body is None:
            found = [_short(it) for it in self_evaluations(log, opened).values()]
            call.answer({"year": year, "bodies": found}, lambda it: _draw_all(it, shown))
            return
        one = self_evaluation(log, opened, body)
        if one is None:
            raise Trouble("self-evaluation.none", year=year, body=body)
        proof = one.proof() if why else None
        data = {"year": year, **_long(one), "proof": proof.as_data() if proof else None}
        call.answer(data, lambda it: _draw_one(it, one, proof, shown))


def _short(it: Evaluated) -> dict[str, Any]:
    categories = it.outcome.categories if it.outcome else ()
    return {
        "body": it.body,
        "state": it.state,
        "total": format(it.total, "f") if it.total is not None else None,
        "grade": it.grade,
        "categories": {one.category: format(one.score, "f") for one in categories},
        "sectors": {sector: _verdict(it, sector) for sector in it.sectors},
    }


def _verdict(it: Evaluated, sector: str) -> str:
    found = it.sectors[sector].inspected
    return found.verdict if found else "unconfirmed"


def _long(it: Evaluated) -> dict[str, Any]:
    own, again = it.own, it.again
    facts = {
        "planned": own.planned,
        "accepted": own.accepted,
        "submitted": own.submitted,
        "not_submitted": own.not_submitted,
    }
    later = {"ordered": again.ordered, "carried_out": again.carried_out, "adjusted": again.adjusted}
    told = {name: fact.model_dump(mode="json") if fact else None for name, fact in {**facts, **later}.items()}
    looked_at = {name: one.inspected.model_dump(mode="json") for name, one in it.sectors.items() if one.inspected}
    heard = {name: one.model_dump(mode="json") for name, one in own.heard.items()}
    scorers = {name: list(them) for name, them in own.scorers.items()}
    shared = {"on": own.shared.on.isoformat(), "until": own.shared.until.isoformat()} if own.shared else None
    outcome = it.outcome.model_dump(mode="json") if it.outcome else None
    events = [{"position": row.position, "type": row.type, "by": row.actor} for row in it.rows]
    more = {"scorers": scorers, "heard": heard, "shared": shared, "outcome": outcome, "inspected": looked_at}
    ended = {name: one.model_dump(mode="json", exclude={"begun"}) for name, one in it.ended.items()}
    return {**_short(it), **told, **more, "mandates_ended": ended, "events": events}


def _draw_all(data: dict[str, Any], shown: Names) -> None:
    if not data["bodies"]:
        out().print(say("self-evaluation.nobody", year=data["year"]))
        return
    made = table("body", "state", "total", "grade", "verdict", right=("total",), keep=("state", "grade"))
    for it in data["bodies"]:
        state = say(f"self-evaluation.state.{it['state']}")
        grade = title(shown, "band", it["grade"])
        made.add_row(name_of(shown, it["body"]), state, points(it["total"]), grade, _verdicts(it["sectors"]))
    out().print(made)


def _verdicts(sectors: dict[str, str]) -> str:
    """Return how many sectors are confirmed, and how many are to be evaluated again."""
    told = list(sectors.values())
    confirmed = say("self-evaluation.confirmed", confirmed=told.count("confirmed"), of=len(told))
    again = told.count("re-evaluate")
    return f"{confirmed}, {say('verdict.re-evaluate')} {again}" if again else confirmed


def _draw_one(data: dict[str, Any], it: Evaluated, proof: Score | None, shown: Names) -> None:
    state = say(f"self-evaluation.state.{data['state']}")
    out().print(f"[bold]{name_of(shown, it.body)}[/] {data['year']}  {state}")
    planned = data["planned"]
    out().print(say("self-evaluation.plan", **{**planned, "subjects": len(planned["subjects"])}))
    if planned.get("ground"):
        noticed = ", ".join(name_of(shown, body) for body in planned["noticed"])
        out().print(say(f"self-evaluation.ground.{planned['ground']}", on=planned["on"], noticed=noticed))
    if data["total"] is not None:
        grade = title(shown, "band", it.grade)
        out().print(say("self-evaluation.total", total=points(data["total"]), grade=grade))
    if it.outcome:
        _draw_categories(it)
    _draw_sectors(it, shown)
    names = called(it, data["year"], shown)
    if data["ordered"]:
        subjects = ", ".join(names[f"subject/{one}"] for one in data["ordered"]["subjects"])
        told = {**data["ordered"], "subjects": subjects}
        out().print(say("self-evaluation.ordered", **{**told, "evaluator": name_of(shown, told["evaluator"])}))
    if adjusted := data["adjusted"]:
        scores = {name: points(adjusted[name]) for name in ("before", "after")}
        out().print(say("self-evaluation.adjusted", **{**adjusted, **scores}))
    if proof:
        out().print(tree_of(proof, it, names, shown))


def _draw_categories(it: Evaluated) -> None:
    made = table("area", "weight", "score", right=("weight", "score"))
    names = {one.category: label(one.name) for one in it.rules.categories}
    for one in it.outcome.categories if it.outcome else ():
        made.add_row(names.get(one.category, one.category), f"{one.weight} %", points(one.score))
    out().print(made)


def _draw_sectors(it: Evaluated, shown: Names) -> None:
    made = table("sector", "verdict", "body", "opinion")
    for sector, one in it.sectors.items():
        found = one.inspected
        office = name_of(shown, found.office) if found else "–"
        made.add_row(
            title(shown, "sector", sector),
            say(f"verdict.{_verdict(it, sector)}"),
            office,
            found.opinion if found else "",
        )
    out().print(made)
    for ended in it.ended.values():
        out().print(mandate_ended(ended, shown))


def mandate_ended(it: MandateEnded, shown: Names) -> str:
    """Return in a sentence which mandate ended when, by which law, and who has it now."""
    told = {
        "sector": title(shown, "sector", it.sector),
        "office": name_of(shown, it.office),
        "day": it.day,
        "law": it.law,
    }
    if it.successor is None:
        return say("mandate.ended", **told)
    return say("mandate.passed-on", **told, successor=name_of(shown, it.successor))
