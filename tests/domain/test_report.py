"""What is told of a year: to the Assembly's committee, to everybody, to the Cabinet (ACT 26, 27)."""

from __future__ import annotations

from typing import Any

import pytest

from domain.messages import Event, TaskCommand
from domain.obligations import NotYourTask
from domain.phase_refusals import PhaseNotOpen
from domain.report import (
    PublishResult,
    ReportedToCabinet,
    ReportResultToAssembly,
    ReportToCabinet,
    ResultPublished,
    ResultReportedToAssembly,
)
from tests.support.follow_up import CABINET, PUBLICATION, government, gyu
from tests.support.office import KIPO, PMO, SEAL, YEAR, label, mina, phase_open, planner
from tests.support.spec import spec

OF_KIPO: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "publication", "document": SEAL}
OF_ALL: dict[str, Any] = {"year": YEAR, "body": PMO, "phase": "close", "document": SEAL}
ASSEMBLY = {**OF_KIPO, "committee": label("knowledge economy"), "receipt": "No. 7"}
PORTAL = {**OF_KIPO, "place": "portal of public evaluation"}
june = spec.given(government, phase_open(PUBLICATION), phase_open(CABINET, PMO)).at("2011-06-20")

TOLD: list[tuple[str, TaskCommand, Event]] = [
    (
        planner,
        ReportResultToAssembly.model_validate(ASSEMBLY),
        ResultReportedToAssembly.model_validate({**ASSEMBLY, "by": planner}),
    ),
    (planner, PublishResult.model_validate(PORTAL), ResultPublished.model_validate({**PORTAL, "by": planner})),
    (gyu, ReportToCabinet.model_validate(OF_ALL), ReportedToCabinet.model_validate({**OF_ALL, "by": gyu})),
]


@pytest.mark.parametrize(("actor", "wish", "fact"), TOLD, ids=["assembly", "public", "cabinet"])
def test_who_owes_it_tells_of_the_year(actor: str, wish: TaskCommand, fact: Event) -> None:
    june.when(actor, wish).then(fact)


@pytest.mark.parametrize("wish", [wish for _, wish, _ in TOLD], ids=["assembly", "public", "cabinet"])
def test_others_do_not(wish: TaskCommand) -> None:
    june.when(mina, wish).then_refused(NotYourTask)


def test_nothing_is_told_before_its_time() -> None:
    early = spec.given(government).at("2011-05-01")
    early.when(planner, PublishResult.model_validate(PORTAL)).then_refused(PhaseNotOpen)


def test_a_corrected_document_is_published_again() -> None:
    first = ResultPublished.model_validate({**PORTAL, "by": planner})
    anew = PublishResult.model_validate({**PORTAL, "document": "6" * 64})
    june.given(first).when(planner, anew).then(first.model_copy(update={"document": "6" * 64}))
