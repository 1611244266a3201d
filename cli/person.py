"""``sacho person``: one person's year: post, evaluators, service, agreement, notes, and what is missing."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, TypeVar

import typer
from rich.markup import escape
from sqlalchemy import Connection, select

from cli.command import Call, Trouble, command
from cli.logs import reading
from cli.options import a_year
from cli.outcome import all_names, role_name, title
from cli.texts import say
from cli.voice import Names, name_of, out, points, table
from domain.agreement import AGREEMENT, Agreement
from domain.appraisal import APPRAISAL
from domain.appraisal_facts import Appraisal
from domain.feedback import FEEDBACK, Feedback
from domain.ids import agreement_stream, appraisal_stream, feedback_stream, person_stream
from domain.messages import Decider
from domain.person import PERSON, Person, spells_of
from eventstore.codec import decode
from eventstore.port import Log, Query
from projections.queries import person_scores
from projections.tables import MISSED
from projections.tasks import open_tasks

S = TypeVar("S")
_Person = Annotated[str, typer.Argument(metavar="PERSON")]
_Year = Annotated[int | None, typer.Argument(metavar="YEAR", parser=a_year)]


_AWAY = {"kind", "begins", "ends"}


@command("person")
def person(call: Call, person: _Person, year: _Year = None) -> None:
    """Show who somebody is and how his evaluation of a year stands; without a year, of his last."""
    with reading(call) as log, log.view() as connection:
        known = _folded(log, PERSON, person_stream(person))
        if known.registered is None:
            raise Trouble("person.unregistered", person=person)
        last = year or max(known.years, default=None)
        data = {**_post(known), **(_year(log, connection, known, last) if last else {"year": None})}
        shown = all_names(connection)
        call.answer(data, lambda it: _draw(it, shown))


def _folded(log: Log, decider: Decider[S], stream: str) -> S:
    """Return the state of *stream*; texts about a person stay sealed."""
    return decider.fold([decode(row) for row in log.read(Query(streams=[stream]))])


def _post(known: Person) -> dict[str, Any]:
    post = known.registered
    assert post is not None  # noqa: S101 - the caller has looked
    return {
        "person": post.person,
        "body": post.body,
        "unit": known.unit(),
        "grade": post.grade,
        "title": post.title.model_dump(),
        "roles": [{"role": role, "body": body} for role, body in sorted(known.roles)],
        "proposed": [
            {"role": role, "body": body, "by": by} for (role, body), by in sorted(known.granted.proposed.items())
        ],
    }


def _year(log: Log, connection: Connection, known: Person, year: int) -> dict[str, Any]:
    who = known.registered.person if known.registered else ""
    terms, determined = known.years.get(year), known.service.eligibility.get(year)
    agreement = _folded(log, AGREEMENT, agreement_stream(year, who))
    feedback = _folded(log, FEEDBACK, feedback_stream(year, who))
    appraisal = _folded(log, APPRAISAL, appraisal_stream(year, who))
    return {
        "year": year,
        "evaluated": terms.model_dump(exclude={"type", "person", "year", "body"}) if terms else None,
        "service": _service(known, year),
        "away": [
            it.model_dump(mode="json", include={"kind", "begins", "ends"}) for it in known.service.absences.values()
        ],
        "eligibility": determined.model_dump(include={"ground", "days"}) if determined else None,
        "agreement": _agreement(agreement),
        "notes": [
            {"phase": it, "edition": note.edition, "signed": it in feedback.signed}
            for it, note in feedback.notes.items()
        ],
        "ratings": _ratings(feedback, appraisal),
        **_missing(connection, year, who),
    }


def _service(known: Person, year: int) -> list[dict[str, Any]]:
    day = timedelta(days=1)
    return [
        {"unit": it.unit, "begins": it.begins.isoformat(), "ends": (it.until - day).isoformat(), "days": it.days}
        for it in spells_of(known, year)
    ]


def _agreement(it: Agreement) -> dict[str, Any]:
    """Return how the agreement stands: which edition is offered, which in force, and how it came to be."""
    waiting = it.offered is not None and it.offered.edition != it.signed
    if it.signed is not None:
        state = "imposed" if it.imposed else "in-force"
    elif waiting:
        state = "offered"
    else:
        state = "split" if it.splits else "drafted" if it.draft else "none"
    return {
        "state": state,
        "in_force": it.signed,
        "offered": it.offered.edition if it.offered and waiting else None,
        "indicators": sorted(it.definitions),
        "splits": [{"day": split.day.isoformat(), "edition": split.edition} for split in it.splits],
    }


def _ratings(feedback: Feedback, appraisal: Appraisal) -> dict[str, Any]:
    standing = appraisal.standing
    return {
        "reviewed": sorted(feedback.interim),
        "self_report": appraisal.report is not None,
        "competency": {role: role in appraisal.sealed for role in ("first", "second")}
        | {"opened": appraisal.opened is not None},
        "attitude": appraisal.attitude is not None,
        "goals": list(appraisal.goals),
        "released": [*standing.released, *(who for _, who in sorted(standing.late))],
    }


def _missing(connection: Connection, year: int, who: str) -> dict[str, Any]:
    """Return what is not in: parts of the total, open tasks about the person, and tasks that were missed."""
    try:
        scores = person_scores(connection, year, person=who)
    except LookupError as error:
        raise Trouble("year.none", year=year) from error
    missed = select(MISSED).where(MISSED.c.year == year, MISSED.c.subject == who).order_by(MISSED.c.at_position)
    return {
        "total": points(scores[0].composed.total.value) if scores and scores[0].composed.total else None,
        "missing": scores[0].composed.missing() if scores else [],
        "open": [
            {"task": it.id, "owner": it.owner, "due": it.due.isoformat()}
            for it in open_tasks(connection)
            if it.year == year and it.subject == who
        ],
        "missed": [
            {"phase": it.phase, "task": it.task, "owner": it.owner, "due": it.due} for it in connection.execute(missed)
        ],
    }


def _draw(data: dict[str, Any], shown: Names) -> None:
    post = say("person.post", unit=name_of(shown, data["unit"], data["body"]), grade=data["grade"])
    out().print(f"[bold]{name_of(shown, data['person'])}[/]  [dim]{escape(data['person'])}[/]  {post}")
    if data["roles"]:
        out().print(say("person.roles", roles=_roles(data["roles"], shown)))
    if data["proposed"]:
        out().print(f"[yellow]{say('person.proposed', roles=_roles(data['proposed'], shown))}[/]")
    if data["year"] is None or data["evaluated"] is None:
        out().print(say("person.no-year"))
        return
    made = table("what", "state")
    for name, value in _lines(data, shown):
        made.add_row(say(f"person.{name}"), value)
    out().print(f"[bold]{say('person.year', year=data['year'])}[/]")
    out().print(made)


def _roles(roles: list[dict[str, str]], shown: Names) -> str:
    return " · ".join(f"{role_name(it['role'])}, {name_of(shown, it['body'])}" for it in roles)


def _lines(data: dict[str, Any], shown: Names) -> list[tuple[str, str]]:
    terms, ratings = data["evaluated"], data["ratings"]
    agreement, sealed = data["agreement"], ratings["competency"]
    edition = agreement["in_force"] or agreement["offered"] or 0
    away = [f"{_kind(it['kind'])} {it['begins']} – {it['ends']}" for it in data["away"]]
    return [
        ("instrument", f"{_instrument(terms['instrument'])} · {title(shown, 'profile', terms['profile'])}"),
        ("first", name_of(shown, terms["first"])),
        ("second", name_of(shown, terms["second"])),
        ("service", "\n".join(_spell(it, shown, data["body"]) for it in data["service"]) or "–"),
        ("away", "\n".join(away) or "–"),
        ("eligible", _eligible(data["eligibility"])),
        (
            "agreement",
            say(f"agreement.{agreement['state']}", edition=edition),
        ),
        ("notes", "\n".join(_note(it, shown) for it in data["notes"]) or "–"),
        ("competency", " · ".join(say(f"what.{it}") for it in ("first", "second") if sealed[it]) or "–"),
        ("goals", ", ".join(title(shown, "phase", it) for it in ratings["goals"]) or "–"),
        ("released", ", ".join(name_of(shown, it) for it in ratings["released"]) or "–"),
        ("total", points(data["total"])),
        ("missing", "\n".join(_gaps(data, shown)) or "–"),
    ]


def _instrument(instrument: str) -> str:
    return say(f"instrument.{instrument}")


def _kind(kind: str) -> str:
    return say(f"absence.{kind}")


def _spell(it: dict[str, Any], shown: Names, body: str) -> str:
    return (
        f"{name_of(shown, it['unit'], body)} {it['begins']} – {it['ends']} ({say('explain.days', weight=it['days'])})"
    )


def _eligible(determined: dict[str, Any] | None) -> str:
    if determined is None:
        return "–"
    ground = determined["ground"]
    return say(f"ground.{ground}") if ground else say("ground.none", days=determined["days"])


def _note(it: dict[str, Any], shown: Names) -> str:
    return f"{title(shown, 'phase', it['phase'])}: {say('person.signed' if it['signed'] else 'person.unsigned')}"


def _missed_task(it: dict[str, Any], shown: Names) -> str:
    return f"{title(shown, 'phase', it['phase'])}: {title(shown, 'task/' + it['phase'], it['task'])}"


def _gaps(data: dict[str, Any], shown: Names) -> list[str]:
    parts = [say(f"what.{name}") for name in data["missing"]]
    waiting = [f"{escape(it['task'])} ({name_of(shown, it['owner'])}, {it['due']})" for it in data["open"]]
    gone = [
        say("person.missed", task=_missed_task(it, shown), owner=name_of(shown, it["owner"])) for it in data["missed"]
    ]
    return [*parts, *waiting, *gone]
