"""``sacho specific``: the Prime Minister's evaluation by group, or one ministry down to its panellists' ballots."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from cli.bodies import require_group
from cli.command import Call, Trouble, command
from cli.logs import reading
from cli.options import AnyBody, Year
from cli.outcome import all_names, title
from cli.scores import known_year
from cli.texts import say
from cli.voice import Names, label, name_of, out, points, table
from domain.cycle import CycleOpened
from domain.specific import deadline_of, require_area
from domain.specific_area import panelled, require_opened
from domain.specific_draft import proven
from domain.specific_facts import Specific, SpecificCriteriaPublished
from domain.specific_grades import SpecificGrades
from domain.specific_result_refusals import NoDraftYet
from domain.specific_rules import AreaRule
from eventstore.port import Log, Stored
from projections.specific import Told, grades_of, told_of, year_of

_FEW = 3  # areas that are named; more are counted
AnyGroup = Annotated[str | None, typer.Option("--group", metavar="GROUP")]
AnyArea = Annotated[str | None, typer.Option("--area", metavar="AREA")]


@command("specific")
def specific(call: Call, year: Year, body: AnyBody = None, group: AnyGroup = None, area: AnyArea = None) -> None:
    """Show a year's results by group, or one ministry down to areas, ballots and evidence."""
    from audit.time_machine import Moment
    from projections.stored import cycle_opened

    with reading(call) as log, known_year(log, Moment(), year) as connection:
        cycle, state, shown = cycle_opened(connection, year), year_of(log, year), all_names(connection)
        if state.published is None:
            raise Trouble("specific.no-year", year=year)
        if body is None:
            data = _year_data(log, cycle, state, state.published, group)
            call.answer(data, lambda it: _draw_year(it, shown))
        else:
            one = _body_data(log, cycle, state, state.published, body, area)
            call.answer(one, lambda it: _draw_body(it, shown, _names(cycle)))


def _year_data(
    log: Log, cycle: CycleOpened, state: Specific, criteria: SpecificCriteriaPublished, group: str | None
) -> dict[str, Any]:
    names = {it.group: it.name.model_dump() for it in cycle.rules.specific.groups}
    order = [*names, *(it.group for it in criteria.groups)]  # as the rules have them
    require_group(group, cycle.year, order)
    listed = []
    for it in sorted((it for it in criteria.groups if group in (None, it.group)), key=lambda it: order.index(it.group)):
        grades = grades_of(log, cycle.year, it.group)
        rows = [_line(told_of(log, cycle, body), grades, is_open=body in state.opened) for body in it.bodies]
        rows.sort(key=lambda row: (row["rank"] or len(rows) + 1, row["body"]))
        listed.append({"group": it.group, "name": names.get(it.group), "bodies": rows})
    until = deadline_of(state, cycle).isoformat()
    return {"year": cycle.year, "published_on": criteria.on.isoformat(), "resolved_by": until, "groups": listed}


def _line(told: Told, grades: SpecificGrades, *, is_open: bool) -> dict[str, Any]:
    """Return one ministry in a line; points of a draft are shown, too."""
    placed = grades.graded.ranking.placed if grades.graded else ()
    place = next((it for it in placed if it.person == told.body), None)
    stands = told.result.resolved or told.result.draft
    return {
        "body": told.body,
        "state": told.state(grades, is_open=is_open),
        "areas": {area: points(it.score()) if it.calibrated else None for area, it in told.areas.items()},
        "total": points(stands.total) if stands else None,
        "grade": place.grade if place else None,
        "rank": place.rank if place else None,
        "missing": [] if told.result.resolved else told.missing(),
    }


def _body_data(
    log: Log, cycle: CycleOpened, state: Specific, criteria: SpecificCriteriaPublished, body: str, area: str | None
) -> dict[str, Any]:
    group = criteria.group_of(body)
    if group is None:
        raise Trouble("specific.not-evaluated", body=body, year=cycle.year)
    told = told_of(log, cycle, body)
    if area is not None:
        require_area(cycle.rules.specific, cycle.year, area)
        require_opened(told.areas[area], body, area)
    wanted = [it for it in cycle.rules.specific.areas if area in (None, it.area)]
    trim, heard, resolved = cycle.rules.specific.trim, told.result.heard, told.result.resolved
    return {
        "year": cycle.year,
        "group": group,
        **_line(told, grades_of(log, cycle.year, group), is_open=body in state.opened),
        "work": [_area_data(told, it, criteria.panel_of(it.area), trim) for it in wanted],
        "heard": heard.model_dump(mode="json", include={"waived", "opinion", "offered", "on"}) if heard else None,
        "reply": told.result.answered.reply if told.result.answered else None,
        "resolution": resolved.resolution if resolved else None,
        "proof": _proof(told, cycle),
        "events": [{"position": row.position, "type": row.type} for rows in told.rows.values() for row in rows],
    }


def _proof(told: Told, cycle: CycleOpened) -> dict[str, Any] | None:
    """Return the tree from the result down to the items of each ballot; None while there is no draft."""
    if told.result.draft is None:
        return None
    rows = [row for it in told.rows.values() for row in it if row.type == "AreaScoresOpened"]
    at = {row.stream.rsplit("/", 1)[1]: row.position for row in rows}
    return proven(cycle.rules.specific, told.body, told.areas, told.result, at).as_data()


def explain_ministry(call: Call, year: int, body: str) -> None:
    """Answer why *body* has its result of *year*, down to its panellists' ballots.

    Raises:
        Trouble: it is not evaluated, or there is no draft yet.
    """
    from audit.time_machine import Moment
    from cli.proof import draw_specific
    from projections.stored import cycle_opened

    with reading(call) as log, known_year(log, Moment(), year) as connection:
        cycle = cycle_opened(connection, year)
        criteria = year_of(log, year).published
        if criteria is None or criteria.group_of(body) is None:
            raise Trouble("specific.not-evaluated", body=body, year=year)
        told = told_of(log, cycle, body)
        proof = _proof(told, cycle)
        if proof is None:
            raise NoDraftYet(body=body)
        by = {str(it.position): _event(it) for rows in told.rows.values() for it in rows}
        said = {"year": year, "body": body, "rules": cycle.rules.id, "rules_hash": cycle.rules_hash}
        shown = {**all_names(connection), **_names(cycle)}
        call.answer({**said, "proof": proof, "told_by": by}, lambda it: draw_specific(it, shown))


def _event(row: Stored) -> dict[str, Any]:
    return {"type": row.type, "actor": row.actor, "recorded_at": row.recorded_at}


def _names(cycle: CycleOpened) -> dict[str, Any]:
    """Return the names of areas, items and additions."""
    named = {it.addition: it.name.model_dump() for it in cycle.rules.specific.additions}
    for area in cycle.rules.specific.areas:
        named |= {area.area: area.name.model_dump()} | {it.item: it.name.model_dump() for it in area.items}
    return named


def _area_data(told: Told, rule: AreaRule, panel: str, trim: int) -> dict[str, Any]:
    """Return one area; ballots only when all are in: nobody sees one before."""
    it = told.areas[rule.area]
    ballots = panelled(it, told.body, rule, trim).ballots if it.opened else {}
    evidence = it.evidence.evidence if it.evidence else ()
    return {
        "area": rule.area,
        "weight": format(rule.weight, "f"),
        "panel": panel,
        "score": points(it.score()) if it.calibrated else None,
        "panellists": len(it.panellists),
        "sealed": len(it.sealed),
        "ballots": {who: points(score) for who, score in ballots.items()},
        "trimmed": list(it.calibrated.trimmed) if it.calibrated else [],
        "deviations": [one.model_dump() for one in it.calibrated.deviations] if it.calibrated else [],
        "dissents": [one.model_dump() for one in it.calibrated.dissents] if it.calibrated else [],
        "evidence": [one.model_dump(mode="json") for one in evidence],
        "visits": [one.on.isoformat() for one in it.visits],
        "trued_up": it.trued_up.model_dump(mode="json", include={"before", "score", "asks"}) if it.trued_up else None,
    }


def _draw_year(data: dict[str, Any], shown: Names) -> None:
    out().print(say("specific.criteria", on=data["published_on"], until=data["resolved_by"]))
    for group in data["groups"]:
        out().print(f"[bold]{label(group['name']) if group['name'] else group['group']}[/]")
        made = table("rank", "body", "total", "grade", "state", "missing", right=("rank", "total"), keep=("grade",))
        for it in group["bodies"]:
            state, rank = say(f"specific.state.{it['state']}"), str(it["rank"] or "–")
            grade, lacking = title(shown, "specific-grade", it["grade"]), _missing(it["missing"], shown)
            made.add_row(rank, name_of(shown, it["body"]), points(it["total"]), grade, state, lacking)
        out().print(made)


def _draw_body(data: dict[str, Any], shown: Names, names: dict[str, Any]) -> None:
    state = say(f"specific.state.{data['state']}")
    out().print(f"[bold]{name_of(shown, data['body'])}[/]  {state}")
    if data["total"]:
        grade = title(shown, "specific-grade", data["grade"])
        out().print(say("specific.total", total=points(data["total"]), grade=grade))
    made = table("area", "weight", "score", "ballots", "evidence", right=("weight", "score"))
    for it in data["work"]:
        made.add_row(label(names[it["area"]]), it["weight"], points(it["score"]), _ballots(it, shown), _evidence(it))
    out().print(made)
    if data["heard"]:
        opinion = data["heard"]["opinion"]
        out().print(say("specific.heard", opinion=opinion) if opinion else say("specific.waived"))
    if data["resolution"]:
        out().print(say("specific.resolution", resolution=data["resolution"]))
    if data["missing"]:
        out().print(say("specific.missing", missing=_missing(data["missing"], shown)))


def _missing(left: list[str], shown: Names) -> str:
    """Return what keeps a result from being resolved: how many areas, or which if they are few, and whose word."""
    areas = [it for it in left if f"area/{it}" in shown]
    told = [title(shown, "area", it) for it in areas]
    if len(areas) > _FEW:
        told = [say("specific.missing.areas", count=len(areas))]
    return ", ".join([*told, *(say(f"specific.missing.{it}") for it in left if it not in areas)])


def _ballots(it: dict[str, Any], shown: Names) -> str:
    if not it["ballots"]:
        return say("specific.sealed", sealed=it["sealed"], of=it["panellists"])
    lines = [f"{name_of(shown, who)} {points(score)}" for who, score in it["ballots"].items()]
    out_of_it = [f"{name_of(shown, who)}: {say('specific.trimmed')}" for who in it["trimmed"]]
    return "\n".join([*lines, *out_of_it])


def _evidence(it: dict[str, Any]) -> str:
    if not it["evidence"]:
        return say("specific.no-evidence")
    return say("specific.evidence", count=len(it["evidence"]), estimates=sum(one["estimate"] for one in it["evidence"]))
