"""Relatives: declared as facts, counted by the degrees of the year's rules, kept from deciding (SOD-04, SCS 25)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.appraisal import RateAttitude, SubmitSelfReport
from domain.appraisal_evaluators import EvaluatorReleased
from domain.appraisal_facts import AttitudeRated
from domain.calibration import DecideCalibrationAdjustment, ProposeCalibrationAdjustment
from domain.calibration_facts import CalibrationAdjustmentProposed, CalibrationShown
from domain.conflict_rules import ConflictRules
from domain.grading_commands import ResolveTie
from domain.grading_facts import TieReferred
from domain.messages import Event
from domain.mileage import CreditMileage
from domain.objection_commands import DecideObjection
from domain.objection_facts import EvaluatorConsulted, ObjectionFiled
from domain.person_commands import AssignEvaluators
from domain.qualification_commands import ScheduleQualificationTest
from domain.qualification_facts import (
    QualificationTestRequested,
    QualificationTestScheduled,
    QualificationTestTriggered,
)
from domain.refusals import NotAllowed, NotRegistered
from domain.relation import (
    RELATION,
    DeclareRelation,
    IsRelative,
    Kind,
    NothingDeclared,
    OwnRelation,
    RelationDeclared,
    RelationWithdrawn,
    WithdrawRelation,
    is_relative,
)
from tests.support import office as it
from tests.support.grading import all_graded, notified
from tests.support.office import KIPO, PMO, PROMOTION, YEAR, ada, ben, board, hr, jun, mina, yuna
from tests.support.spec import PureFacts, by_stream, moment, spec

RULES = it.RULES.model_copy(update={"conflicts": ConflictRules(blood=4, affinity=2)})
opened = it.opened_cycle(RULES)
office: list[Event] = [*it.bodies, opened, *it.people]
standing = spec.given(office)
about: dict[str, Any] = {"year": YEAR, "body": KIPO}
final = {**about, "phase": "final", "person": mina}


def declare(other: str, kind: Kind = "blood", degree: int | None = 2, person: str = mina) -> DeclareRelation:
    return DeclareRelation(person=person, body=KIPO, other=other, kind=kind, degree=degree)


def related(
    other: str, kind: Kind = "blood", degree: int | None = 2, person: str = mina, by: str = hr
) -> RelationDeclared:
    return RelationDeclared(person=person, body=KIPO, other=other, kind=kind, degree=degree, by=by)


def withdraw(other: str, person: str = mina) -> WithdrawRelation:
    return WithdrawRelation(person=person, body=KIPO, other=other, reason="입양 취소")


# Declaring


def test_personnel_declares_that_two_people_are_related() -> None:
    standing.when(hr, declare(ada)).then(related(ada))


def test_who_is_concerned_declares_it_himself() -> None:
    standing.when(mina, declare(ada, "spouse", None)).then(related(ada, "spouse", None, by=mina))


def test_nobody_else_declares_it() -> None:
    standing.when(ben, declare(ada)).then_refused(NotAllowed, role="hr")


@pytest.mark.parametrize("unknown", [declare("nobody"), declare(ada, person="nobody")])
def test_both_are_people_of_the_log(unknown: DeclareRelation) -> None:
    standing.when(hr, unknown).then_refused(NotRegistered, person="nobody")


def test_personnel_corrects_what_was_declared() -> None:
    standing.given(related(ada)).when(hr, declare(ada, "affinity", 1)).then(related(ada, "affinity", 1))


def test_nobody_makes_his_own_relation_more_distant() -> None:
    standing.given(related(ada)).when(mina, declare(ada, degree=9)).then_refused(OwnRelation, actor=mina)


@pytest.mark.parametrize(("kind", "degree"), [("spouse", 1), ("blood", None), ("affinity", None), ("blood", 0)])
def test_a_spouse_has_no_degree_and_everybody_else_has_one(kind: Kind, degree: int | None) -> None:
    with pytest.raises(ValidationError):
        declare(ada, kind, degree)


def test_a_relation_is_between_two() -> None:
    with pytest.raises(ValidationError):
        declare(mina)


# Withdrawing


def test_personnel_withdraws_a_relation_for_a_reason() -> None:
    gone = RelationWithdrawn(person=mina, body=KIPO, other=ada, by=hr, reason="입양 취소")
    standing.given(related(ada)).when(hr, withdraw(ada)).then_once(gone, again=NothingDeclared)


def test_what_was_not_declared_is_not_withdrawn() -> None:
    standing.given(related(ada)).when(hr, withdraw(mina, person=ada)).then_refused(NothingDeclared, person=ada)


def test_nobody_else_withdraws_it() -> None:
    standing.given(related(ada)).when(mina, withdraw(ada)).then_refused(NotAllowed, role="hr")


@pytest.mark.parametrize("concerned", [mina, ada])
def test_nobody_lifts_his_own_exclusion(concerned: str) -> None:
    officer = standing.given(related(ada), it.holds(concerned, "hr"))
    officer.when(concerned, withdraw(ada)).then_refused(OwnRelation, actor=concerned)


# Whom it excludes


def facts_of(*events: Event, rules: Event | None = opened) -> PureFacts:
    return PureFacts(by_stream([it for it in (rules, *events) if it is not None]), moment("2010-12-10"), ada)


@pytest.mark.parametrize(
    ("kind", "degree", "excluded"),
    [("spouse", None, True), ("blood", 4, True), ("blood", 5, False), ("affinity", 2, True), ("affinity", 3, False)],
)
def test_the_rules_say_up_to_which_degree(kind: Kind, degree: int | None, excluded: bool) -> None:
    assert is_relative(ada, mina, YEAR, facts_of(related(ada, kind, degree))) is excluded


def test_rules_that_name_no_degree_exclude_a_spouse_only() -> None:
    silent = it.opened_cycle(it.RULES)
    assert not is_relative(ada, mina, YEAR, facts_of(related(ada, degree=1), rules=silent))
    for rules in (silent, None):
        assert is_relative(ada, mina, YEAR, facts_of(related(ada, "spouse", None), rules=rules))


@given(degree=st.integers(1, 20), last=st.integers(0, 20), kind=st.sampled_from(["blood", "affinity"]))
def test_a_relation_counts_both_ways_and_never_beyond_its_degree(degree: int, last: int, kind: Kind) -> None:
    limits = {"blood": 0, "affinity": 0, kind: last}
    rules = it.RULES.model_copy(update={"conflicts": ConflictRules.model_validate(limits)})
    facts = facts_of(related(ada, kind, degree), rules=it.opened_cycle(rules))
    assert is_relative(ada, mina, YEAR, facts) is is_relative(mina, ada, YEAR, facts) is (degree <= last)
    assert not is_relative(ben, mina, YEAR, facts)


def test_a_relation_that_was_withdrawn_excludes_nobody() -> None:
    gone = RelationWithdrawn(person=mina, body=KIPO, other=ada, by=hr, reason=None)
    assert not is_relative(ada, mina, YEAR, facts_of(related(ada), gone))
    assert RELATION.fold([related(ada), related(ben), gone]).declared == {ben: related(ben)}


# Where it excludes


@pytest.mark.parametrize("declared", [related(ada), related(mina, person=ada)])
def test_sod_04_no_relative_is_assigned_to_evaluate(declared: Event) -> None:
    how: dict[str, Any] = {"unit": PROMOTION, "instrument": "goals", "profile": "staff"}
    for first, second in ((ada, ben), (ben, ada)):
        naming = AssignEvaluators(person=mina, **about, first=first, second=second, **how)
        standing.given(declared).when("system", naming).then_refused(IsRelative, actor=ada, person=mina)


december = standing.given(it.phase_open(it.FINAL)).at("2010-12-10")
rating = RateAttitude.model_validate({**final, "points": Decimal(4), "ground": "성실함"})
rated = AttitudeRated.model_validate({**final, "by": ada, "points": Decimal(4), "ground": "성실함"})


def test_sod_04_a_relation_declared_later_excludes_from_what_is_not_done_yet() -> None:
    december.when(ada, rating).then(rated)
    december.given(related(ada)).when(ada, rating).then_refused(IsRelative, actor=ada, person=mina)


def test_what_was_done_before_stays_and_what_is_left_is_the_second_evaluators() -> None:
    released = EvaluatorReleased.model_validate({**final, "evaluator": ada, "ground": "recusal", "reason": None})
    instead = december.given(related(ada), released).when(ben, rating)
    instead.then(rated.model_copy(update={"by": ben}))


def test_ones_own_task_is_no_matter_of_relatives() -> None:
    report = SubmitSelfReport.model_validate({**final, "report": "다 하였음"})
    assert december.given(related(ada)).when(mina, report).events()


def test_sod_04_a_relative_on_the_board_credits_nothing() -> None:
    credit = CreditMileage(**about, person=mina, points=Decimal(1), ground="제안 채택")
    standing.given(related(board)).at("2010-07-01").when(board, credit).then_refused(IsRelative, actor=board)


told: list[Event] = [*all_graded, notified()]
objected: dict[str, Any] = {"year": YEAR, "body": KIPO, "person": "p03", "edition": 1}
heard = spec.given(
    told,
    ObjectionFiled(**objected, grounds=("a",), count=1, due=date(2011, 1, 28), zone="Asia/Seoul"),
    EvaluatorConsulted(**objected, by=ada, statement="I stand by it"),
).at("2011-01-24")
dismiss = DecideObjection(**objected, outcome="dismissed", answers=("no",))


def test_sod_04_a_relative_decides_no_objection() -> None:
    assert heard.when(ben, dismiss).events()
    spouse = related(ben, "spouse", None, person="p03")
    heard.given(spouse).when(ben, dismiss).then_refused(IsRelative, actor=ben, person="p03")


def test_sod_04_a_relative_of_one_of_the_equals_decides_no_tie() -> None:
    tie = {"above": "B", "below": "C", "persons": ("p08", "p09", "p10"), "upper": 2}
    referred = TieReferred.model_validate({"year": YEAR, "body": KIPO, "pool": "staff", "tie": tie})
    choose = ResolveTie(year=YEAR, body=KIPO, pool="staff", upper=("p09", "p10"), reason="seniority")
    near = spec.given(all_graded, referred, related(yuna, "spouse", None, person="p10"))
    near.when(yuna, choose).then_refused(IsRelative, actor=yuna, person="p10")


def test_sod_04_a_relative_neither_proposes_nor_decides_a_calibration() -> None:
    of_mina: dict[str, Any] = {**about, "person": mina, "evaluator": "first", "part": "attitude", "reason": "r"}
    propose = ProposeCalibrationAdjustment(**of_mina, proposed=Decimal(3))
    shown = CalibrationShown(**about, to=yuna, role="evaluation-committee", board=it.SEAL, ratings=1)
    seen = december.given(rated, shown, related(yuna), related(hr))
    seen.when(hr, propose).then_refused(IsRelative, actor=hr)
    proposed = CalibrationAdjustmentProposed(**of_mina, number=1, given=Decimal(4), proposed=Decimal(3), by=ben)
    verdict = DecideCalibrationAdjustment(**about, number=1, person=mina, accepted=True, reason="r")
    seen.given(proposed).when(yuna, verdict).then_refused(IsRelative, actor=yuna)


def test_sod_04_a_relative_in_a_qualification_test_is_excluded_by_the_log() -> None:
    one: dict[str, Any] = {"person": jun, "number": 1}
    members = ("m1", "m2", "m3", "m4")
    triggered = QualificationTestTriggered(
        **one,
        year=YEAR,
        body=KIPO,
        government=PMO,
        ground="lowest-grade",
        years=(2008, 2010),
        test_by=date(2011, 8, 1),
        rules=it.QUALIFICATION,
        zone="Asia/Seoul",
    )
    requested = QualificationTestRequested(**one, papers=(it.SEAL,), on=date(2011, 2, 3))
    seats = [it.holds(member, "qualification-board", PMO) for member in members]
    session = standing.given(triggered, requested, seats, it.holds("clerk", "qualification-office", PMO))
    calling = ScheduleQualificationTest(**one, session=date(2011, 2, 20), members=members)
    near = session.given(related("m2", person=jun), related("m3", "affinity", 3, person=jun)).at("2011-02-10")
    (event,) = near.when("clerk", calling).events()
    assert isinstance(event, QualificationTestScheduled)
    assert event.excluded == {"m2": "relative"}
