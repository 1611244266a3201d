"""One example of every event of committees, interests and sittings."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain.committee_facts import (
    ChairsDesignated,
    CommitteeConstituted,
    MemberAppointed,
    MemberDismissed,
    MemberTermRenewed,
)
from domain.committee_rules import CommitteeRule, RecusalRules
from domain.deliberation_facts import (
    AttendanceRecorded,
    BallotCast,
    BallotOpened,
    BallotsSealed,
    DissentRecorded,
    ItemDeferred,
    ItemResolved,
    ItemTabled,
    MinutesApproved,
    Paper,
    PaperRead,
    QuorumEstablished,
    QuorumFailed,
    SessionConvened,
    SessionEnded,
    SessionNoticed,
    SessionOpened,
    SessionReminded,
)
from domain.deliberation_recusals import ChallengeDecided, ChallengeRaised, ConflictCleared, RecusalEntered
from domain.interests import InterestDeclared, InterestEnded
from domain.messages import Event, Label
from domain.scoring.voting import Share

_SEAL = "5" * 64
_RULE = CommitteeRule(
    name=Label(ko="위원회", en="committee"),
    basis="ACT 10",
    level="government",
    appoints="role:evaluation-office",
    keeps="role:evaluation-office",
    decides=("amend-plan", "specific-result"),
    least=3,
    least_if_short=2,
    most=15,
    civilians=Share(of=1, out_of=2),
    civilians_sitting=Share(of=2, out_of=3),
    chairs=2,
    civilian_chairs=1,
    term_years=2,
    renewals=1,
    dismissal=("own-wish",),
    challenge=True,
    reveal_days=2,
)
_ON = date(2010, 12, 20)
_office: dict[str, Any] = {"committee": "gpec", "by": "gyu"}
_session: dict[str, Any] = {"committee": "gpec", "session": 2}
_item: dict[str, Any] = {**_session, "item": "1"}
_members: tuple[str, ...] = ("c1", "o1")
_frozen: dict[str, Any] = {"rule": _RULE, "recusal": RecusalRules(post_months=24), "zone": "Asia/Seoul"}

COMMITTEE_EXAMPLES: list[Event] = [
    CommitteeConstituted(
        **_office,
        **_frozen,
        year=2010,
        kind="gpec",
        body="PMO",
        name=Label(ko="정부업무평가위원회", en="GPEC"),
        short="위촉 지연",
    ),
    MemberAppointed(**_office, person="c1", civilian=True, since=date(2010, 1, 4), until=date(2012, 1, 3)),
    MemberTermRenewed(**_office, person="c1", term=2, until=date(2014, 1, 3)),
    MemberDismissed(**_office, person="c1", ground="own-wish", on=date(2010, 6, 1)),
    ChairsDesignated(**_office, chairs=_members, substitute="c2"),
    InterestDeclared(
        person="mina",
        interest="I-1",
        kind="research-contract",
        body="KIPO",
        unit="IPPB",
        other=None,
        since=date(2008, 3, 1),
        until=date(2009, 2, 28),
        note="연구용역",
        by="mina",
    ),
    InterestEnded(person="mina", interest="I-2", until=date(2010, 7, 1), by="mina"),
    SessionConvened(
        **_session, **_frozen, body="PMO", on=_ON, convened_on=date(2010, 12, 13), urgent="시한 임박", by="gyu"
    ),
    ItemTabled(
        **_item,
        title=Label(ko="특정평가 결과", en="Specific result"),
        matter="specific-result",
        concerns="KIPO/IPPB",
        person="mina",
        papers=(Paper(sha256=_SEAL, title=Label(ko="결과안", en="Draft")),),
        urgent=None,
        deferred_from=1,
        by="gyu",
    ),
    PaperRead(**_item, paper=_SEAL, member="c1"),
    RecusalEntered(**_item, member="o1", kind="law", ground="post", source="KIPO/IPPB", by="system"),
    ConflictCleared(**_item, member="o1", ground="post", source="KIPO/IPPB", by="gyu"),
    ChallengeRaised(**_item, member="c2", reason="공동 연구", by="hana"),
    ChallengeDecided(
        **_item, member="c2", upheld=True, in_favour=("c1",), opposed=("c3",), reason="공정성 의심", by="c1"
    ),
    SessionNoticed(**_session, on=_ON, members=_members),
    SessionReminded(**_session, on=_ON, members=_members),
    SessionOpened(**_session),
    AttendanceRecorded(**_session, present=_members, civilians=1, in_office=3, by="gyu"),
    QuorumEstablished(**_item, in_office=3, present=_members, presiding="c1"),
    QuorumFailed(**_item, in_office=15, present=_members, needed=8),
    BallotCast(**_item, member="c1", commitment=_SEAL),
    BallotsSealed(**_item, reveal_by=date(2010, 12, 22)),
    BallotOpened(**_item, member="c1", choice="for", nonce="0123456789abcdef"),
    ItemResolved(**_item, passed=True, on=_ON, present=8, in_favour=5, against=2, abstained=1, unrevealed=1),
    ItemDeferred(**_item, cause="debate", reason="자료 보완", by="c1"),
    DissentRecorded(**_item, member="c2", reason="근거 부족"),
    SessionEnded(**_session),
    MinutesApproved(**_session, minutes=_SEAL, by="c1"),
]
