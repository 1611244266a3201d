"""The government's committee of fifteen and KIPO's own of ten, to tell tests about.

The Prime Minister (pm) and the first civilian (c1) chair the government's; hana, head of KIPO, and four
officials of the finance ministry (o1 to o4) sit in it, and nine civilians (c1 to c9). Gyu keeps its records.
KIPO's own has seven civilians (k1 to k7) under k1, and three officials: ada, ben and tae. Park keeps its records.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from activities.yaml_files import read_rules
from domain.body_facts import BodyEstablished, UnitEstablished
from domain.calendar import months_after
from domain.committee_commands import ConstituteCommittee, Seat
from domain.committee_facts import ChairsDesignated, CommitteeConstituted, MemberAppointed
from domain.deliberation_commands import (
    CallItem,
    CastBallot,
    ConveneSession,
    RecordAttendance,
    RevealBallot,
    SealedChoice,
    TableItem,
)
from domain.deliberation_facts import (
    AttendanceRecorded,
    BallotCast,
    BallotsSealed,
    Choice,
    ItemTabled,
    Paper,
    QuorumEstablished,
    SessionConvened,
)
from domain.headship import HeadAppointed
from domain.messages import Event
from tests.support.office import (
    KIPO,
    PMO,
    RULES,
    YEAR,
    bodies,
    gyu,
    hana,
    holds,
    label,
    opened_cycle,
    people,
    planner,
    registered,
)

MOSF = "MOSF"
GPEC, SEC = "gpec", "sec-kipo"
pm = "pm"
officials = (pm, hana, "o1", "o2", "o3", "o4")
civilians = tuple(f"c{n}" for n in range(1, 10))
fifteen = (*officials, *civilians)
insiders = ("ada", "ben", "tae")
outsiders = tuple(f"k{n}" for n in range(1, 8))
ten = (*insiders, *outsiders)

COMMITTEES = read_rules("kr-2010").committees
RULES_HERE = RULES.model_copy(update={"committees": COMMITTEES})
SINCE = date(2010, 1, 4)
NAMES = {GPEC: "government's committee", SEC: "KIPO's committee"}

government: list[Event] = [  # all that is there before a committee is
    *bodies,
    BodyEstablished(body=MOSF, name=label(MOSF)),
    *(UnitEstablished(body=body, unit="HQ", parent=None, level="office", name=label("HQ")) for body in (MOSF, PMO)),
    opened_cycle(RULES_HERE),
    *people,
    *(registered(person, "HQ", 1, MOSF) for person in ("o1", "o2", "o3", "o4")),
    registered(pm, "HQ", 1, PMO),
    HeadAppointed(body=PMO, unit=None, person=pm),
    holds(gyu, "evaluation-office", PMO),
    holds(planner, "planning"),
]


def seats(civil: Sequence[str], official: Sequence[str] = ()) -> tuple[Seat, ...]:
    """Return the seats of civilians and officials."""
    outside = [Seat(person=it, civilian=True) for it in civil]
    return (*(Seat(person=it, civilian=False) for it in official), *outside)


def constituting(**other: Any) -> ConstituteCommittee:
    """Return the wish for the government's committee, with *other* content."""
    said = {
        "committee": GPEC,
        "kind": "gpec",
        "body": PMO,
        "members": seats(civilians, officials),
        "chairs": (pm, "c1"),
    }
    return ConstituteCommittee(**{"year": YEAR, "name": label(NAMES[GPEC]), "since": SINCE, **said, **other})


def constituting_own(**other: Any) -> ConstituteCommittee:
    """Return the wish for KIPO's own committee, with *other* content."""
    said = {"committee": SEC, "kind": "self-evaluation", "body": KIPO, "members": seats(outsiders, insiders)}
    return constituting(**{**said, "name": label(NAMES[SEC]), "chairs": ("k1",), **other})


def constituted(command: ConstituteCommittee, by: str) -> list[Event]:
    """Return what follows from *command*."""
    rule = COMMITTEES.kinds[command.kind]
    about = {name: getattr(command, name) for name in ("committee", "year", "kind", "body", "name", "short")}
    made = CommitteeConstituted(**about, rule=rule, recusal=COMMITTEES.recusal, zone="Asia/Seoul", by=by)
    chairs = ChairsDesignated(committee=command.committee, chairs=command.chairs, substitute=command.substitute, by=by)
    return [made, *(_appointed(command, seat, rule.term_years, by) for seat in command.members), chairs]


def _appointed(command: ConstituteCommittee, seat: Seat, years: int | None, by: str) -> MemberAppointed:
    ends = months_after(command.since, 12 * years) if years and seat.civilian else None
    until = date.fromordinal(ends.toordinal() - 1) if ends else None
    who = {"person": seat.person, "civilian": seat.civilian, "since": command.since, "until": until}
    return MemberAppointed(committee=command.committee, by=by, **who)


gpec: list[Event] = [*government, *constituted(constituting(), gyu)]
gpec_made: list[Event] = constituted(constituting(), gyu)[:1]  # without its members
both: list[Event] = [*gpec, *constituted(constituting_own(), hana)]

DAY, CALLED = date(2010, 12, 20), date(2010, 12, 13)
PAPER = Paper(sha256="a" * 64, title=label("draft"))
NONCE = "0123456789abcdef"


def convening(session: int = 1, on: date = DAY, urgent: str | None = None, of: str = GPEC) -> ConveneSession:
    """Return the wish to call a session."""
    return ConveneSession(committee=of, session=session, day=on, urgent=urgent)


def convened(session: int = 1, on: date = DAY, called: date = CALLED, of: str = GPEC, **other: Any) -> SessionConvened:
    """Return that a session was called."""
    kind, body, by = ("gpec", PMO, gyu) if of == GPEC else ("self-evaluation", KIPO, planner)
    rules = {"rule": COMMITTEES.kinds[kind], "recusal": COMMITTEES.recusal, "zone": "Asia/Seoul", "body": body}
    said = {"committee": of, "session": session, "on": on, "convened_on": called, "urgent": None, "by": by}
    return SessionConvened(**{**said, **rules, **other})


def tabling(item: str = "1", concerns: str = MOSF, of: str = GPEC, **other: Any) -> TableItem:
    """Return the wish to table an item."""
    matter = "specific-result" if of == GPEC else "self-evaluation"
    said = {"title": label("item"), "matter": matter, "concerns": concerns, "papers": (PAPER,)}
    return TableItem(**{"committee": of, "session": 1, "item": item, **said, **other})


def tabled(item: str = "1", concerns: str = str(YEAR), of: str = GPEC, **other: Any) -> ItemTabled:
    """Return that an item was tabled; without *concerns* nobody is tied to it."""
    said = dict(tabling(item, concerns, of))
    by = gyu if of == GPEC else planner
    return ItemTabled(**{**said, "type": "ItemTabled", "deferred_from": None, "by": by, **other})


def attending(*present: str, of: str = GPEC) -> RecordAttendance:
    """Return the wish to record who attends."""
    return RecordAttendance(committee=of, session=1, present=present)


def attended(*present: str, of: str = GPEC) -> AttendanceRecorded:
    """Return that these attend."""
    civil, by = ([*civilians], gyu) if of == GPEC else ([*outsiders], planner)
    counts = {"civilians": sum(it in civil for it in present), "in_office": len(fifteen if of == GPEC else ten)}
    return AttendanceRecorded(committee=of, session=1, present=present, by=by, **counts)


def calling(item: str = "1", of: str = GPEC) -> CallItem:
    """Return the wish to call an item."""
    return CallItem(committee=of, session=1, item=item)


def called(*present: str, item: str = "1", presiding: str = pm, of: str = GPEC) -> QuorumEstablished:
    """Return that an item was called before these."""
    said = {"committee": of, "session": 1, "item": item, "in_office": len(fifteen if of == GPEC else ten)}
    return QuorumEstablished(**said, present=present, presiding=presiding)


def seal(member: str, choice: Choice = "for", item: str = "1", nonce: str = NONCE) -> str:
    """Return the hash that commits *member* to *choice*."""
    about = {"committee": GPEC, "session": 1, "item": item, "member": member}
    return SealedChoice(**about, choice=choice, nonce=nonce).commitment()


def casting(member: str, choice: Choice = "for", item: str = "1") -> CastBallot:
    """Return the wish of *member* to vote."""
    return CastBallot(committee=GPEC, session=1, item=item, commitment=seal(member, choice, item))


def cast(member: str, choice: Choice = "for", item: str = "1") -> BallotCast:
    """Return that *member* voted."""
    about = {"committee": GPEC, "session": 1, "item": item, "member": member}
    return BallotCast(**about, commitment=seal(member, choice, item))


def revealing(choice: Choice = "for", item: str = "1", nonce: str = NONCE) -> RevealBallot:
    """Return the wish to open one's ballot."""
    return RevealBallot(committee=GPEC, session=1, item=item, choice=choice, nonce=nonce)


def sealed(item: str = "1") -> BallotsSealed:
    """Return that voting is closed."""
    return BallotsSealed(committee=GPEC, session=1, item=item, reveal_by=date(2010, 12, 21))


def eight_of_fifteen() -> tuple[str, ...]:
    """Return eight members who attend, a chair among them."""
    return (pm, "c1", "c2", "c3", "c4", "c5", "c6", "c7")
