"""How evaluators rate, as numbers; and what may still change once that was seen (REG 6-3)."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest

from domain.appraisal import RateAttitude
from domain.appraisal_competency import AboveScale, CompetencyOpened, CompetencySealed
from domain.appraisal_facts import AttitudeRated, GoalsRated
from domain.calibration import (
    DecideCalibrationAdjustment,
    ProposeCalibrationAdjustment,
    ShowCalibration,
    require_not_shown,
)
from domain.calibration_facts import CalibrationAdjustmentDecided, CalibrationAdjustmentProposed, CalibrationShown
from domain.calibration_refusals import (
    AboutHimself,
    AlreadyDecided,
    BoardNotShown,
    BoardWasShown,
    NoSuchProposal,
    NothingRated,
    OwnProposal,
    ResultTold,
)
from domain.consequences import consequences
from domain.messages import Event
from domain.refusals import NotAllowed, Refusal
from domain.result import RescoreAppraisal
from domain.result_facts import Correction
from domain.scoring.calibration import Measure, Rated, Seat, calibrate, recency_of
from tests.support.grading import notified
from tests.support.office import (
    FINAL,
    KIPO,
    SEAL,
    YEAR,
    ada,
    ballot,
    ben,
    hana,
    holds,
    mina,
    office,
    olga,
    phase_open,
    tae,
)
from tests.support.spec import PureFacts, by_stream, moment, require_sentences, spec


def rated(
    person: str, evaluator: str, seat: Seat, *points: int, year: int = YEAR, cited: tuple[int, ...] = ()
) -> Rated:
    categories = tuple(Decimal(it) for it in points)
    return Rated(year, person, evaluator, seat, sum(categories, Decimal(0)) / len(points), categories, cited)


def measure(value: str, n: int, error: str | None) -> Measure:
    return Measure(Decimal(value), n, None if error is None else Decimal(error))


# Four people: Ada rates two of them high and alike, Tae two of them low and with differences.
RATINGS = [
    rated("p1", ada, "first", 94, 94, cited=(4, 4)),
    rated("p2", ada, "first", 98, 98, cited=(1, 4)),
    rated("p3", tae, "first", 80, 90),
    rated("p4", tae, "first", 70, 88),
    rated("p1", ben, "second", 90, 92),
    rated("p2", ben, "second", 90, 92),
]


def test_every_measure_by_hand() -> None:
    """The office's mean of first evaluators is (94 + 98 + 85 + 79) / 4 = 89."""
    found = {it.evaluator: it for it in calibrate(RATINGS)}
    assert found[ada].leniency == measure("7.0000", 2, "2.0000")  # (5 + 9) / 2; s = 2.8284, / sqrt 2
    assert found[ada].spread == measure("2.0000", 2, "1.0000")  # / sqrt 4
    assert found[ada].halo == measure("0.0000", 2, "0.0000")
    assert found[ada].gap == measure("5.0000", 2, "2.0000")  # 94 - 91, 98 - 91
    assert found[ada].recency == measure("0.7500", 4, "0.2165")  # sqrt(0.75 x 0.25 / 4)
    assert found[tae].leniency == measure("-7.0000", 2, "3.0000")
    assert found[tae].halo == measure("53.0000", 2, "28.0000")  # (25 + 81) / 2
    assert (found[tae].gap, found[tae].recency) == (None, None)


def test_a_second_evaluator_is_compared_with_second_evaluators() -> None:
    found = next(it for it in calibrate(RATINGS) if it.evaluator == ben)
    assert found.leniency == measure("0.0000", 2, "0.0000")
    assert found.gap == measure("-5.0000", 2, "2.0000")


def test_a_single_rating_has_no_error() -> None:
    found = calibrate([rated("p1", ada, "first", 90, 80)])[0]
    assert found.leniency == measure("0.0000", 1, None)
    assert found.spread == measure("0.0000", 1, None)
    assert recency_of([4]) == measure("1.0000", 1, None)
    assert recency_of([]) is None


def test_years_are_compared_each_with_its_own_mean() -> None:
    """A generous year of the whole office makes nobody lenient."""
    years = [
        rated("p1", ada, "first", 90, year=2009),
        rated("p2", tae, "first", 80, year=2009),
        rated("p1", ada, "first", 99, year=2010),
        rated("p2", tae, "first", 97, year=2010),
    ]
    found = {it.evaluator: it.leniency.value for it in calibrate(years)}
    assert found == {ada: Decimal("3.0000"), tae: Decimal("-3.0000")}


def test_who_is_chosen_is_still_compared_with_the_whole_office() -> None:
    found = calibrate(RATINGS, lambda it: it.person == "p1" and it.seat == "first")
    assert [(it.evaluator, it.ratings, it.leniency.value) for it in found] == [(ada, 1, Decimal("5.0000"))]


def test_the_numbers_are_the_same_in_any_decimal_context() -> None:
    with localcontext() as context:
        context.prec = 5
        narrow = calibrate(RATINGS)
    assert narrow == calibrate(RATINGS)


# Who was shown it, and what may still change

about = {"year": YEAR, "body": KIPO}
final = {**about, "phase": "final", "person": mina}
first, second = ballot("9.5", "8"), ballot("9", "9", "fedcba9876543210")
sealed = CompetencySealed(**final, evaluator="first", by=ada, commitment=first.commitment(), ballot=first)
sealed_too = CompetencySealed(**final, evaluator="second", by=ben, commitment=second.commitment(), ballot=second)
opened: list[Event] = [sealed, sealed_too, CompetencyOpened(**final, first=first, second=second)]
attitude = AttitudeRated(**final, by=ada, points=Decimal("4.5"), ground="늘 돕는다")
goals = GoalsRated(**final, by=ada, points=Decimal(90), ground="달성")
shown = CalibrationShown(**about, to=olga, role="hr", board=SEAL, ratings=12)
standing = spec.given(
    office, holds(olga, "hr"), holds(tae, "evaluation-committee"), holds(hana, "evaluation-committee")
)
after = standing.given(*opened, attitude, goals, shown)


def proposal(part: str = "attitude", proposed: str = "4", evaluator: str = "first") -> ProposeCalibrationAdjustment:
    told = {"person": mina, "evaluator": evaluator, "part": part, "proposed": proposed, "reason": "기준을 맞춤"}
    return ProposeCalibrationAdjustment.model_validate({**about, **told})


def proposed(part: str, given: str, to: str, by: str, evaluator: str = "first") -> CalibrationAdjustmentProposed:
    told = {"person": mina, "evaluator": evaluator, "part": part, "given": given, "proposed": to, "by": by}
    return CalibrationAdjustmentProposed.model_validate({**about, **told, "number": 1, "reason": "기준을 맞춤"})


def test_it_is_on_record_to_whom_the_board_was_shown() -> None:
    command = ShowCalibration(**about, board=SEAL, ratings=12)
    standing.when(olga, command).then(shown)
    standing.when(tae, command).then(shown.model_copy(update={"to": tae, "role": "evaluation-committee"}))


def test_an_evaluator_is_not_shown_the_board() -> None:
    standing.when(ada, ShowCalibration(**about, board=SEAL, ratings=12)).then_refused(
        NotAllowed, role="evaluation-committee"
    )


def refused(facts: PureFacts, kind: type[Refusal]) -> None:
    with pytest.raises(kind) as caught:
        require_not_shown(facts, YEAR, KIPO, mina)
    require_sentences(caught.value)


def test_once_it_was_shown_no_rating_changes_silently() -> None:
    require_not_shown(PureFacts({}, moment("2010-12-20"), ada), YEAR, KIPO, mina)
    refused(PureFacts(by_stream([shown]), moment("2010-12-20"), ada), BoardWasShown)


@pytest.mark.parametrize(
    ("by", "evaluator", "part", "given", "to"),
    [
        (ada, "first", "attitude", "4.5", "4"),
        (ada, "first", "goals", "90", "85"),
        (ada, "first", "customer", "9.5", "9"),
        (ben, "second", "customer", "9", "8.5"),
        (tae, "first", "strategy", "8", "8.5"),
        (olga, "second", "strategy", "9", "8.5"),
    ],
)
def test_a_change_is_proposed_with_a_reason_beside_what_was_given(
    by: str, evaluator: str, part: str, given: str, to: str
) -> None:
    after.when(by, proposal(part, to, evaluator)).then(proposed(part, given, to, by, evaluator))


def test_nobody_else_proposes_and_nobody_before_it_was_shown() -> None:
    after.when(mina, proposal()).then_refused(NotAllowed)
    after.when(ben, proposal()).then_refused(NotAllowed)  # the first evaluator's part is not his
    standing.given(attitude).when(ada, proposal()).then_refused(BoardNotShown)


def test_sod_04_nobody_proposes_about_himself_whatever_his_role() -> None:
    for role in ("hr", "evaluation-committee"):
        after.given(holds(mina, role)).when(mina, proposal()).then_refused(AboutHimself, actor=mina)


def test_what_is_sealed_or_not_there_is_not_adjusted() -> None:
    standing.given(sealed, shown).when(ada, proposal("customer")).then_refused(NothingRated, part="customer")
    after.when(ada, proposal("nonsense")).then_refused(NothingRated, part="nonsense")
    after.when(ben, proposal("attitude", evaluator="second")).then_refused(NothingRated, evaluator="second")
    after.when(ben, proposal("goals", evaluator="second")).then_refused(NothingRated, evaluator="second")


@pytest.mark.parametrize(("part", "above", "scale"), [("attitude", "5.5", "5"), ("customer", "10.5", "10")])
def test_nothing_above_the_scale_is_proposed(part: str, above: str, scale: str) -> None:
    after.when(tae, proposal(part, above)).then_refused(AboveScale, what=part, given=above, scale=scale)


def decision(number: int = 1, person: str = mina, *, accepted: bool = True) -> DecideCalibrationAdjustment:
    return DecideCalibrationAdjustment(**about, number=number, person=person, accepted=accepted, reason="타당함")


def test_the_committee_decides_once_and_never_its_own_proposal() -> None:
    waiting = after.given(proposed("attitude", "4.5", "4", tae))
    decided = CalibrationAdjustmentDecided(**about, number=1, person=mina, accepted=True, by=hana, reason="타당함")
    waiting.when(hana, decision()).then(decided)
    waiting.given(decided).when(hana, decision(accepted=False)).then_refused(AlreadyDecided, number=1)
    waiting.when(tae, decision()).then_refused(OwnProposal, actor=tae)
    waiting.when(olga, decision()).then_refused(NotAllowed, role="evaluation-committee")
    waiting.when(hana, decision(2)).then_refused(NoSuchProposal, number=2)
    waiting.when(hana, decision(person=ada)).then_refused(NoSuchProposal, person=ada)
    again = proposed("attitude", "4.5", "4", tae).model_copy(update={"number": 2})
    waiting.given(decided).when(tae, proposal()).then(again)


def test_who_gave_the_rating_does_not_decide_about_it() -> None:
    waiting = after.given(proposed("attitude", "4.5", "4", tae), holds(ada, "evaluation-committee"))
    waiting.when(ada, decision()).then_refused(OwnProposal, actor=ada)


def test_nothing_is_accepted_after_the_notice() -> None:
    told = notified().model_copy(update={"person": mina})
    waiting = after.given(proposed("attitude", "4.5", "4", tae), told)
    waiting.when(hana, decision()).then_refused(ResultTold, person=mina)
    (event,) = waiting.when(hana, decision(accepted=False)).events()
    assert isinstance(event, CalibrationAdjustmentDecided)


def test_what_was_accepted_before_counts_on() -> None:
    strategy = proposed("strategy", "8", "9", tae).model_copy(update={"number": 2})
    accepted = [
        CalibrationAdjustmentDecided(**about, number=number, person=mina, accepted=True, by=hana, reason="타당함")
        for number in (1, 2)
    ]
    happened = [*after.events, proposed("customer", "9.5", "8.5", tae), strategy, *accepted]
    story = PureFacts(by_stream(happened), moment("2011-01-05"), "system")
    scores = [it.correction.score for it in _rescorings(accepted, story) if it.correction]
    assert scores == [Decimal("86.5"), Decimal("88.5")]


def _rescorings(accepted: list[CalibrationAdjustmentDecided], story: PureFacts) -> list[RescoreAppraisal]:
    places = [(f"calibration/2010/KIPO@{number}", event) for number, event in enumerate(accepted, 6)]
    return [it for it in consequences(places, story) if isinstance(it, RescoreAppraisal)]


def test_a_rating_given_before_the_board_was_shown_stays() -> None:
    again = RateAttitude(**final, points=Decimal(4), ground="다시 봄")
    asked = spec.given(office, phase_open(FINAL), attitude, shown).at("2010-12-21").when(ada, again)
    asked.then_refused(BoardWasShown, person=mina)


@pytest.mark.parametrize(
    ("part", "to", "component", "score"),
    [
        ("attitude", "4", "attitude", "4"),
        ("goals", "85", "individual", "85"),
        ("customer", "8.5", "competency", "86.5"),
    ],
)
def test_what_the_committee_accepts_corrects_the_total(part: str, to: str, component: str, score: str) -> None:
    waiting = [proposed(part, "9.5", to, tae)]
    accepted = CalibrationAdjustmentDecided(**about, number=1, person=mina, accepted=True, by=hana, reason="타당함")
    story = PureFacts(by_stream([*after.events, *waiting, accepted]), moment("2011-01-05"), "system")
    (command,) = consequences([("calibration/2010/KIPO@5", accepted)], story)
    assert isinstance(command, RescoreAppraisal)
    assert command.correction == Correction(component=component, score=Decimal(score))
