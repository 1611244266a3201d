"""The year-end evaluation: ratings sealed until all are in, then opened at once."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

import pytest

from domain.appraisal import APPRAISAL, RateAttitude, RateGoals, SubmitSelfReport
from domain.appraisal_competency import (
    AboveScale,
    AlreadySealed,
    Ballot,
    CategoriesDiffer,
    CompetencyOpened,
    CompetencySealed,
    SealCompetency,
)
from domain.appraisal_evaluators import (
    EvaluationTakenOver,
    EvaluatorIsReleased,
    EvaluatorReleased,
    NothingIsLate,
    RatingsSetAside,
    ReleaseEvaluator,
    TakeOverEvaluation,
)
from domain.appraisal_facts import AttitudeRated, GoalsRated, SelfReportSubmitted
from domain.obligations import NotYourTask, OtherInstrument, TooEarly
from domain.person_evaluators import ResultOnRecord
from tests.support.grading import scored as result_of
from tests.support.office import (
    FINAL,
    KIPO,
    RULES,
    YEAR,
    ada,
    assigned,
    ballot,
    ben,
    bodies,
    hana,
    hr,
    jun,
    mina,
    office,
    opened_cycle,
    people,
    phase_open,
)
from tests.support.spec import spec

december = spec.given(office, phase_open(FINAL)).at("2010-12-10")
about: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "final"}
Evaluator = Literal["first", "second"]

ada_rates = ballot("9", "8")
ben_rates = ballot("10", "7.5", nonce="fedcba9876543210")


def sealing(rating: Ballot, evaluator: Evaluator = "first", person: str = mina) -> SealCompetency:
    return SealCompetency(**about, person=person, evaluator=evaluator, ballot=rating)


def sealed(rating: Ballot, evaluator: Evaluator = "first", by: str = ada, person: str = mina) -> CompetencySealed:
    kept: dict[str, Any] = {"commitment": rating.commitment(), "ballot": rating}
    return CompetencySealed(**about, person=person, evaluator=evaluator, by=by, **kept)


def test_a_person_reports_on_his_own_year() -> None:
    report = SubmitSelfReport(**about, person=mina, report="a good year")
    december.when(mina, report).then(SelfReportSubmitted(**about, person=mina, report="a good year"))


def test_nobody_reports_for_another() -> None:
    december.when(ada, SubmitSelfReport(**about, person=mina, report="x")).then_refused(NotYourTask)


def test_the_first_rating_is_sealed_and_stays_sealed() -> None:
    december.when(ada, sealing(ada_rates)).then(sealed(ada_rates))


def test_the_last_rating_opens_both_at_once() -> None:
    opened = CompetencyOpened(**about, person=mina, first=ada_rates, second=ben_rates)
    asked = december.given(sealed(ada_rates)).when(ben, sealing(ben_rates, "second"))
    asked.then(sealed(ben_rates, "second", ben), opened)


def test_the_order_of_the_evaluators_does_not_matter() -> None:
    opened = CompetencyOpened(**about, person=mina, first=ada_rates, second=ben_rates)
    asked = december.given(sealed(ben_rates, "second", ben)).when(ada, sealing(ada_rates))
    asked.then(sealed(ada_rates), opened)


def test_who_has_one_evaluator_is_opened_with_that_one() -> None:
    opened = CompetencyOpened(**about, person=jun, first=ada_rates, second=None)
    december.when(ada, sealing(ada_rates, person=jun)).then(sealed(ada_rates, person=jun), opened)


def test_f10_what_is_opened_is_what_was_sealed() -> None:
    assert sealed(ada_rates).commitment == ada_rates.commitment()
    assert ballot("9", "8.01").commitment() != ada_rates.commitment()
    assert ballot("9", "8", nonce="another-nonce-00").commitment() != ada_rates.commitment()


def test_the_same_scores_written_otherwise_are_the_same_rating() -> None:
    december.given(sealed(ada_rates)).when(ada, sealing(ballot("9.0", "8.00"))).then_nothing()


def test_a_sealed_rating_cannot_be_exchanged() -> None:
    asked = december.given(sealed(ada_rates)).when(ada, sealing(ballot("1", "1")))
    asked.then_refused(AlreadySealed, person=mina, evaluator="first")


def test_the_second_evaluator_does_not_rate_as_first() -> None:
    december.when(ben, sealing(ben_rates)).then_refused(NotYourTask, owner=ada)


def test_who_has_no_second_evaluator_gets_no_second_rating() -> None:
    december.when(ben, sealing(ben_rates, "second", jun)).then_refused(NotYourTask, owner="-")


@pytest.mark.parametrize(
    ("scores", "missing", "unknown"),
    [
        ({"customer": "9"}, "strategy", "-"),
        ({"customer": "9", "strategy": "9", "charm": "9"}, "-", "charm"),
        ({}, "customer, strategy", "-"),
    ],
)
def test_a_rating_scores_every_category_and_no_other(scores: dict[str, str], missing: str, unknown: str) -> None:
    odd = Ballot.model_validate({"scores": scores, "nonce": "0123456789abcdef"})
    december.when(ada, sealing(odd)).then_refused(CategoriesDiffer, missing=missing, unknown=unknown)


def test_no_category_scores_above_the_scale_of_the_year() -> None:
    five_is_best = RULES.model_copy(update={"competency_scale": Decimal(5)})
    facts = spec.given(bodies, opened_cycle(five_is_best), people, phase_open(FINAL)).at("2010-12-10")
    facts.when(ada, sealing(ballot("5.01", "5"))).then_refused(AboveScale, what="customer", given="5.01", scale="5")


def test_attitude_is_rated_by_the_first_evaluator() -> None:
    rating = RateAttitude(**about, person=mina, points=Decimal(5), ground="always helps")
    december.when(ada, rating).then(
        AttitudeRated(**about, person=mina, by=ada, points=Decimal(5), ground="always helps")
    )


def test_attitude_has_no_more_points_than_the_profile_gives() -> None:
    rating = RateAttitude(**about, person=mina, points=Decimal("5.01"), ground="saint")
    december.when(ada, rating).then_refused(AboveScale, what="attitude", given="5.01", scale="5")


def test_goals_are_rated_of_100() -> None:
    rating = RateGoals(**about, person=mina, points=Decimal("87.5"), ground="three of four")
    rated = GoalsRated(**about, person=mina, by=ada, points=Decimal("87.5"), ground="three of four")
    december.when(ada, rating).then(rated)


def test_c_07_who_has_an_agreement_has_no_goals_to_rate() -> None:
    rating = RateGoals(**about, person=jun, points=Decimal(80), ground="good")
    december.when(ada, rating).then_refused(OtherInstrument, person=jun, instrument="agreement")


def test_goals_of_june_and_of_december_are_two_ratings() -> None:
    june, december_too = (
        GoalsRated(**{**about, "phase": it}, person=mina, by=ada, points=Decimal(80), ground="g")
        for it in ("talks", "final")
    )
    rating = RateGoals(**about, person=mina, points=Decimal(80), ground="g")
    december.given(june).when(ada, rating).then(december_too)


def test_a_comment_on_a_category_stays_sealed() -> None:
    comments = {"customer": "polite"}
    wish = sealing(ada_rates).model_copy(update={"comments": comments})
    december.when(ada, wish).then(sealed(ada_rates).model_copy(update={"comments": comments}))


# Evaluators who drop out


def releasing(evaluator: str, ground: Any) -> ReleaseEvaluator:
    return ReleaseEvaluator(**about, person=mina, evaluator=evaluator, ground=ground, reason="ill")


def released(evaluator: str, ground: Any) -> EvaluatorReleased:
    return EvaluatorReleased(**about, person=mina, evaluator=evaluator, ground=ground, reason="ill")


def opened(first: Ballot | None, second: Ballot | None) -> CompetencyOpened:
    return CompetencyOpened(**about, person=mina, first=first, second=second)


def test_without_the_second_evaluator_the_first_rating_is_opened_alone() -> None:
    asked = december.given(sealed(ada_rates)).when(hr, releasing(ben, "absence"))
    asked.then(released(ben, "absence"), opened(ada_rates, None))


def test_a_release_before_any_rating_opens_nothing_yet() -> None:
    december.when(hr, releasing(ben, "absence")).then(released(ben, "absence"))
    december.given(released(ben, "absence")).when(ada, sealing(ada_rates)).then(
        sealed(ada_rates), opened(ada_rates, None)
    )


def test_a_recused_evaluators_rating_does_not_count() -> None:
    asked = december.given(sealed(ada_rates), released(ada, "recusal")).when(ben, sealing(ben_rates, "second"))
    asked.then(sealed(ben_rates, "second", ben), opened(None, ben_rates))


def test_an_absent_evaluators_rating_counts_if_it_was_sealed_before() -> None:
    asked = december.given(sealed(ada_rates), released(ada, "absence")).when(ben, sealing(ben_rates, "second"))
    asked.then(sealed(ben_rates, "second", ben), opened(ada_rates, ben_rates))


def test_who_is_assigned_instead_of_a_recused_evaluator_rates_anew() -> None:
    instead = december.given(sealed(ada_rates), released(ada, "recusal"), assigned(mina, first=hana))
    hana_rates = ballot("7", "7")
    instead.when(hana, sealing(hana_rates)).then(sealed(hana_rates, by=hana))


def test_who_is_no_longer_waited_for_keeps_nothing_sealed() -> None:
    reassigned = december.given(sealed(ada_rates), assigned(mina, second=None))
    reassigned.when(hr, releasing(ben, "absence")).then(released(ben, "absence"), opened(ada_rates, None))


# What a recused evaluator had rated

attitude_by_ada = AttitudeRated(**about, person=mina, by=ada, points=Decimal(5), ground="helps")
goals_by_ada = GoalsRated(**about, person=mina, by=ada, points=Decimal(80), ground="g")
both_opened = december.given(sealed(ada_rates), sealed(ben_rates, "second", ben), opened(ada_rates, ben_rates))
hana_rates = ballot("7", "7")


def set_aside(evaluator: str, *tasks: str) -> RatingsSetAside:
    return RatingsSetAside(**about, person=mina, evaluator=evaluator, tasks=tasks)


def test_what_a_recused_evaluator_rated_is_set_aside_though_it_was_opened_and_the_other_stands_alone() -> None:
    asked = both_opened.when(hr, releasing(ada, "recusal"))
    asked.then(released(ada, "recusal"), set_aside(ada, "rate-competency-first"), opened(None, ben_rates))


def test_so_are_his_attitude_points_and_his_rating_of_goals_of_this_phase() -> None:
    story = both_opened.given(attitude_by_ada, goals_by_ada, goals_by_ada.model_copy(update={"phase": "interim"}))
    aside, _ = story.when(hr, releasing(ada, "recusal")).events()[1:]
    assert aside == set_aside(ada, "rate-competency-first", "rate-attitude", "rate-goals")
    state = APPRAISAL.fold([it for it in [*story.events, aside] if isinstance(it, APPRAISAL.events)])
    assert (state.attitude, list(state.goals), list(state.sealed), state.opened) == (
        None,
        ["interim"],
        ["second"],
        None,
    )


def test_what_was_sealed_and_not_opened_is_set_aside_too() -> None:
    asked = december.given(sealed(ada_rates)).when(hr, releasing(ada, "recusal"))
    asked.then(released(ada, "recusal"), set_aside(ada, "rate-competency-first"))


def test_what_an_absent_evaluator_rated_stands() -> None:
    both_opened.given(attitude_by_ada).when(hr, releasing(ada, "absence")).then(released(ada, "absence"))


def test_who_rated_nothing_has_nothing_set_aside() -> None:
    december.when(hr, releasing(ada, "recusal")).then(released(ada, "recusal"))


def test_what_the_second_did_in_place_of_the_first_is_set_aside_with_his_own() -> None:
    by_ben = attitude_by_ada.model_copy(update={"by": ben})
    story = december.given(sealed(ben_rates, "second", ben), by_ben)
    aside = set_aside(ben, "rate-competency-second", "rate-attitude")
    story.when(hr, releasing(ben, "recusal")).then(released(ben, "recusal"), aside)


recused = both_opened.given(
    attitude_by_ada,
    released(ada, "recusal"),
    set_aside(ada, "rate-competency-first", "rate-attitude"),
    opened(None, ben_rates),
)


def test_whoever_is_assigned_in_his_place_rates_anew_and_both_are_opened_again() -> None:
    instead = recused.given(assigned(mina, first=hana))
    instead.when(hana, sealing(hana_rates)).then(sealed(hana_rates, by=hana), opened(hana_rates, ben_rates))
    attitude = RateAttitude(**about, person=mina, points=Decimal(4), ground="helps")
    instead.when(hana, attitude).then(attitude_by_ada.model_copy(update={"by": hana, "points": Decimal(4)}))


def test_where_another_is_assigned_already_his_rating_is_waited_for() -> None:
    reassigned = both_opened.given(assigned(mina, first=hana))
    aside = set_aside(ada, "rate-competency-first")
    reassigned.when(hr, releasing(ada, "recusal")).then(released(ada, "recusal"), aside)
    later = reassigned.given(released(ada, "recusal"), aside)
    later.when(hana, sealing(hana_rates)).then(sealed(hana_rates, by=hana), opened(hana_rates, ben_rates))


def test_without_another_the_second_rates_attitude_anew() -> None:
    attitude = RateAttitude(**about, person=mina, points=Decimal(4), ground="helps")
    recused.when(ben, attitude).then(attitude_by_ada.model_copy(update={"by": ben, "points": Decimal(4)}))


def test_he_himself_rates_no_more() -> None:
    recused.when(ada, sealing(ada_rates)).then_refused(EvaluatorIsReleased, actor=ada)


def test_once_the_result_is_on_record_only_an_objection_helps() -> None:
    on_record = both_opened.given(result_of(mina, "90"))
    on_record.when(hr, releasing(ada, "recusal")).then_refused(ResultOnRecord, person=mina)
    on_record.when(hr, releasing(ada, "absence")).then(released(ada, "absence"))


def test_sod_03_after_his_recusal_an_evaluator_rates_no_more() -> None:
    out = december.given(released(ada, "recusal"))
    attitude = RateAttitude(**about, person=mina, points=Decimal(5), ground="helps")
    for rating in (sealing(ada_rates), attitude):
        out.when(ada, rating).then_refused(EvaluatorIsReleased, actor=ada, person=mina)


def test_only_the_personnel_office_releases() -> None:
    december.when(ben, releasing(ada, "recusal")).then_refused(NotYourTask, owner="role:hr")


def test_sod_04_who_was_never_assigned_does_not_rate() -> None:
    december.when(hana, sealing(ada_rates)).then_refused(NotYourTask, owner=ada)


# The second evaluator takes over

january = december.at("2011-01-07")  # five working days after 31 December
taking_over = TakeOverEvaluation(**about, person=mina, reason="on sick leave")
taken_over = EvaluationTakenOver(**about, person=mina, late=ada, by=ben, reason="on sick leave")
attitude_by_ben = RateAttitude(**about, person=mina, points=Decimal(4), ground="helps")


def test_the_second_evaluator_takes_over_from_the_fifth_day_on() -> None:
    january.when(ben, taking_over).then(taken_over)


def test_nobody_takes_over_before() -> None:
    january.at("2011-01-06").when(ben, taking_over).then_refused(TooEarly, day="2011-01-07")


def test_the_first_evaluator_does_not_take_over_from_himself() -> None:
    january.when(ada, taking_over).then_refused(NotYourTask, owner=ben)


def test_a_takeover_opens_the_second_rating_alone() -> None:
    asked = january.given(sealed(ben_rates, "second", ben)).when(ben, taking_over)
    asked.then(taken_over, opened(None, ben_rates))


def test_who_took_over_does_the_first_evaluators_tasks_in_his_place() -> None:
    january.when(ben, attitude_by_ben).then_refused(NotYourTask, owner=ada)
    january.given(taken_over).when(ben, attitude_by_ben).then(
        AttitudeRated(**about, person=mina, by=ben, points=Decimal(4), ground="helps")
    )


def test_sod_03_who_took_over_does_not_rate_competency_twice() -> None:
    january.given(taken_over).when(ben, sealing(ben_rates)).then_refused(NotYourTask, owner=ada)


def test_the_late_evaluator_rates_no_more() -> None:
    january.given(taken_over).when(ada, sealing(ada_rates)).then_refused(EvaluatorIsReleased, actor=ada)


def test_sod_12_who_is_recused_does_not_take_over() -> None:
    january.given(released(ben, "recusal")).when(ben, taking_over).then_refused(EvaluatorIsReleased, actor=ben)


def test_what_is_done_is_not_taken_over() -> None:
    attitude = AttitudeRated(**about, person=mina, by=ada, points=Decimal(5), ground="helps")
    goals = GoalsRated(**about, person=mina, by=ada, points=Decimal(80), ground="g")
    done = january.given(sealed(ada_rates), attitude, goals)
    done.when(ben, taking_over).then_refused(NothingIsLate, first=ada)
