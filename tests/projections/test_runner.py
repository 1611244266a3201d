"""Read models: compiled again from zero they are what they were, and a changed row is named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Integer, Table, delete, insert, select, update

from domain.agreement import OfferAgreement, SignAgreement
from domain.appraisal import RateAttitude, RateGoals, SubmitSelfReport
from domain.appraisal_competency import SealCompetency
from domain.cycle import CloseCycle
from domain.feedback import SignFeedbackNote, WriteFeedbackNote
from domain.guideline import IssueGuideline
from domain.ids import SYSTEM
from domain.indicator import ReportProgress, ScoreIndicator
from domain.messages import Command
from domain.mileage import CreditMileage, GrantSpecialPoints, ReverseMileage
from domain.person_commands import AssignEvaluators
from domain.person_roles import GrantRole, RevokeRole
from domain.phase_commands import ClosePhase, MovePhase, OpenPhase, PausePhase, RemindPhase, ResumePhase
from domain.plan_amendment import AmendAnnualPlan, RequestPlanAmendment
from domain.plan_commands import ConfirmAnnualPlan, DraftUnitPlan, SubmitAnnualPlan
from domain.plan_review import ReviewAnnualPlan
from eventstore.memory import MemoryLog
from eventstore.port import Log, Query
from projections import runner
from projections.columns import METADATA
from projections.result_tables import COMPONENTS, INDICATOR_SCORES, ORGANISATION_SCORES
from projections.rows import create_tables, put_rows
from projections.runner import Difference, ReadModelsAstray
from projections.tables import DONE, MISSED, PEOPLE, PHASES, POSITIONS
from runtime.databases import memory_engine
from tests.support import office as kipo
from tests.support.house import House, house_on, require_sound
from tests.support.office import (
    BUREAU,
    EXAMINATION,
    GRADING,
    KIPO,
    NOTICES,
    PAYMENT,
    PMO,
    PROMOTION,
    SEAL,
    YEAR,
    ada,
    ballot,
    ben,
    board,
    hana,
    jun,
    label,
    mina,
    olga,
    planner,
    reviewer,
    tae,
)
from tests.support.spec import moment

Wish = tuple[str, Command]


def about(phase: str, **more: Any) -> dict[str, Any]:
    return {"year": YEAR, "body": KIPO, "phase": phase, **more}


# A year of wishes, season by season; some are refused, which is part of life


def guidelines() -> list[Wish]:
    issue = IssueGuideline(year=YEAR, body=PMO, phase="guidelines", title=label("g"), document=SEAL)
    return [(SYSTEM, GrantRole(person="gwen", role="evaluation-office", body=PMO)), ("gwen", issue)]


def planning() -> list[Wish]:
    parts = [
        (ben, BUREAU, kipo.BUREAU_PLAN),
        (ada, PROMOTION, kipo.PROMOTION_PLAN),
        (tae, EXAMINATION, kipo.EXAMINATION_PLAN),
    ]
    return [
        *[(who, DraftUnitPlan(**about("plan", unit=of), objectives=plan)) for who, of, plan in parts],
        (planner, SubmitAnnualPlan(**about("plan"), mission=label("m"), vision=label("v"), finance=kipo.FINANCE)),
        (reviewer, ReviewAnnualPlan(**about("plan"), conditions=())),
        (hana, ConfirmAnnualPlan(**about("plan"), answers=())),
    ]


def agreeing() -> list[Wish]:
    return [
        (mina, OfferAgreement(**about("agreements", person=mina), goals="faster")),
        (mina, OfferAgreement(**about("agreements", person=mina), goals="better", indicators=("P-01",))),
        (jun, OfferAgreement(**about("agreements", person=jun), goals="more")),
        (ada, SignAgreement(**about("agreements", person=mina), edition=1)),
        (ada, SignAgreement(**about("agreements", person=jun), edition=1)),
    ]


def talking() -> list[Wish]:
    moved: dict[str, Any] = {"due": "2010-04-20", "reason": "flood"}
    return [
        *[(ada, WriteFeedbackNote(**about("talks", person=who), note=said)) for who in (mina, jun) for said in "ab"],
        (mina, SignFeedbackNote(**about("talks", person=mina), edition=1)),
        (ada, ReportProgress(**about("talks", indicator="P-01"), value=Decimal("71.5"), estimate=True)),
        (ben, ReportProgress(**about("talks", indicator="I-01"), value=Decimal(5))),
        (olga, PausePhase(**about("talks"), reason="flood")),
        (olga, ResumePhase(**about("talks"), reason="dry")),
        (olga, MovePhase.model_validate({**about("talks"), **moved})),
        (SYSTEM, RemindPhase.model_validate({**about("talks"), "on": "2010-04-08"})),
        (
            olga,
            AssignEvaluators(
                person=jun, year=YEAR, body=KIPO, unit=PROMOTION, instrument="goals", profile="staff", first=ben
            ),
        ),
        (olga, GrantRole(person=jun, role="planning", body=KIPO)),
        (olga, RevokeRole(person=jun, role="planning", body=KIPO)),
        (board, CreditMileage(year=YEAR, body=KIPO, person=mina, points=Decimal("0.2"), ground="idea")),
        (board, GrantSpecialPoints(year=YEAR, body=KIPO, person=mina, points=Decimal(1), ground="idea")),
        (
            board,
            ReverseMileage(year=YEAR, body=KIPO, person=mina, kind="special", points=Decimal("0.4"), ground="twice"),
        ),
    ]


def rating() -> list[Wish]:
    def score(code: str, achievement: int) -> ScoreIndicator:
        aspects = {"planning": Decimal(90), "execution": Decimal(80), "achievement": Decimal(achievement)}
        return ScoreIndicator(**about("final", indicator=code), **aspects)

    def seal(person: str, evaluator: Any, *scores: str) -> SealCompetency:
        return SealCompetency(**about("final", person=person), evaluator=evaluator, ballot=ballot(*scores))

    return [
        *[(tae, score(code, points)) for code in ("I-01", "I-02", "P-01", "E-01") for points in (70, 95)],
        *[(who, SubmitSelfReport(**about("final", person=who), report="well")) for who in (mina, jun)],
        *[(ada, seal(who, "first", "9", "8")) for who in (mina, jun)],
        (ben, seal(mina, "second", "10", "7.5")),
        (ada, RateAttitude(**about("final", person=mina), points=Decimal("4.5"), ground="helps")),
        (ada, RateGoals(**about("final", person=mina), points=Decimal("87.5"), ground="most")),
        (board, CreditMileage(year=YEAR, body=KIPO, person=mina, points=Decimal("0.3"), ground="idea")),
    ]


def amending() -> list[Wish]:
    """Shift weight between the bureau's two indicators: the scores of December are summed under the new weights."""
    weights = (kipo.indicator("I-01", "70"), kipo.indicator("I-02", "30"))
    said = {"unit": BUREAU, "indicators": weights, "reason": "priorities changed"}
    return [
        (ben, RequestPlanAmendment.model_validate({**about("amendment"), **said})),
        (hana, AmendAnnualPlan(**about("amendment"), unit=BUREAU, edition=1)),
    ]


SEASONS: list[tuple[str, str, str, list[Wish]]] = [
    ("2010-01-20", PMO, "guidelines", guidelines()),
    ("2010-03-12", KIPO, "plan", planning()),
    ("2010-03-20", KIPO, "agreements", agreeing()),
    ("2010-04-08", KIPO, "talks", talking()),
    ("2010-08-02", KIPO, "amendment", amending()),
    ("2010-12-20", KIPO, "final", rating()),
    ("2011-06-20", PMO, "close", []),
]


def live(house: House, conduct: Sequence[Sequence[Wish]], catch_up: Callable[[int], bool]) -> None:
    """Live a year: open each phase, let people do as *conduct* says, and close everything at its end."""
    number = count(1)

    def act(day: str, wishes: Sequence[Wish]) -> None:
        house.clock.set(moment(day))
        for actor, command in wishes:
            house.ask(actor, command, f"wish/{next(number)}")
            if catch_up(house.log.head().position):
                runner.catch_up(house.log)

    for (day, body, phase, _), wishes in zip(SEASONS, conduct, strict=True):
        act(day, [(SYSTEM, OpenPhase(year=YEAR, body=body, phase=phase)), *wishes])
    later = [{"year": YEAR, "body": KIPO, "phase": rule.phase} for rule in (GRADING, NOTICES, PAYMENT)]
    act("2011-07-04", [(SYSTEM, OpenPhase.model_validate(about)) for about in later])
    seasons = [{"year": YEAR, "body": body, "phase": phase} for _, body, phase, _ in SEASONS]
    closing = [(SYSTEM, ClosePhase.model_validate(about)) for about in (*later, *seasons)]
    act("2011-07-05", [*closing, (SYSTEM, CloseCycle(year=YEAR))])


def differences(log: Log) -> list[Difference]:
    engine = memory_engine()
    with engine.begin() as rebuilt, log.view() as ours:
        runner.compile_from_zero(log, Query(), rebuilt)
        found = runner.differences(ours, rebuilt)
    engine.dispose()
    return found


def memory_log() -> MemoryLog:
    log = MemoryLog(memory_engine())
    with log.projecting() as connection:
        create_tables(connection)
    return log


whole_year = [wishes for *_, wishes in SEASONS]
some_years = st.tuples(
    *[st.permutations(it) | st.lists(st.sampled_from(it), max_size=len(it)) if it else st.just([]) for it in whole_year]
)


@settings(max_examples=20)
@given(some_years, st.integers(1, 50))
def test_t8_after_any_conduct_rebuilt_is_live(conduct: tuple[list[Wish], ...], every: int) -> None:
    log = memory_log()
    with house_on(log) as house:
        house.set_up()
        live(house, conduct, lambda number: number % every == 0)
    runner.catch_up(log)
    assert differences(log) == []
    log.close()


@pytest.fixture
def year(open_log: Callable[[str], Log], log_url: str) -> Log:
    """Return a log after a whole year, on each of the three."""
    log = open_log(log_url)
    with house_on(log) as house:
        house.set_up()
        live(house, whole_year, lambda _: False)
    runner.catch_up(log)
    return log


def test_t8_a_whole_year_rebuilt_is_live_on_every_log(year: Log) -> None:
    assert differences(year) == []
    require_sound(year)
    with year.view() as connection:
        assert connection.execute(select(ORGANISATION_SCORES.c.unit)).scalars().all()
        kinds = {row.component for row in connection.execute(select(COMPONENTS).where(COMPONENTS.c.person == mina))}
        assert {row.state for row in connection.execute(select(PHASES))} == {"closed"}
        assert connection.execute(select(MISSED)).first() is not None
    assert kinds == {"competency", "attitude", "goals/final", "mileage", "special"}


def test_catching_up_twice_changes_nothing(year: Log) -> None:
    assert runner.catch_up(year) == year.head().position
    assert differences(year) == []


def test_scores_read_again_count_once(year: Log) -> None:
    for upto in (0, 10, year.head().position - 3):
        with year.projecting() as connection:
            connection.execute(update(POSITIONS).where(POSITIONS.c.projection == "scores").values(upto=upto))
        runner.catch_up(year)
        assert differences(year) == []


def test_an_inbox_that_stands_elsewhere_is_not_read_again(year: Log) -> None:
    with year.projecting() as connection:
        connection.execute(update(POSITIONS).where(POSITIONS.c.projection == "inbox").values(upto=10))
    with pytest.raises(ReadModelsAstray):
        runner.catch_up(year)
    assert differences(year) == []


def test_read_models_that_say_nothing_are_compiled_from_zero(year: Log) -> None:
    with year.projecting() as connection:
        connection.execute(delete(POSITIONS))
    assert runner.catch_up(year) == year.head().position
    assert differences(year) == []


CHANGES: dict[str, tuple[Table, tuple[object, ...], dict[str, object]]] = {
    "a better score": (COMPONENTS, (YEAR, mina, "competency"), {"score": "99"}),
    "another proof": (COMPONENTS, (YEAR, mina, "attitude"), {"made_of": "{}"}),
    "a better unit": (ORGANISATION_SCORES, (YEAR, KIPO, PROMOTION), {"score": "100"}),
    "a better indicator": (INDICATOR_SCORES, (YEAR, KIPO, "P-01"), {"score": "100"}),
    "a reopened phase": (PHASES, (YEAR, KIPO, "talks"), {"state": "open"}),
    "another grade": (PEOPLE, (mina,), {"grade": 1}),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_row_is_named_with_what_it_should_be(open_log: Callable[[str], Log], what: str) -> None:
    table, key, change = CHANGES[what]
    log = lived_year(open_log)
    with log.projecting() as connection:
        connection.execute(update(table).where(*its(table, key)).values(**change))
    found = differences(log)
    assert [(it.table, it.key) for it in found] == [(table.name, key)]
    assert found[0].live is not None
    assert found[0].rebuilt is not None
    assert {name for name in found[0].live if found[0].live[name] != found[0].rebuilt[name]} == set(change)


def test_a_row_that_is_gone_and_one_that_should_not_be_are_named(open_log: Callable[[str], Log]) -> None:
    log = lived_year(open_log)
    forged = (YEAR, KIPO, "final", "submit-self-report", "nobody")
    done = (YEAR, KIPO, "final", "submit-self-report", mina)
    with log.projecting() as connection:
        connection.execute(delete(DONE).where(*its(DONE, done)))
        connection.execute(insert(DONE).values((*forged, ada, 1, "2010")))
    found = {it.key: (it.live is None, it.rebuilt is None) for it in differences(log)}
    assert found == {done: (True, False), forged: (False, True)}


def test_every_table_of_the_read_models_is_compared(open_log: Callable[[str], Log]) -> None:
    log = lived_year(open_log)
    tables = [table for table in METADATA.sorted_tables if table is not POSITIONS]
    with log.projecting() as connection:
        for table in tables:
            forged = [0 if isinstance(key.type, Integer) else "forged" for key in table.primary_key.columns]
            put_rows(connection, table, [[*forged, *[None] * (len(table.columns) - len(forged))]])
    assert [it.table for it in differences(log)] == [table.name for table in tables]


def its(table: Table, key: tuple[object, ...]) -> list[Any]:
    return [column == value for column, value in zip(table.primary_key.columns, key, strict=True)]


def lived_year(open_log: Callable[[str], Log]) -> Log:
    log = open_log("memory")
    with house_on(log) as house:
        house.set_up()
        live(house, whole_year, lambda _: False)
    runner.catch_up(log)
    return log
