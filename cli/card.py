"""``sacho card``: a person's performance management card, and on record who used it for what."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

import typer

from cli.cases import case_data, case_line
from cli.command import Call, Trouble, command
from cli.door import asked, require_done
from cli.logs import reading
from cli.outcome import all_names, ground, title
from cli.promotion import draw_places
from cli.texts import say
from cli.voice import Names, day, label, moment, name_of, out, points, table
from domain.access import AccessApproved, AccessEvent, AccessRequested, AccessUsed
from domain.card import CardEntryRecorded, UseCard
from domain.reinforcement_facts import Reinforcement
from eventstore.sql import SqlLog
from projections.card import PersonCard, card_of
from projections.cases import all_cases

_Decision = Literal["promotion", "vacancy", "training", "recommendation"]


@command("card", acts=True)
def card(
    call: Call,
    person: Annotated[str, typer.Argument(metavar="PERSON")],
    decision: Annotated[_Decision | None, typer.Option("--for", metavar="DECISION")] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT")] = None,
) -> None:
    """Show a card: to its subject as it is, to others for a decision, and on record."""
    with reading(call) as log:
        with log.view() as connection:
            shown = all_names(connection)
        if person not in shown:
            raise Trouble("card.nobody", person=person)
        if call.actor not in (None, person):
            _use(call, log, person, decision, reason)
        with log.view() as connection:
            found = card_of(log, connection, person, opened=call.actor is not None)
            data = {"person": person, **_data(found), "cases": _cases(log, person)}
        call.answer(data, lambda it: _draw(it, shown))


def _use(call: Call, log: SqlLog, person: str, decision: str | None, reason: str | None) -> None:
    """Put on record that the actor uses the card; a refusal shows nothing of it."""
    if decision is None or reason is None:
        raise Trouble("card.purpose", person=person)
    require_done(call, asked(call, log, UseCard(person=person, decision=cast("_Decision", decision), reason=reason)))


def _data(found: PersonCard) -> dict[str, Any]:
    return {
        "entries": [{**_entry(it, found.superseded), "recorded_at": at} for it, at in found.entries],
        "task_results": [it.model_dump(mode="json", exclude={"type", "person"}) for it in found.task_results],
        "uses": [{**it.model_dump(exclude={"type", "person"}), "recorded_at": at} for it, at in found.uses],
        "accesses": _accesses(found.accesses),
        "results": [{"year": year, **it.as_data()} for year, it in found.results if it.result is not None],
        "promotion": found.promotion,
        "reinforcement": _reinforcement(found.reinforcement),
        "plan": {
            "year": found.plan_of,
            "weakest": [
                {
                    "category": it.category,
                    "name": it.name.model_dump(),
                    "score": format(it.score, "f"),
                    "courses": [course.model_dump() for course in it.courses],
                }
                for it in found.plan
            ],
        },
    }


def _accesses(events: list[tuple[AccessEvent, str]]) -> list[dict[str, Any]]:
    """Return each break-glass access: who asked when and why, who approved it until when, and every reading."""
    told: dict[int, dict[str, Any]] = {}
    for it, at in events:
        match it:
            case AccessRequested():
                told[it.number] = {"number": it.number, "by": it.by, "reason": it.reason, "asked_at": at}
                told[it.number] |= {"approved_by": None, "until": None, "uses": []}
            case AccessApproved():
                told[it.number] |= {"approved_by": it.by, "until": it.until.isoformat()}
            case AccessUsed():
                told[it.number]["uses"].append({"of": it.of, "at": at})
    return list(told.values())


def _entry(it: CardEntryRecorded, superseded: set[int]) -> dict[str, Any]:
    return {**it.model_dump(exclude={"type", "person"}), "in_force": it.number not in superseded}


def _reinforcement(state: Reinforcement) -> dict[str, Any]:
    interviews = {key: it.record for key, it in state.interviews.items()}
    return {
        "bands": [
            {**it.model_dump(mode="json", exclude={"type", "person"}), "interview": interviews.get(key)}
            for key, it in state.entries.items()
        ],
        "required": [it.isoformat() for it in state.pending],
        "completed": state.completed.on.isoformat() if state.completed else None,
    }


def _cases(log: SqlLog, person: str) -> list[dict[str, Any]]:
    return [case_data(it) for it in all_cases(log, person)]


def _draw(data: dict[str, Any], shown: Names) -> None:
    out().print(f"[bold]{name_of(shown, data['person'])}[/]")
    _draw_results(data["results"], shown)
    draw_places(data["promotion"])
    _draw_entries(data["entries"], shown)
    for it in data["task_results"]:
        told = {**it, "score": points(it["score"]), "level": title(shown, "level", it["level"])}
        unit = name_of(shown, it["unit"], it["body"])
        out().print(say("card.task-result", **{**told, "unit": unit}))
    _draw_bands(data["reinforcement"])
    for it in data["cases"]:
        out().print(case_line(it))
    _draw_plan(data["plan"])
    if data["uses"]:
        out().print(f"[bold]{say('card.uses')}[/]")
        made = table("recorded", "person", "decision", "reason", keep=("recorded",))
        for it in data["uses"]:
            made.add_row(
                day(it["recorded_at"]), name_of(shown, it["by"]), say(f"decision.{it['decision']}"), it["reason"]
            )
        out().print(made)
    _draw_accesses(data["accesses"], shown)


def _draw_accesses(accesses: list[dict[str, Any]], shown: Names) -> None:
    if not accesses:
        return
    out().print(f"[bold]{say('access.uses')}[/]")
    made = table("recorded", "asked-by", "reason", "approved-by", "read", keep=("recorded",))
    for it in accesses:
        approved = name_of(shown, it["approved_by"]) if it["approved_by"] else say("access.waiting")
        read = "\n".join(moment(use["at"]) for use in it["uses"]) or "–"
        made.add_row(day(it["asked_at"]), name_of(shown, it["by"]), it["reason"], approved, read)
    out().print(made)


def _draw_results(results: list[dict[str, Any]], shown: Names) -> None:
    """Draw a line a year: total, grade and pay; nothing is entered twice, it stands in the log."""
    if not results:
        return
    made = table("year", "total", "grade", "rank", "pay-grade", right=("total",))
    for it in results:
        grade = it["grade"] or {}
        rank = f"{grade['rank']}/{grade['of']}" if grade else "–"
        graded = title(shown, "grade", grade["grade"]) if grade else ground(it["exempt"])
        made.add_row(str(it["year"]), points(it["total"]), graded, rank, grade.get("pay_grade") or "–")
    out().print(made)


def _draw_entries(entries: list[dict[str, Any]], shown: Names) -> None:
    if not entries:
        out().print(say("card.empty"))
        return
    made = table("number", "year", "section", "text", "by", right=("number",), keep=("year",))
    for it in entries:
        text = it["text"] or say("card.sealed")
        style = "" if it["in_force"] else "dim strike"
        cells = (str(it["number"]), str(it["year"]), say(f"section.{it['section']}"), text, name_of(shown, it["by"]))
        made.add_row(*cells, style=style)
    out().print(made)


def _draw_bands(state: dict[str, Any]) -> None:
    for it in state["bands"]:
        met = say("card.interview" if it["interview"] else "card.no-interview")
        period = f"{it['year']} {it['period']}"
        out().print(say("card.band", period=period, band=it["band"], pool=it["pool"], interview=met))
    if state["required"]:
        out().print(f"[yellow]{say('card.required', days=', '.join(state['required']))}[/]")
    if state["completed"]:
        out().print(say("card.completed", day=state["completed"]))


def _draw_plan(plan: dict[str, Any]) -> None:
    if not plan["weakest"]:
        return
    out().print(f"[bold]{say('card.plan', year=plan['year'])}[/]")
    made = table("category", "score", "courses", right=("score",))
    for it in plan["weakest"]:
        offered = ", ".join(f"{course['course']} {label(course['name'])}" for course in it["courses"]) or "–"
        made.add_row(label(it["name"]), points(it["score"]), offered)
    out().print(made)
