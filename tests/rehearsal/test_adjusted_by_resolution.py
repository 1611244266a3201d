"""The adjustment of kipo-2010-adjusted by a committee of this log: constituted, sitting, voting under seal (5.13).

95 -> 85 in the bureau's first indicator, 96.30 -> 95.50 for the bureau, 95.74 -> 95.18 for the director general.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest

from activities.yaml_files import read_rules
from audit.time_machine import Moment, read_models
from audit.verify import verify
from domain.ids import SYSTEM
from domain.messages import Label
from domain.scorecard import AdjustIndicatorScore
from eventstore.codec import decode
from eventstore.port import Query
from eventstore.sql import SqlLog
from projections.outcomes import Outcome, outcomes
from projections.queries import person_scores
from rehearsal import stage
from rehearsal.agenda import PlannedItem, PlannedSitting
from rehearsal.case import Case, Deed, Entry
from rehearsal.loading import load_case
from rehearsal.script import script
from rehearsal.sitting import Sitting, of_civilians
from rehearsal.stage import Playbill
from runtime.databases import memory_engine
from worker import open_log

ADJUSTED = Path(__file__).parents[2] / "examples" / "kipo-2010-adjusted"
SEOUL = ZoneInfo("Asia/Seoul")
GENERAL, UNIT, INDICATOR = "P-DG", "IPPB", "IPPB-01"
DAY, BEFORE = date(2011, 6, 7), Moment(known_at=date(2011, 6, 7))
REF = "gpec/1/1"
NAME = Label(ko="정부업무평가위원회(가상)", en="Committee of the government (synthetic)")
TITLE = Label(ko="국 성과지표 점수 조정", en="The score of an indicator of a bureau")


def at(day: int, hour: int, month: int = 6) -> datetime:
    return datetime(2011, month, day, hour, tzinfo=SEOUL)


def without_the_words(case: Case) -> tuple[Case, Deed]:
    """Return *case* without the adjustment by a decision outside, and that adjustment."""
    (words,) = [it for it in case.conduct if isinstance(it.command, AdjustIndicatorScore)]
    return case.model_copy(update={"conduct": tuple(it for it in case.conduct if it is not words)}), words


def in_this_log(case: Case, words: Deed) -> list[Entry]:
    """Return the committee and its sitting, and the adjustment: too early, in words only, and rightly."""
    keeper = next(it.person for it in case.people if "evaluation-office" in it.roles.get(case.government, ()))
    item = PlannedItem(item="1", title=TITLE, matter="adjust-grade", concerns=f"KIPO/{UNIT}")
    planned = PlannedSitting(committee="gpec", called=at(27, 10, month=5), at=at(7, 10), items=(item,))
    place = {"committee": "gpec", "year": case.year, "kind": "gpec", "body": case.government, "name": NAME}
    made = of_civilians({**place, "since": date(2011, 5, 2)}, [f"C-{n}" for n in range(1, 10)], chairs=2)
    sitting = Sitting(case, read_rules(case.rules), made, keeper, planned, 1)
    named = words.command.model_copy(update={"resolution": sitting.ref("1"), "outside": None})
    return [
        Entry(at(2, 10, month=5), keeper, "made", made),
        *sitting.played([item], [item]),
        Entry(at(6, 15), words.actor, "early", named),
        Entry(at(7, 15), words.actor, "in-words", words.command),
        Entry(words.at, words.actor, "rightly", named),
    ]


class Played(NamedTuple):
    log: SqlLog
    bill: Playbill


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    log = open_log(f"sqlite:///{tmp_path_factory.mktemp('resolved')}/log.db")
    case, words = without_the_words(load_case(ADJUSTED))
    with pytest.MonkeyPatch.context() as patched:
        whole = sorted([*script(case, read_rules(case.rules)), *in_this_log(case, words)], key=lambda it: it.at)
        patched.setattr(stage, "script", lambda *_: whole)
        yield Played(log, asyncio.run(stage.rehearse(case, log)))
    log.close()


def told(log: SqlLog, kind: str) -> list[Any]:
    return [decode(row) for row in log.read(Query(type=kind))]


def outcome(log: SqlLog, moment: Moment) -> Outcome:
    with read_models(log, moment, memory_engine) as connection:
        return outcomes(connection, 2010, person=GENERAL)[0]


def total(log: SqlLog, moment: Moment) -> Decimal | None:
    with read_models(log, moment, memory_engine) as connection:
        (found,) = person_scores(connection, 2010, person=GENERAL)
        return found.composed.total.value if found.composed.total else None


def test_the_committee_sits_votes_under_seal_and_resolves(played: Played) -> None:
    (made,), (item,) = told(played.log, "CommitteeConstituted"), told(played.log, "ItemResolved")
    assert (made.kind, made.body) == ("gpec", "PMO")
    assert (item.passed, item.present, item.in_favour, item.on) == (True, 9, 9, DAY)
    assert len(told(played.log, "BallotCast")) == len(told(played.log, "BallotOpened")) == item.present


def test_neither_what_is_not_resolved_yet_nor_words_adjust_anything(played: Played) -> None:
    assert [(entry.id, refused.code) for entry, refused in played.bill.refusals] == [
        ("early", "resolution.not-passed"),
        ("in-words", "resolution.needed"),
    ]


def test_its_resolution_puts_85_in_the_place_of_95(played: Played) -> None:
    (event,) = told(played.log, "IndicatorScoreAdjusted")
    assert (event.indicator, event.before, event.after) == (INDICATOR, Decimal(95), Decimal(85))
    assert (event.resolution, event.outside) == (REF, None)


def test_s1_106_the_bureau_goes_to_95_50_and_the_director_general_to_95_18(played: Played) -> None:
    (unit,) = [it for it in told(played.log, "UnitRescored") if it.unit == UNIT]
    assert (unit.before, unit.score) == (Decimal("96.3"), Decimal("95.5"))
    (his,) = [it for it in told(played.log, "AppraisalRescored") if it.person == GENERAL]
    assert (his.before, his.total) == (Decimal("95.74"), Decimal("95.18"))
    assert (total(played.log, BEFORE), total(played.log, Moment())) == (Decimal("95.74"), Decimal("95.18"))


def test_everything_that_follows_is_the_engines_and_names_the_adjustment(played: Played) -> None:
    (root,) = played.log.read(Query(type="IndicatorScoreAdjusted"))
    kinds = ("UnitRescored", "AppraisalRescored", "PoolReviewed", "ResultNotifiedAgain")
    rows = [row for kind in kinds for row in played.log.read(Query(type=kind)) if row.position > root.position]
    assert {row.type for row in rows} == {*kinds}
    chain = [row for row in rows if row.causation == f"consequences/{root.position}"]
    assert {row.type for row in chain} == {*kinds}
    assert {row.actor for row in chain} == {SYSTEM}


def test_he_is_told_again_and_keeps_grade_and_pay(played: Played) -> None:
    before, after = outcome(played.log, BEFORE), outcome(played.log, Moment())
    assert before.notice is not None
    assert after.notice is not None
    assert (before.notice["edition"], after.notice["edition"]) == (1, 2)
    assert before.grade is not None
    assert after.grade is not None
    kept = ("grade", "pay_grade", "rank", "pool")
    assert {it: after.grade[it] for it in kept} == {it: before.grade[it] for it in kept}
    assert (before.grade["margin"], after.grade["margin"]) == ("0.81", "0.41")  # nearer to the cut, and above it
    assert after.pay == before.pay
    reviewed = [person for it in told(played.log, "PoolReviewed") for person in it.concerned]
    assert GENERAL in reviewed


def test_the_books_close_on_a_verified_log(played: Played) -> None:
    assert played.bill.closed
    assert verify(played.log).ok
