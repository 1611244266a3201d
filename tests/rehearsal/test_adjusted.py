"""The case kipo-2010-adjusted: one adjustment more than kipo-2010, and all that follows from it (5.13)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from audit.time_machine import Moment, read_models
from audit.verify import verify
from domain.result_facts import AppraisalRescored
from eventstore.codec import decode
from eventstore.port import Query
from eventstore.sql import SqlLog
from projections.outcomes import Outcome, outcomes
from projections.queries import person_scores
from rehearsal.loading import load_case
from rehearsal.refusals import CaseMissing
from rehearsal.stage import rehearse
from runtime.databases import memory_engine
from worker import open_log

EXAMPLES = Path(__file__).parents[2] / "examples"
GENERAL, UNTIL = "P-DG", date(2011, 6, 7)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlLog]:
    played = open_log(f"sqlite:///{tmp_path_factory.mktemp('adjusted')}/log.db")
    bill = asyncio.run(rehearse(load_case(EXAMPLES / "kipo-2010-adjusted"), played))
    assert (bill.closed, bill.refusals) == (True, [])
    yield played
    played.close()


def outcome(log: SqlLog, moment: Moment) -> Outcome:
    with read_models(log, moment, memory_engine) as connection:
        return outcomes(connection, 2010, person=GENERAL)[0]


def total(log: SqlLog, moment: Moment) -> Decimal | None:
    with read_models(log, moment, memory_engine) as connection:
        (found,) = person_scores(connection, 2010, person=GENERAL)
        return found.composed.total.value if found.composed.total else None


def test_it_is_the_golden_case_with_an_adjustment_and_what_the_committee_settles_after_it() -> None:
    golden, adjusted = (load_case(EXAMPLES / name) for name in ("kipo-2010", "kipo-2010-adjusted"))
    same = len(golden.conduct)
    assert adjusted.conduct[:same] == golden.conduct
    assert [type(it.command).__name__ for it in adjusted.conduct[same:]] == ["AdjustIndicatorScore", "SettlePending"]
    assert (adjusted.people, adjusted.plan, adjusted.crowd) == (golden.people, golden.plan, golden.crowd)


def test_a_case_based_on_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("case: mine\nname: {ko: 하나, en: one}\nbased_on: ../none\n", encoding="utf-8")
    with pytest.raises(CaseMissing):
        load_case(tmp_path)


def test_the_director_general_goes_from_95_74_to_95_18(log: SqlLog) -> None:
    assert (total(log, Moment(known_at=UNTIL)), total(log, Moment())) == (Decimal("95.74"), Decimal("95.18"))


def test_he_is_told_again_and_may_object_anew(log: SqlLog) -> None:
    before, after = outcome(log, Moment(known_at=UNTIL)), outcome(log, Moment())
    assert before.notice is not None
    assert after.notice is not None
    assert (before.notice["edition"], after.notice["edition"]) == (1, 2)
    assert after.notice["object_by"] > "2011-06-08"


def test_everybody_below_the_bureau_has_a_new_total_with_its_cause(log: SqlLog) -> None:
    rescored = [decode(row) for row in log.read(Query(type="AppraisalRescored", after=0))]
    causes = {it.cause for it in rescored if isinstance(it, AppraisalRescored) and it.person == GENERAL}
    assert causes == {"scorecard/2010/KIPO/IPPB@2"}
    assert len({it.person for it in rescored if isinstance(it, AppraisalRescored)}) > 25


def test_the_log_is_sound(log: SqlLog) -> None:
    assert verify(log).ok
