"""The sittings of a rehearsed government's own committees: quorum, outcome and recusals of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from cli.texts import say
from cli.voice import Names, name_of, out, table
from domain.minutes import ItemMinutes, Minutes, minutes_of
from eventstore.port import Log
from projections.committees import committees, sittings_of

Chairs = tuple[str, ...]
_STAGES = ("passed", "rejected", "deferred")
_COUNTS = ("items", "decided", "recused", "unrevealed")


def sittings_data(log: Log) -> list[dict[str, Any]]:
    """Return every sitting of a committee of the government, in order."""
    return [_sitting(it, chairs) for it, chairs in _minutes(log)]


def _minutes(log: Log) -> Iterator[tuple[Minutes, Chairs]]:
    for name, committee in committees(log).items():
        if committee.constituted and committee.constituted.rule.level == "government":
            found = (minutes_of(sat.state) for sat in sittings_of(log, name).values())
            yield from ((it, committee.chairs) for it in found if it is not None)


def _sitting(it: Minutes, chairs: Chairs) -> dict[str, Any]:
    stages = Counter[str](item.stage for item in it.items)
    recusals = [recusal for item in it.items for recusal in _recusals(item, chairs)]
    return {
        "sitting": f"{it.committee}/{it.session}",
        "on": it.on.isoformat(),
        "present": len(it.present),
        "in_office": it.in_office,
        "no_quorum": sum(item.cause == "no-quorum" for item in it.items),
        "items": len(it.items),
        **{stage: stages[stage] for stage in _STAGES},
        "recused": len(recusals),
        "unrevealed": sum(len(item.unrevealed) for item in it.items),
        "recusals": recusals,
    }


def _recusals(item: ItemMinutes, chairs: Chairs) -> Iterator[dict[str, Any]]:
    """Yield who took no part in *item*; of a chair, who presided over it instead."""
    for it in item.recused:
        instead = item.presiding if it.member in chairs else None
        told = {"member": it.member, "kind": it.kind, "ground": it.ground, "gave_way_to": instead}
        yield {"item": item.item, "concerns": item.concerns, **told}


def draw_sittings(sittings: list[dict[str, Any]], shown: Names) -> None:
    """Draw one line for each sitting, then who took no part in what, and why."""
    if not sittings:
        return
    made = table("sitting", "day", "quorum", *_COUNTS, right=("items", "recused"), keep=("sitting", "day", "quorum"))
    for it in sittings:
        quorum = f"{it['present']}/{it['in_office'] if it['in_office'] is not None else '–'}"
        quorum += f" {say('rehearse.no-quorum')}" if it["no_quorum"] else ""
        counts = {**it, "decided": "·".join(str(it[stage]) for stage in _STAGES)}
        made.add_row(it["sitting"], it["on"], quorum, *(str(counts[name]) for name in _COUNTS))
    out().print(made)
    for it in sittings:
        for one in it["recusals"]:
            out().print(f"  {_recusal(it['sitting'], one, shown)}")


def _recusal(sitting: str, one: dict[str, Any], shown: Names) -> str:
    told = {"item": f"{sitting}/{one['item']}", "member": name_of(shown, one["member"])}
    line = say("rehearse.recused", **told, kind=say(f"recusal.{one['kind']}"), ground=ground(one))
    by = one["gave_way_to"]
    return f"{line} {say('rehearse.gave-way', by=name_of(shown, by))}" if by else line


def ground(recusal: dict[str, Any]) -> str:
    """Return why a member takes no part: the law's ground in words, or what was said."""
    return say(f"recusal.ground.{recusal['ground']}") if recusal["kind"] == "law" else str(recusal["ground"])
