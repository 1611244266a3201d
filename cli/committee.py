"""``sacho committee`` and ``sacho ballot``: who sits where, what was resolved how, and voting under seal."""

from __future__ import annotations

import hmac
from typing import Annotated, Any, Literal

import typer

from cli.command import Call, Trouble, command
from cli.door import asked, tell
from cli.giving import require_actor, secret
from cli.government_sittings import ground
from cli.logs import reading, today
from cli.outcome import all_names
from cli.texts import say
from cli.voice import Names, label, name_of, out, table
from domain.committee_facts import Committee
from domain.deliberation_commands import CastBallot, RevealBallot, SealedChoice
from domain.minutes import ItemMinutes, minutes_of
from eventstore.sql import SqlLog
from projections.committees import Sat, committee_of, committees, sittings_of
from runtime.settings import data_folder

_Choice = Literal["for", "against", "abstain"]
_PARTS = 3  # of a resolution's number: committee, session, item


@command("committee", lists="committees")
def committee(
    call: Call,
    committee: Annotated[str | None, typer.Argument(metavar="COMMITTEE")] = None,
    session: Annotated[int | None, typer.Option("--session", metavar="N")] = None,
) -> None:
    """Show all committees; one with its members and sittings; or the minutes of one sitting."""
    with reading(call) as log:
        with log.view() as connection:
            shown = all_names(connection)
        if committee is None:
            data = {"committees": [_heading(log, name, it) for name, it in committees(log).items()]}
            call.answer(data, lambda it: _draw_all(it["committees"], shown))
            return
        found = committee_of(log, committee)
        if found.constituted is None:
            raise Trouble("committee.none", committee=committee)
        sat = sittings_of(log, committee)
        if session is None:
            call.answer(_committee_data(log, committee, found, sat), lambda it: _draw_one(it, shown))
            return
        if session not in sat:
            raise Trouble("committee.no-session", committee=committee, session=session)
        call.answer(_session_data(sat[session]), lambda it: _draw_minutes(it, shown))


def _heading(log: SqlLog, name: str, state: Committee) -> dict[str, Any]:
    made, members = state.constituted, state.in_office(today(log)).values()
    assert made is not None, "it is listed by being constituted"  # noqa: S101 - narrows the type
    return {
        "committee": name,
        "name": made.name.model_dump(),
        "kind": made.kind,
        "body": made.body,
        "members": len(members),
        "civilians": sum(it.civilian for it in members),
        "chairs": list(state.chairs),
        "substitute": state.substitute,
    }


def _committee_data(log: SqlLog, name: str, state: Committee, sat: Any) -> dict[str, Any]:
    day = today(log)
    members = [
        {
            "person": it.person,
            "civilian": it.civilian,
            "since": it.since.isoformat(),
            "until": it.until.isoformat() if it.until else None,
            "term": it.term,
            "dismissed": it.dismissed.isoformat() if it.dismissed else None,
            "in_office": it.is_in_office(day),
            "chair": it.person in state.chairs,
        }
        for it in state.members.values()
    ]
    return {**_heading(log, name, state), "seats": members, "sittings": [_sitting(it) for it in sat.values()]}


def _sitting(sat: Sat) -> dict[str, Any]:
    """Return a sitting in short: who attended, and each item with quorum, recusals and outcome."""
    minutes = minutes_of(sat.state)
    assert minutes is not None, "it was convened"  # noqa: S101 - narrows the type
    said = minutes.model_dump(mode="json", include={"session", "on", "urgent", "in_office", "civilians"})
    items = [_item(minutes.committee, minutes.session, it) for it in minutes.items]
    return {**said, "present": len(minutes.present), "approved": sat.state.minutes is not None, "items": items}


def _item(committee: str, session: int, it: ItemMinutes) -> dict[str, Any]:
    kept = {"item", "title", "matter", "concerns", "opinion", "delegated", "stage", "in_favour", "against", "abstained"}
    counts = {"present": len(it.present), "recused": [one.member for one in it.recused]}
    return {"ref": f"{committee}/{session}/{it.item}", **it.model_dump(mode="json", include=kept), **counts}


def _session_data(sat: Sat) -> dict[str, Any]:
    """Return the minutes, the hash they are approved by, and the events they are told from."""
    minutes = minutes_of(sat.state)
    assert minutes is not None, "it was convened"  # noqa: S101 - narrows the type
    told = [
        {"position": it.position, "type": it.type, "by": it.actor, "recorded_at": it.recorded_at} for it in sat.rows
    ]
    approved = sat.state.minutes.by if sat.state.minutes else None
    return {**minutes.model_dump(mode="json"), "hash": minutes.hash(), "approved_by": approved, "events": told}


def _draw_all(listed: list[dict[str, Any]], shown: Names) -> None:
    if not listed:
        out().print(say("committee.no-one"))
        return
    made = table(
        "committee", "name", "about", "members", "civilians", right=("members", "civilians"), keep=("committee",)
    )
    for it in listed:
        made.add_row(
            it["committee"], label(it["name"]), name_of(shown, it["body"]), str(it["members"]), str(it["civilians"])
        )
    out().print(made)


def _draw_one(data: dict[str, Any], shown: Names) -> None:
    out().print(f"[bold]{label(data['name'])}[/] ({data['committee']}, {name_of(shown, data['body'])})")
    out().print(say("committee.whole", members=data["members"], civilians=data["civilians"]))
    made = table("person", "side", "window", "term", "remark", right=("term",))
    for it in data["seats"]:
        side = say("committee.civilian" if it["civilian"] else "committee.official")
        style = "" if it["in_office"] else "dim strike"
        window = f"{it['since']} – {it['until'] or ''}"
        made.add_row(name_of(shown, it["person"]), side, window, str(it["term"]), _remark(it, data), style=style)
    out().print(made)
    for it in data["sittings"]:
        _draw_sitting(it, data["committee"], shown)


def _remark(it: dict[str, Any], data: dict[str, Any]) -> str:
    if it["dismissed"]:
        return say("committee.dismissed", day=it["dismissed"])
    if it["chair"]:
        return say("committee.chair")
    return say("committee.substitute") if it["person"] == data["substitute"] else ""


def _draw_sitting(it: dict[str, Any], committee: str, shown: Names) -> None:
    of = it["in_office"] if it["in_office"] is not None else "–"
    out().print(f"[bold]{say('committee.session', session=it['session'], on=it['on'])}[/]")
    out().print(say("committee.attendance", present=it["present"], in_office=of, civilians=it["civilians"] or 0))
    if not it["items"]:
        return
    made = table("agenda-item", "name", "about", "state", "votes", "recused", keep=("agenda-item",))
    for item in it["items"]:
        about = name_of(shown, item["concerns"])
        made.add_row(
            f"{committee}/{it['session']}/{item['item']}",
            label(item["title"]),
            about,
            _stage(item),
            _votes(item),
            str(len(item["recused"])),
        )
    out().print(made)


def _stage(item: dict[str, Any]) -> str:
    shown = say(f"stage.{item['stage']}")
    return say("stage.opinion", stage=shown) if item["opinion"] else shown


def _cause(item: dict[str, Any]) -> str:
    return say(f"deferral.{item['cause']}")


def _votes(item: dict[str, Any]) -> str:
    if item["in_favour"] is None:
        return "–"
    return f"{item['in_favour']}:{item['against']}:{item['abstained']}"


def _draw_minutes(data: dict[str, Any], shown: Names) -> None:
    out().print(f"[bold]{say('committee.session', session=data['session'], on=data['on'])}[/]")
    if data["urgent"]:
        out().print(say("committee.urgent", reason=data["urgent"]))
    of = data["in_office"] if data["in_office"] is not None else "–"
    civilians = data["civilians"] or 0
    out().print(say("committee.attendance", present=len(data["present"]), in_office=of, civilians=civilians))
    for it in data["items"]:
        _draw_item(it, shown)
    approved = data["approved_by"]
    out().print(say("committee.approved", by=name_of(shown, approved)) if approved else say("committee.not-approved"))
    out().print(f"[dim]{say('committee.hash', hash=data['hash'])}[/]", soft_wrap=True)


def _draw_item(it: dict[str, Any], shown: Names) -> None:
    out().print(f"[bold]{it['item']} {label(it['title'])}[/] ({name_of(shown, it['concerns'])}): {_stage(it)}")
    if it["presiding"]:
        out().print(f"  {say('committee.presiding', by=name_of(shown, it['presiding']), present=len(it['present']))}")
    for one in it["recused"]:
        told = {"member": name_of(shown, one["member"]), "kind": say(f"recusal.{one['kind']}"), "ground": ground(one)}
        read = say("committee.had-read", papers=len(one["had_read"])) if one["had_read"] else ""
        out().print(f"  {say('committee.recused', **told)} {read}".rstrip())
    if it["in_favour"] is not None:
        counts = {name: it[name] for name in ("in_favour", "against", "abstained")}
        out().print(f"  {say('committee.counts', **counts, unrevealed=len(it['unrevealed']))}")
    for member, why in it["dissents"].items():
        out().print(f"  {say('committee.dissent', member=name_of(shown, member), reason=why)}")
    if it["cause"]:
        out().print(f"  {say('committee.deferred', cause=_cause(it))}")


@command("ballot", acts=True)
def ballot(
    call: Call,
    resolution: Annotated[str, typer.Argument(metavar="COMMITTEE/SESSION/ITEM")],
    choice: Annotated[_Choice, typer.Argument(metavar="CHOICE")],
    *,
    opening: Annotated[bool, typer.Option("--open", metavar="", show_default=False)] = False,
) -> None:
    """Cast a sealed ballot, or open the one that was cast; the nonce never leaves this machine before."""
    actor, parts = require_actor(call), resolution.split("/")
    if len(parts) != _PARTS or not parts[1].isdigit():
        raise Trouble("ballot.address", given=resolution)
    about = {"committee": parts[0], "session": int(parts[1]), "item": parts[2]}
    sealed = SealedChoice(**about, member=actor, choice=choice, nonce=_nonce(resolution, actor))
    wish = (
        RevealBallot(**about, choice=sealed.choice, nonce=sealed.nonce)
        if opening
        else CastBallot(**about, commitment=sealed.commitment())
    )
    with reading(call) as log:
        tell(call, asked(call, log, wish))


def _nonce(resolution: str, actor: str) -> str:
    """Return the nonce of *actor* for an item: always the same here, and guessed by nobody elsewhere."""
    return hmac.digest(secret(data_folder() / "nonce.key"), f"ballot/{resolution}/{actor}".encode(), "sha256").hex()
