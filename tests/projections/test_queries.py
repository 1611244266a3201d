"""What surfaces ask of the read models: scores as they stand, and names to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from activities.inline import Fact
from domain.appraisal import RateGoals
from domain.cycle import CycleOpened
from domain.ids import SYSTEM
from domain.indicator import ScoreIndicator
from domain.messages import Event
from domain.person_commands import AssignEvaluators
from domain.person_roles import GrantRole
from domain.person_service import DetermineEligibility, TakeLeave, TransferPerson
from domain.personal_rules import PersonalRules
from domain.phase_facts import Phase
from domain.scoring.proof import Score, half_up
from eventstore.port import Log
from projections import inbox, queries, runner
from projections.queries import PersonScores, UnitScores
from projections.rows import create_tables
from projections.tables import MISSED
from runtime.databases import memory_engine
from tests.projections.test_runner import Wish, agreeing, guidelines, live, planning, rating, talking
from tests.support import office
from tests.support.house import House, house_on
from tests.support.office import (
    BUREAU,
    EXAMINATION,
    FINAL,
    KIPO,
    PMO,
    PROMOTION,
    RULES,
    TALKS,
    YEAR,
    ada,
    ben,
    hana,
    jun,
    label,
    mina,
    olga,
    opened_cycle,
)
from tests.support.rows import row_of

ROW: dict[str, Any] = {"opened_at": None, "moved_opens": None, "moved_due": None, "stood_still": 0}


@pytest.fixture
def house(open_log: Callable[[str], Log], sqlite_url: str) -> Iterator[House]:
    """Return the door of an office before its first phase."""
    with house_on(open_log(sqlite_url)) as house:
        yield house.set_up()


def lived(house: House, last: list[Wish]) -> House:
    """Let a year be lived whose final ratings are *last*."""
    live(house, [guidelines(), planning(), agreeing(), talking(), [], last, []], lambda _: False)
    runner.catch_up(house.log)
    return house


def of_task(*tasks: str) -> list[Wish]:
    """Return the final ratings that belong to *tasks*."""
    return [(who, wish) for who, wish in rating() if getattr(wish, "task", None) in tasks]


def persons(house: House, **which: Any) -> dict[str, PersonScores]:
    with house.log.view() as connection:
        return {it.person: it for it in queries.person_scores(connection, YEAR, **which)}


def units(house: House, body: str | None = None) -> dict[str, UnitScores]:
    with house.log.view() as connection:
        return {it.unit: it for it in queries.unit_scores(connection, YEAR, body)}


def value(score: Score | None) -> Decimal | None:
    return score.value if score else None


# Persons


def test_a_total_is_the_sum_of_its_components_when_all_are_in(house: House) -> None:
    composed = persons(lived(house, rating()))[mina].composed
    components = {name: value(score) for name, score in composed.components.items()}
    assert components == {
        "department": Decimal("36.40"),  # 40 of 100 points; 90 x 20 % + 80 x 20 % + 95 x 60 % = 91 of 100
        "individual": Decimal("26.25"),  # 30 of 100 points; 87.5
        "competency": components["competency"],
        "attitude": Decimal("4.50"),
        "mileage": Decimal("0.50"),
        "special": Decimal("0.60"),  # 1 granted, 0.4 of it reversed
    }
    assert composed.missing() == []
    assert value(composed.total) == sum((it for it in components.values() if it is not None), Decimal(0))


@pytest.mark.parametrize(
    ("left_out", "missing"),
    [
        ("rate-attitude", "attitude"),
        ("rate-goals", "individual"),
        ("rate-competency-second", "competency"),
        ("score-indicator", "department"),
    ],
)
def test_a_component_that_is_not_in_yet_makes_the_total_unknown(house: House, left_out: str, missing: str) -> None:
    some = [(who, wish) for who, wish in rating() if getattr(wish, "task", None) != left_out]
    composed = persons(lived(house, some))[mina].composed
    assert (composed.total, composed.missing()) == (None, [missing])


def test_without_bonuses_none_were_earned_and_nothing_is_missing(house: House) -> None:
    composed = persons(house)[jun].composed
    assert (value(composed.components["mileage"]), value(composed.components["special"])) == (Decimal(0), Decimal(0))
    assert {"mileage", "special"} & set(composed.missing()) == set()


def test_deep_and_shallow_give_the_same_numbers(house: House) -> None:
    lived(house, rating())
    deep, shallow = persons(house, deep=True), persons(house)
    assert deep.keys() == shallow.keys() == {ada, jun, mina}
    for person, theirs in deep.items():
        ours = shallow[person].composed
        assert {name: value(it) for name, it in theirs.composed.components.items()} == {
            name: value(it) for name, it in ours.components.items()
        }
        assert value(theirs.composed.total) == value(ours.total)


def test_deep_scores_rest_on_events_of_the_log(house: House) -> None:
    lived(house, rating())
    total = persons(house, deep=True)[mina].composed.total
    assert total is not None
    kinds = {row.type for row in house.rows() if row.position in total.positions()}
    assert kinds == {
        "IndicatorScored",
        "GoalsRated",
        "CompetencyOpened",
        "AttitudeRated",
        "MileageCredited",
        "SpecialPointsGranted",
        "MileageReversed",
    }


def test_one_person_or_one_body_can_be_asked_for(house: House) -> None:
    assert set(persons(house, person=jun)) == {jun}
    assert set(persons(house, body=KIPO)) == {ada, jun, mina}
    assert persons(house, body=PMO) == persons(house, person=hana) == {}


def test_one_person_alone_has_the_scores_he_has_among_all(house: House) -> None:
    lived(house, rating())
    assert persons(house, person=mina)[mina] == persons(house)[mina]


def test_the_scores_of_a_year_that_was_never_opened_are_not_known(house: House) -> None:
    with house.log.view() as connection, pytest.raises(LookupError):
        queries.person_scores(connection, YEAR + 1)


# Units


def test_a_unit_is_scored_by_its_indicators_and_complete_at_a_hundred_percent(house: House) -> None:
    found = units(lived(house, rating()))
    assert {unit: (it.score, it.weight) for unit, it in found.items()} == dict.fromkeys(
        (BUREAU, EXAMINATION, PROMOTION), (Decimal(91), Decimal(100))
    ) | {EXAMINATION: (Decimal(0), Decimal(0))}  # its head may not score it


def test_a_unit_scored_in_part_tells_how_much(house: House) -> None:
    some = [it for it in of_task("score-indicator") if getattr(it[1], "indicator", "") == "I-01"]
    found = units(lived(house, some))
    assert (found[BUREAU].score, found[BUREAU].weight) == (Decimal("54.6"), Decimal(60))
    assert {it["code"]: it["score"] for it in found[BUREAU].indicators} == {"I-01": "91", "I-02": None}


def test_an_indicator_tells_the_values_that_were_reported(house: House) -> None:
    (indicator,) = units(lived(house, []))[PROMOTION].indicators
    assert [(it["phase"], it["value"], it["estimate"]) for it in indicator["values"]] == [("talks", "71.5", True)]


def test_a_body_without_a_plan_has_no_scorecards(house: House) -> None:
    assert units(house) == {}
    assert units(lived(house, []), PMO) == {}


# Years, phases and names


def test_a_year_is_open_until_its_books_are_closed(house: House) -> None:
    with house.log.view() as connection:
        assert [it.year for it in queries.open_years(connection)] == [YEAR]
    lived(house, [])
    with house.log.view() as connection:
        assert queries.open_years(connection) == []
        assert [(it["year"], it["state"]) for it in queries.years(connection)] == [(YEAR, "closed")]


def test_of_a_phase_nothing_happened_to_nothing_is_known() -> None:
    assert queries.phase_state(None) == Phase()


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"opened_at": "2010-03-25T01:00:00.000000Z"}, Phase(opened=True)),
        ({"stood_still": 4}, Phase(stood_still=4)),
        (
            {"moved_opens": "2010-03-25", "moved_due": "2010-04-22"},
            Phase(moved=(date(2010, 3, 25), date(2010, 4, 22))),
        ),
    ],
)
def test_the_state_of_a_phase_is_what_its_days_depend_on(change: dict[str, Any], state: Phase) -> None:
    assert queries.phase_state({**ROW, **change}) == state


def test_everything_with_an_id_has_a_name_in_both_languages(house: House) -> None:
    lived(house, [])
    with house.log.view() as connection:
        names = queries.names(connection)
    assert {PMO, KIPO, f"{KIPO}/{BUREAU}", mina, f"{YEAR}/{KIPO}/P-01"} <= names.keys()
    assert {frozenset(it) for it in names.values()} == {frozenset({"ko", "en"})}
    assert names[mina] == {"ko": "홍길동 post", "en": "홍길동, post"}
    assert names[f"{KIPO}/{BUREAU}"] == {"ko": BUREAU, "en": BUREAU}


def test_the_same_id_in_another_body_or_year_or_of_a_person_names_something_else() -> None:
    ours = office.unit(mina, "bureau", None)  # a unit called like a person
    theirs = ours.model_copy(update={"body": PMO, "name": label("another")})
    plan = office.plan_confirmed
    renamed = tuple(it.model_copy(update={"name": label(f"{it.code} anew")}) for it in plan.indicators)
    later = plan.model_copy(update={"year": YEAR + 1, "indicators": renamed})
    story: list[Event] = [ours, theirs, plan, later, office.registered(mina)]
    engine = memory_engine()
    with engine.begin() as connection:
        create_tables(connection)
        inbox.Inbox().apply(connection, [Fact(row_of(it, n), it) for n, it in enumerate(story, 1)])
        names = {key: name["en"] for key, name in queries.names(connection).items()}
    engine.dispose()
    assert (names[f"{KIPO}/{mina}"], names[f"{PMO}/{mina}"], names[mina]) == (mina, "another", "홍길동, post")
    assert (names[f"{YEAR}/{KIPO}/P-01"], names[f"{YEAR + 1}/{KIPO}/P-01"]) == ("P-01", "P-01 anew")


# Days of service and halves of a year


def of_examination(points: int) -> list[Wish]:
    aspects = dict.fromkeys(("planning", "execution", "achievement"), Decimal(points))
    scored = ScoreIndicator(year=YEAR, body=KIPO, phase="final", indicator="E-01", **aspects)
    return [(SYSTEM, GrantRole(person=olga, role="taskforce", body=KIPO)), (olga, scored)]


def moved_bureaus() -> list[Wish]:
    """Ada heads a bureau's part and goes to the other bureau on 2 August."""
    how: dict[str, Any] = {"unit": PROMOTION, "instrument": "agreement", "profile": "bureau-head", "first": ben}
    move: dict[str, Any] = {"from_unit": PROMOTION, "to_unit": EXAMINATION, "day": date(2010, 8, 2)}
    return [
        (SYSTEM, AssignEvaluators(person=ada, year=YEAR, body=KIPO, **how)),
        (SYSTEM, TransferPerson(person=ada, body=KIPO, **move)),
        (SYSTEM, AssignEvaluators(person=ada, year=YEAR, body=KIPO, **{**how, "unit": EXAMINATION})),
    ]


def test_5_4_who_was_transferred_has_the_units_scores_by_days(house: House) -> None:
    lived(house, [*moved_bureaus(), *rating(), *of_examination(70)])
    for deep in (True, False):
        found = persons(house, person=ada, deep=deep)[ada].composed.components["bureau"]
        assert found is not None
        assert [(it.what, it.weight) for it in found.parts[0].parts] == [
            (f"organisation/{BUREAU}", Decimal(213)),
            (f"organisation/{EXAMINATION}", Decimal(152)),
        ]
        assert found.value == half_up((91 * Decimal(213) + 70 * Decimal(152)) / 365 * 70 / 100)


def test_5_4_a_unit_without_a_score_yet_keeps_the_mean_by_days_open(house: House) -> None:
    lived(house, [*moved_bureaus(), *rating()])
    assert "bureau" in persons(house, person=ada)[ada].composed.missing()


@pytest.fixture
def halved(open_log: Callable[[str], Log], sqlite_url: str) -> Iterator[House]:
    """Return the door of an office that rates goals in spring and winter, and only who served two months."""
    rate = FINAL.task("rate-goals")
    spring = TALKS.model_copy(update={"tasks": (*TALKS.tasks, rate)})
    phases = tuple(spring if it.phase == "talks" else it for it in RULES.phases)
    people = PersonalRules(halves=("talks", "final"), least_service=2)
    opened = opened_cycle(RULES.model_copy(update={"people": people, "phases": phases}))
    with house_on(open_log(sqlite_url)) as found:
        yield found.set_up([opened if isinstance(it, CycleOpened) else it for it in office.office])


def rated_in_spring(points: str) -> Wish:
    return ada, RateGoals(year=YEAR, body=KIPO, phase="talks", person=mina, points=Decimal(points), ground="half way")


def test_reg_5_goals_rated_in_two_halves_count_by_their_exact_mean(halved: House) -> None:
    live(halved, [guidelines(), planning(), agreeing(), [rated_in_spring("90.05")], [], rating(), []], lambda _: False)
    runner.catch_up(halved.log)
    for deep in (True, False):
        found = persons(halved, deep=deep)[mina].composed.components["individual"]
        assert found is not None
        assert (found.value, found.parts[0].value) == (Decimal("26.63"), Decimal("88.775"))  # 30 of 100 points


def test_reg_5_the_first_half_alone_is_no_years_score(halved: House) -> None:
    live(halved, [guidelines(), planning(), agreeing(), [rated_in_spring("90.05")], [], [], []], lambda _: False)
    runner.catch_up(halved.log)
    assert "individual" in persons(halved)[mina].composed.missing()


def test_reg_11_who_is_not_evaluated_has_no_scores_and_owes_nothing(halved: House) -> None:
    away: dict[str, Any] = {"kind": "leave", "begins": date(2010, 1, 18), "ends": date(2010, 12, 31)}
    lived(halved, [(SYSTEM, TakeLeave(person=mina, body=KIPO, **away)), (SYSTEM, eligible(mina)), *rating()])
    assert persons(halved).keys() == {ada, jun}
    with halved.log.view() as connection:
        missed = set(connection.execute(select(MISSED.c.subject).where(MISSED.c.phase == "final")).scalars())
    assert jun in missed
    assert mina not in missed


def eligible(person: str) -> DetermineEligibility:
    return DetermineEligibility(person=person, body=KIPO, year=YEAR)


def test_who_comes_back_in_time_is_evaluated_again(halved: House) -> None:
    away: dict[str, Any] = {"kind": "leave", "begins": date(2010, 1, 18)}
    long, short = (TakeLeave(person=mina, body=KIPO, **away, ends=date(2010, month, 30)) for month in (12, 6))
    reassigned = {"unit": PROMOTION, "instrument": "goals", "profile": "staff", "first": ben}
    again = AssignEvaluators.model_validate({"person": mina, "year": YEAR, "body": KIPO, **reassigned})
    lived(halved, [(SYSTEM, it) for it in (long, eligible(mina), again)])
    assert mina not in persons(halved)
    halved.ask(SYSTEM, short, "back")
    halved.ask(SYSTEM, eligible(mina), "eligible")
    runner.catch_up(halved.log)
    assert mina in persons(halved)
