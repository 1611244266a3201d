"""The criteria of the specific evaluation: published 15 days before it opens (ACT 19, ACT 20, S1-38)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from domain.body_class import BodyReclassified
from domain.cycle_refusals import UnknownBody
from domain.obligations import NotYourTask
from domain.refusals import NotAllowed
from domain.resolutions import NoSuchResolution, OtherMatter, ResolutionNeeded, TwoDecisionsNamed
from domain.specific import ExtendSpecificDeadline, OpenSpecificEvaluation, PublishSpecificCriteria
from domain.specific_facts import Grouped, Panel, SpecificDeadlineExtended
from domain.specific_refusals import (
    AreaWithoutPanel,
    CriteriaNotPublished,
    CriteriaStand,
    CriteriaTooRecent,
    ExtensionOutOfBounds,
    GroupedTwice,
    NoGroup,
    NoSpecificEvaluation,
    NotAPanel,
    NotCentral,
    OtherCommittee,
    OtherGroup,
    UnknownArea,
    UnknownGroup,
)
from tests.support.committees import GPEC, MOSF
from tests.support.office import KIPO, YEAR, gyu, olga
from tests.support.spec import spec
from tests.support.specific import (
    BY_RESOLUTION,
    CORE,
    PANELS,
    PR,
    cycle,
    in_autumn,
    opened,
    panels,
    passed,
    phases_open,
    published,
    publishing,
)

october = spec.given(panels, phases_open, in_autumn).at("2010-10-12T10:00")


def test_the_criteria_are_published_with_groups_and_panels() -> None:
    october.when(gyu, publishing()).then(published())


def test_published_criteria_are_replaced_by_another_edition_whose_days_begin_anew() -> None:
    other = publishing(document="6" * 64)
    october.given(published(date(2010, 10, 1))).when(gyu, other).then(
        published(edition=2, document="6" * 64, on=date(2010, 10, 12))
    )


def test_where_the_government_has_its_committee_the_criteria_rest_on_a_resolution() -> None:
    october.when(gyu, publishing(resolution=None)).then_refused(ResolutionNeeded, matter="criteria", about=str(YEAR))
    outside = publishing(resolution=None, outside="third meeting of the committee")
    october.when(gyu, outside).then_refused(ResolutionNeeded)
    early = spec.given(panels, phases_open).at("2010-10-12")
    early.when(gyu, publishing()).then_refused(NoSuchResolution, ref=BY_RESOLUTION)
    other = early.given(passed("extension", str(YEAR), "criteria"))
    other.when(gyu, publishing()).then_refused(OtherMatter, wanted="criteria")


def test_without_the_committee_or_the_rule_a_decision_outside_the_log_is_named_if_there_is_one() -> None:
    outside: dict[str, Any] = {"resolution": None, "outside": "third meeting of the committee"}
    committees = cycle().rules.committees.model_copy(update={"by_resolution": ()})
    free = cycle().model_copy(update={"rules": cycle().rules.model_copy(update={"committees": committees})})
    story = spec.given([free if it == cycle() else it for it in panels], phases_open).at("2010-10-12")
    story.when(gyu, publishing(**outside)).then(published(**outside))
    story.when(gyu, publishing(resolution=None)).then(published(resolution=None))
    story.when(gyu, publishing(outside="both")).then_refused(TwoDecisionsNamed)


def test_only_the_office_that_manages_the_evaluation_publishes() -> None:
    october.when(olga, publishing()).then_refused(NotYourTask)


def test_once_a_ministry_s_evaluation_is_open_the_criteria_stand() -> None:
    begun = october.given(published(), opened())
    begun.when(gyu, publishing()).then_nothing()
    begun.when(gyu, publishing(document="6" * 64)).then_refused(CriteriaStand, bodies=KIPO)
    begun.when(gyu, publishing(panels=(PANELS[0], Panel(area=PR, committee="panel-core")))).then_refused(CriteriaStand)


def grouped(group: str, *bodies: str) -> PublishSpecificCriteria:
    return publishing(groups=(Grouped(group=group, bodies=bodies),))


def panelled(*more: Panel) -> PublishSpecificCriteria:
    return publishing(panels=(PANELS[0], *more))


def test_bodies_of_the_year_stand_in_one_known_group() -> None:
    october.when(gyu, grouped("small", KIPO)).then_refused(UnknownGroup, known="deputy")
    october.when(gyu, grouped("deputy", "NIA")).then_refused(UnknownBody, body="NIA")
    october.when(gyu, grouped("deputy", KIPO, KIPO)).then_refused(GroupedTwice, body=KIPO)


DEPUTY = {"sector": "central", "group": "deputy", "day": date(2010, 10, 12), "law": "act"}


def classed(body: str, **other: Any) -> BodyReclassified:
    return BodyReclassified.model_validate({"body": body, **DEPUTY, **other})


def test_without_groups_every_body_stands_in_the_one_that_the_log_says() -> None:
    october.given(classed(MOSF), classed(KIPO)).when(gyu, publishing(groups=())).then(published())


def test_a_body_without_a_group_is_named() -> None:
    october.given(classed(KIPO)).when(gyu, publishing(groups=())).then_refused(NoGroup, bodies=MOSF)


def test_the_group_of_the_log_must_be_one_of_the_rules() -> None:
    small = october.given(classed(KIPO, group="small"), classed(MOSF))
    small.when(gyu, publishing(groups=())).then_refused(UnknownGroup, group="small", known="deputy")


def test_criteria_do_not_put_a_body_elsewhere_than_the_log() -> None:
    there = october.given(classed(KIPO, group="small"))
    there.when(gyu, publishing()).then_refused(OtherGroup, body=KIPO, group="deputy", other="small")
    october.given(classed(KIPO)).when(gyu, publishing()).then(published())


def test_the_group_is_that_of_the_day() -> None:
    later = classed(KIPO, group="small", day=date(2010, 10, 13))
    october.given(classed(KIPO), later).when(gyu, publishing()).then(published())
    october.given(classed(KIPO), later).at("2010-10-13").when(gyu, publishing()).then_refused(OtherGroup)


@pytest.mark.parametrize("sector", ["local", "public"])
def test_only_central_ministries_are_evaluated(sector: str) -> None:
    other = october.given(classed(MOSF, sector=sector), classed(KIPO))
    other.when(gyu, publishing()).then_refused(NotCentral, body=MOSF, sector=sector)
    alone = (Grouped(group="deputy", bodies=(KIPO,)),)
    other.when(gyu, publishing(groups=())).then(published(groups=alone))


def test_each_area_has_one_panel() -> None:
    october.when(gyu, panelled()).then_refused(AreaWithoutPanel, area=PR, panels=0)
    october.when(gyu, panelled(PANELS[1], PANELS[0])).then_refused(AreaWithoutPanel, area=CORE, panels=2)
    other = Panel(area="defence", committee="panel-pr")
    october.when(gyu, panelled(PANELS[1], other)).then_refused(UnknownArea, known="core, pr")


@pytest.mark.parametrize("committee", [GPEC, "nobody"], ids=["another kind", "none"])
def test_a_panel_is_a_committee_of_the_rules_kind(committee: str) -> None:
    october.when(gyu, panelled(Panel(area=PR, committee=committee))).then_refused(NotAPanel, committee=committee)


def test_a_year_without_areas_has_no_specific_evaluation() -> None:
    without = spec.given(panels, cycle(areas=()), phases_open).at("2010-10-12T10:00")
    without.when(gyu, publishing()).then_refused(NoSpecificEvaluation, year=YEAR)


opening = OpenSpecificEvaluation(year=YEAR)


def test_it_opens_for_every_ministry_on_the_fifteenth_day_after_publication() -> None:
    spec.given(panels, published(date(2010, 10, 15))).at("2010-10-30T00:00").when(gyu, opening).then(
        opened(KIPO), opened(MOSF)
    )


def test_it_does_not_open_on_the_fourteenth() -> None:
    early = spec.given(panels, published(date(2010, 10, 15))).at("2010-10-29T23:59")
    early.when(gyu, opening).then_refused(CriteriaTooRecent, first="2010-10-30", days=15)


def test_it_does_not_open_without_criteria() -> None:
    spec.given(panels).at("2010-11-01").when(gyu, opening).then_refused(CriteriaNotPublished)


def test_nobody_else_opens_it() -> None:
    spec.given(panels, published()).at("2010-11-01").when(olga, opening).then_refused(NotAllowed)


def test_each_ministry_owes_evidence_about_each_area() -> None:
    given = [(it.task, it.subject, it.owner) for it in opened().assignments()]
    assert given == [("submit-specific-evidence", it, "role:planning") for it in (CORE, PR)]


REF = f"{GPEC}/1/1"


def extending(until: date = date(2011, 1, 31), resolution: str = REF) -> ExtendSpecificDeadline:
    return ExtendSpecificDeadline(year=YEAR, until=until, reason="의결정족수 미달", resolution=resolution)


def extended(until: date) -> SpecificDeadlineExtended:
    return SpecificDeadlineExtended(year=YEAR, until=until, reason="의결정족수 미달", resolution=REF, by=gyu)


december = spec.given(panels, published(), passed("extension", str(YEAR))).at("2010-12-28")


@pytest.mark.parametrize("until", [date(2011, 1, 1), date(2011, 1, 31)], ids=["a day", "all of January"])
def test_the_committee_extends_the_last_day_of_resolution(until: date) -> None:
    december.when(gyu, extending(until)).then(extended(until))


@pytest.mark.parametrize("until", [date(2010, 12, 31), date(2011, 2, 1)], ids=["no later", "too late"])
def test_the_last_day_moves_forward_and_not_into_february(until: date) -> None:
    december.when(gyu, extending(until)).then_refused(ExtensionOutOfBounds, least="2010-12-31", most="2011-01-31")


def test_an_extension_goes_beyond_the_one_before() -> None:
    twice = december.given(extended(date(2011, 1, 20)))
    twice.when(gyu, extending(date(2011, 1, 20))).then_nothing()
    twice.when(gyu, extending(date(2011, 1, 19))).then_refused(ExtensionOutOfBounds, least="2011-01-20")


def test_a_panel_does_not_extend_its_own_days() -> None:
    theirs = [it.model_copy(update={"committee": "panel-core"}) for it in passed("extension", str(YEAR))]
    spec.given(panels, theirs).at("2010-12-28").when(gyu, extending(resolution="panel-core/1/1")).then_refused(
        OtherCommittee, kind="gpec"
    )
