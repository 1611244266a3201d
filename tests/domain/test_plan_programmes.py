"""A task of the plan names the spending programme that pays for it, so that its rating is found (S1-74)."""

from __future__ import annotations

import pytest

from domain.messages import Event
from domain.objectives import Objectives, Task
from domain.plan_commands import DraftUnitPlan
from domain.plan_review import ReviseUnitPlan
from domain.programme import ProgrammeEnded, ProgrammeEstablished
from domain.programme_refusals import NoProgramme
from tests.support import office as kipo
from tests.support.office import BUREAU_PLAN, KIPO, PMO, YEAR, all_drafted, ben, drafted, in_plan, label, planner
from tests.support.spec import spec

february = spec.given(kipo.office, kipo.phase_open(kipo.PLAN)).at("2010-02-10")
about = {"year": YEAR, "programme": "IP-INFO", "by": planner}
listed = ProgrammeEstablished.model_validate(
    {**about, "body": KIPO, "unit": "PROMO", "name": label("patent information"), "amount": 12000}
)
elsewhere = listed.model_copy(update={"body": PMO})
ended = ProgrammeEnded.model_validate({**about, "body": KIPO, "due": YEAR, "reason": "It ran out."})


def paid_by(*programmes: str | None) -> Objectives:
    """Return the bureau's part with one task for each of *programmes*, all measured by the same indicator."""
    (objective,) = BUREAU_PLAN
    (target,) = objective.targets
    (task,) = target.tasks
    tasks = tuple(
        Task.model_validate({**dict(task), "id": f"K{n}", "programme": it}) for n, it in enumerate(programmes)
    )
    rest = tuple(Task.model_validate({**dict(it), "indicators": ()}) for it in tasks[1:])
    changed = target.model_copy(update={"tasks": (*tasks[:1], *rest)})
    return (objective.model_copy(update={"targets": (changed,)}),)


def drafting(*programmes: str | None) -> DraftUnitPlan:
    return DraftUnitPlan.model_validate({**in_plan, "unit": "IPPB", "objectives": paid_by(*programmes)})


@pytest.mark.parametrize("programmes", [("IP-INFO",), ("IP-INFO", "IP-INFO"), (None, "IP-INFO"), (None,)])
def test_tasks_name_a_programme_on_the_list_or_none(programmes: tuple[str | None, ...]) -> None:
    february.given(listed).when(ben, drafting(*programmes)).then(drafted("IPPB", paid_by(*programmes)))


@pytest.mark.parametrize(
    "given", [[], [elsewhere], [listed, ended]], ids=["nowhere on a list", "on another body's list", "ended"]
)
def test_a_programme_that_is_not_on_the_body_s_list_pays_for_nothing(given: list[Event]) -> None:
    asked = february.given(*given).when(ben, drafting(None, "IP-INFO"))
    asked.then_refused(NoProgramme, body=KIPO, programme="IP-INFO")


def test_nor_does_it_after_a_revision() -> None:
    revising = ReviseUnitPlan.model_validate({**in_plan, "unit": "IPPB", "objectives": paid_by("IP-INFO")})
    review = february.given(kipo.guideline_issued, all_drafted, kipo.plan_submitted)
    review.when(ben, revising).then_refused(NoProgramme, programme="IP-INFO")
    assert len(review.given(listed).when(ben, revising).events()) == 1
