"""People: posts, roles that end at once, and evaluators who are two other people."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from domain.body_commands import UnknownUnit
from domain.headship import ActingHeadAppointed
from domain.person import PERSON, ReservedId
from domain.person_commands import AssignEvaluators, EnrolPerson, RegisterPerson
from domain.person_evaluators import (
    EvaluatesHisSuperior,
    ResultOnRecord,
    SameEvaluatorTwice,
    SelfEvaluation,
    UnknownProfile,
)
from domain.person_roles import (
    ApproveRole,
    ApprovesOwnProposal,
    GrantRole,
    NoRoleProposed,
    OwnRole,
    RevokeRole,
    RoleProposed,
    RoleRevoked,
    Roles,
)
from domain.refusals import NotAllowed, NotRegistered
from domain.roles import FOUR_EYES
from tests.support.grading import scored
from tests.support.office import (
    KIPO,
    PROMOTION,
    YEAR,
    ada,
    assigned,
    ben,
    bodies,
    hana,
    holds,
    jun,
    label,
    mina,
    office,
    olga,
    registered,
    tae,
)
from tests.support.spec import FIRST_DAY, spec


def naming(first: str, second: str | None, person: str = mina) -> AssignEvaluators:
    how: dict[str, Any] = {"unit": PROMOTION, "instrument": "goals", "profile": "staff"}
    return AssignEvaluators(person=person, year=YEAR, body=KIPO, first=first, second=second, **how)


def post(grade: int) -> RegisterPerson:
    return RegisterPerson(person=mina, body=KIPO, unit=PROMOTION, grade=grade, title=label("post"), name="홍길동")


people = [registered(person) for person in (ada, ben, mina)]


def test_a_person_is_registered_in_a_post() -> None:
    spec.given(bodies).when_the_clock(post(grade=6)).then(registered(mina))


def test_a_promotion_is_a_new_registration_that_supersedes() -> None:
    spec.given(office).when_the_clock(post(grade=5)).then(registered(mina, grade=5))


@pytest.mark.parametrize("grade", [0, 10])
def test_grades_run_from_1_to_9(grade: int) -> None:
    with pytest.raises(ValidationError):
        post(grade)


def test_a_role_is_granted_once() -> None:
    asked = spec.given(office).when(olga, GrantRole(person=mina, role="planning", body=KIPO))
    asked.then(holds(mina, "planning"))


def test_a_revoked_role_ends_at_once() -> None:
    revoked = RoleRevoked(person=olga, role="operator", body=KIPO)
    other = spec.given(office, holds(mina, "operator"))
    other.when(mina, RevokeRole(person=olga, role="operator", body=KIPO)).then(revoked)
    other.given(revoked).when(olga, post(grade=5)).then_refused(NotAllowed, actor=olga)


def test_a_role_that_nobody_holds_need_not_be_revoked() -> None:
    spec.given(office).when_the_clock(RevokeRole(person=mina, role="operator", body=KIPO)).then_nothing()


def test_a_role_in_one_body_gives_no_right_in_another() -> None:
    elsewhere = GrantRole(person=mina, role="planning", body="OTHER")
    spec.given(office).when(olga, elsewhere).then_refused(NotAllowed, body="OTHER")


@pytest.mark.parametrize("role", ["planning", "hr", "operator"])
def test_nobody_grants_or_revokes_his_own_role(role: str) -> None:
    own: dict[str, Any] = {"person": olga, "role": role, "body": KIPO}
    there = spec.given(office, holds(olga, role))
    spec.given(office).when(mina, GrantRole(**{**own, "person": mina})).then_refused(NotAllowed)
    there.when(olga, RevokeRole(**own)).then_refused(OwnRole, actor=olga, role=role)
    there.when(olga, GrantRole(**own)).then_nothing()
    if role != "operator":  # which she holds
        spec.given(office).when(olga, GrantRole(**own)).then_refused(OwnRole, actor=olga, role=role)


auditor: dict[str, Any] = {"person": mina, "role": "auditor", "body": KIPO}
proposed = RoleProposed(**auditor, by=olga)
waiting = spec.given(office, proposed, holds(tae, "operator"))


@pytest.mark.parametrize("role", sorted(FOUR_EYES))
def test_a_role_that_decides_is_only_proposed_by_one(role: str) -> None:
    asked = spec.given(office).when(olga, GrantRole(person=mina, role=role, body=KIPO))
    asked.then(RoleProposed(person=mina, role=role, body=KIPO, by=olga))
    assert not PERSON.fold(asked.events()).roles


@pytest.mark.parametrize("second", [tae, hana])
def test_another_operator_or_the_head_of_the_body_approves_it(second: str) -> None:
    granted = holds(mina, "auditor")
    waiting.when(second, ApproveRole(**auditor)).then(granted)
    assert PERSON.fold([proposed, granted]).granted == Roles(frozenset({("auditor", KIPO)}), {})


def test_who_acts_for_the_head_approves_it_too_but_not_his_own() -> None:
    spell = {"begins": FIRST_DAY.date(), "ends": FIRST_DAY.date(), "reason": "출장", "by": tae}
    for who in (jun, mina):
        acting = ActingHeadAppointed.model_validate({"body": KIPO, "unit": None, "head": hana, "person": who, **spell})
        asked = waiting.given(acting).when(who, ApproveRole(**auditor))
        if who == jun:
            asked.then(holds(mina, "auditor"))
        else:
            asked.then_refused(OwnRole, actor=mina)


def test_nobody_approves_what_he_proposed_or_what_is_his() -> None:
    waiting.when(olga, ApproveRole(**auditor)).then_refused(ApprovesOwnProposal, actor=olga)
    waiting.given(holds(mina, "operator")).when(mina, ApproveRole(**auditor)).then_refused(OwnRole, actor=mina)
    waiting.when(ada, ApproveRole(**auditor)).then_refused(NotAllowed, role="operator")


def test_only_what_was_proposed_is_approved() -> None:
    spec.given(office).when(hana, ApproveRole(**auditor)).then_refused(NoRoleProposed, person=mina)
    elsewhere = ApproveRole(**{**auditor, "role": "hr"})
    waiting.when(tae, elsewhere).then_refused(NoRoleProposed, role="hr")


def test_a_proposal_stands_until_it_is_approved_or_withdrawn() -> None:
    waiting.when(tae, GrantRole(**auditor)).then_nothing()
    withdrawn = RoleRevoked(**auditor)
    waiting.when(tae, RevokeRole(**auditor)).then(withdrawn)
    waiting.given(withdrawn).when(tae, ApproveRole(**auditor)).then_refused(NoRoleProposed)


def test_the_engine_sets_up_the_first_roles() -> None:
    spec.given(office).when_the_clock(GrantRole(**auditor)).then(holds(mina, "auditor"))


def test_a_person_gets_two_evaluators_for_the_year() -> None:
    spec.given(bodies, people).when_the_clock(naming(ada, ben)).then(assigned(mina))


def test_who_has_no_second_superior_has_one_evaluator() -> None:
    spec.given(bodies, people).when_the_clock(naming(ada, None)).then(assigned(mina, second=None))


def test_a_new_assignment_supersedes_the_old_one() -> None:
    spec.given(office).when_the_clock(naming(ben, None)).then(assigned(mina, first=ben, second=None))


def test_who_is_not_registered_is_not_evaluated() -> None:
    spec.given(bodies).when_the_clock(naming(ada, ben)).then_refused(NotRegistered, person=mina)


@pytest.mark.parametrize("stranger", [ada, ben])
def test_an_evaluator_is_somebody_registered(stranger: str) -> None:
    known = [registered(person) for person in (ada, ben, mina) if person != stranger]
    spec.given(bodies, known).when_the_clock(naming(ada, ben)).then_refused(NotRegistered, person=stranger)


def test_nobody_works_in_a_unit_that_does_not_exist() -> None:
    elsewhere = post(grade=6).model_copy(update={"unit": "NOWHERE"})
    spec.given(bodies).when_the_clock(elsewhere).then_refused(UnknownUnit, unit="NOWHERE")


def test_nobody_is_evaluated_in_a_unit_that_does_not_exist() -> None:
    elsewhere = naming(ada, ben).model_copy(update={"unit": "NOWHERE"})
    spec.given(bodies, people).when_the_clock(elsewhere).then_refused(UnknownUnit, unit="NOWHERE")


def test_nobody_bears_the_name_of_the_engine() -> None:
    engine = post(grade=6).model_copy(update={"person": "system"})
    spec.given(bodies).when_the_clock(engine).then_refused(ReservedId, person="system")


def test_a_profile_is_one_of_the_years_rules() -> None:
    other = naming(ada, ben).model_copy(update={"profile": "minister"})
    spec.given(office).when_the_clock(other).then_refused(UnknownProfile, profile="minister")


@pytest.mark.parametrize(("first", "second"), [(mina, ben), (ada, mina)])
def test_sod_04_nobody_evaluates_himself(first: str, second: str) -> None:
    spec.given(office).when_the_clock(naming(first, second)).then_refused(SelfEvaluation, person=mina)


def test_sod_03_first_and_second_evaluator_are_different_people() -> None:
    spec.given(office).when_the_clock(naming(ada, ada)).then_refused(SameEvaluatorTwice, evaluator=ada)


def test_sod_04_nobody_evaluates_his_superior() -> None:
    asked = spec.given(office).when_the_clock(naming(mina, None, person=ada))
    asked.then_refused(EvaluatesHisSuperior, person=ada, evaluator=mina)


def enrolment(first: str = ada) -> EnrolPerson:
    row: dict[str, Any] = {"unit": PROMOTION, "grade": 6, "title": label("post"), "name": "홍길동", "profile": "staff"}
    return EnrolPerson(person=mina, body=KIPO, **row, year=YEAR, instrument="goals", first=first, second=ben)


def test_a_row_of_an_import_registers_and_assigns_at_once() -> None:
    known = [registered(person) for person in (ada, ben)]
    spec.given(bodies, known).when_the_clock(enrolment()).then(registered(mina), assigned(mina))


def test_a_row_of_an_import_is_refused_whole() -> None:
    spec.given(bodies, registered(ben)).when_the_clock(enrolment()).then_refused(NotRegistered, person=ada)
    spec.given(bodies, people).when_the_clock(enrolment(first=mina)).then_refused(SelfEvaluation, person=mina)


def test_a_row_that_changes_nothing_causes_nothing() -> None:
    spec.given(bodies, people, assigned(mina)).when_the_clock(enrolment()).then_nothing()


def test_evaluators_stand_once_the_result_is_on_record() -> None:
    graded = spec.given(office, scored(mina, "90"))
    graded.when(olga, naming(ada, olga)).then_refused(ResultOnRecord, person=mina, year=YEAR)
    graded.when(olga, naming(ada, ben)).then_nothing()
