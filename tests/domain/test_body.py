"""Bodies, units and heads: what exists, in which order, and who leads it."""

from __future__ import annotations

from typing import Literal

from domain.body import BODY
from domain.body_commands import AlreadyEstablished, BodyNotEstablished, EstablishBody, EstablishUnit, UnknownUnit
from domain.body_facts import BodyEstablished, UnitEstablished
from domain.headship import AppointHead, HeadAppointed
from domain.refusals import NotAllowed
from tests.support.office import BUREAU, EXAMINATION, KIPO, OFFICE, PROMOTION, ben, bodies, hana, label, mina, people
from tests.support.spec import FIRST_DAY, by_stream, spec

kipo_exists = BodyEstablished(body=KIPO, name=label(KIPO))


def a_unit(
    name: str, parent: str | None = None, level: Literal["office", "bureau", "department"] = "bureau"
) -> EstablishUnit:
    return EstablishUnit(body=KIPO, unit=name, parent=parent, level=level, name=label(name))


def test_a_body_is_established_once() -> None:
    spec.when_the_clock(EstablishBody(body=KIPO, name=label(KIPO))).then(kipo_exists)


def test_the_id_of_a_body_is_not_given_to_another() -> None:
    asked = spec.given(kipo_exists).when_the_clock(EstablishBody(body=KIPO, name=label("Ministry of Magic")))
    asked.then_refused(AlreadyEstablished, id=KIPO)


def test_a_unit_is_established_below_its_parent() -> None:
    new = UnitEstablished(body=KIPO, unit="NEW", parent=BUREAU, level="department", name=label("NEW"))
    spec.given(bodies).when_the_clock(a_unit("NEW", BUREAU, "department")).then(new)


def test_a_unit_needs_its_body_first() -> None:
    spec.when_the_clock(a_unit("NEW")).then_refused(BodyNotEstablished, body=KIPO)


def test_a_head_needs_the_body_first() -> None:
    spec.when_the_clock(AppointHead(body=KIPO, person=hana)).then_refused(BodyNotEstablished)


def test_a_unit_needs_its_parent_first() -> None:
    spec.given(kipo_exists).when_the_clock(a_unit("NEW", parent="NONE")).then_refused(UnknownUnit, unit="NONE")


def test_the_id_of_a_unit_is_not_given_to_another() -> None:
    moved = a_unit(PROMOTION, parent=EXAMINATION, level="department")
    spec.given(bodies).when_the_clock(moved).then_refused(AlreadyEstablished, id=PROMOTION)


def test_the_name_of_a_unit_is_not_changed_in_passing() -> None:
    renamed = a_unit(PROMOTION).model_copy(update={"name": label("other")})
    spec.given(bodies).when_the_clock(renamed).then_refused(AlreadyEstablished, id=PROMOTION)


def test_a_unit_that_exists_is_not_established_again() -> None:
    spec.given(bodies).when_the_clock(a_unit(PROMOTION, BUREAU, "department")).then_nothing()


def test_a_head_is_appointed_and_may_be_followed_by_another() -> None:
    follower = AppointHead(body=KIPO, unit=BUREAU, person=mina)
    spec.given(bodies).when_the_clock(follower).then(
        HeadAppointed(body=KIPO, unit=BUREAU, person=mina, day=FIRST_DAY.date())
    )


def test_who_heads_a_unit_already_need_not_be_appointed() -> None:
    spec.given(bodies).when_the_clock(AppointHead(body=KIPO, unit=BUREAU, person=ben)).then_nothing()


def test_a_body_has_a_head_of_its_own() -> None:
    asked = spec.given(kipo_exists).when_the_clock(AppointHead(body=KIPO, person=hana))
    asked.then(HeadAppointed(body=KIPO, unit=None, person=hana, day=FIRST_DAY.date()))


def test_nobody_heads_a_unit_that_does_not_exist() -> None:
    spec.given(bodies).when_the_clock(AppointHead(body=KIPO, unit="NONE", person=ben)).then_refused(UnknownUnit)


def test_only_an_operator_changes_the_organisation() -> None:
    asked = spec.given(bodies, people).when(mina, AppointHead(body=KIPO, unit=BUREAU, person=mina))
    asked.then_refused(NotAllowed, role="operator")


def test_the_line_of_a_unit_runs_from_it_to_the_top() -> None:
    kipo = BODY.fold(by_stream(bodies)[f"body/{KIPO}"])
    assert kipo.line(PROMOTION) == [PROMOTION, BUREAU]
    assert kipo.line(OFFICE) == [OFFICE]
    assert kipo.line("NONE") == kipo.line(None) == []
