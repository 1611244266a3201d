"""How an agreement comes or changes without both signatures: imposed, rebased on the plan, split at a transfer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.ids import Id, Sha256, Year, agreement_stream, person_stream, plan_stream
from domain.messages import Command, Event, Facts, PersonalText, PrivateText, TaskCommand, TaskEvent
from domain.person import PERSON
from domain.person_service import PersonTransferred
from domain.plan import PLAN
from domain.refusals import Refusal


class AgreementImposed(TaskEvent):
    """The second evaluator set the goals, with reasons, for nobody had signed in time; the person did not consent."""

    type: Literal["AgreementImposed"] = "AgreementImposed"
    task_id = "impose-agreement"
    person: Id
    indicators: tuple[Id, ...]
    goals: PrivateText
    reason: PrivateText
    objection: PrivateText = None  # what the person says against it
    by: Id
    edition: Annotated[int, Field(ge=1)]
    definitions: dict[Id, Sha256]


class AgreementRebased(TaskEvent):
    """The plan changed its indicators, and the agreement in force follows it; *dropped* are in the plan no more."""

    type: Literal["AgreementRebased"] = "AgreementRebased"
    task_id = "rebase-agreement"
    person: Id
    edition: Annotated[int, Field(ge=1)]
    definitions: dict[Id, Sha256]
    dropped: tuple[Id, ...]


class AgreementSplit(Event):
    """The person was transferred: *edition* was in force until the day *on*, its successor is to be offered."""

    type: Literal["AgreementSplit"] = "AgreementSplit"
    year: Year
    body: Id
    person: Id
    edition: Annotated[int, Field(ge=1)]
    from_unit: Id | None
    to_unit: Id | None
    on: date


class AgreementTask(TaskCommand):
    """A task about one person's agreement."""

    person: Id

    def stream(self) -> str:
        """Return the agreement's stream."""
        return agreement_stream(self.year, self.person)


class ImposeAgreement(AgreementTask):
    """Set the goals of a person who has no agreement in force, as second evaluator, with reasons."""

    type: Literal["ImposeAgreement"] = "ImposeAgreement"
    task_id = "impose-agreement"
    indicators: tuple[Id, ...] = ()
    goals: PersonalText
    reason: PersonalText
    objection: PersonalText | None = None


class RebaseAgreement(AgreementTask):
    """Let the agreement in force follow the amended plan, as first evaluator."""

    type: Literal["RebaseAgreement"] = "RebaseAgreement"
    task_id = "rebase-agreement"


class SplitAgreement(Command):
    """Close the agreement in force at the day of a transfer, as the personnel office."""

    type: Literal["SplitAgreement"] = "SplitAgreement"
    year: Year
    body: Id
    person: Id
    on: date

    def stream(self) -> str:
        """Return the agreement's stream."""
        return agreement_stream(self.year, self.person)

    def reads(self) -> tuple[str, ...]:
        """Return the person's stream."""
        return (person_stream(self.person),)


class NothingInForce(Refusal):
    """There is no agreement to change."""

    code = "agreement.none-in-force"
    ko = "{person}의 {year}년도 성과계약이 아직 발효되지 않았습니다. 양측이 서명한 뒤에 하십시오."
    en = "{person} has no agreement in force for {year} yet. Do this once it is signed by both."


class NothingToRebase(Refusal):
    """The plan has the indicators as they were agreed on."""

    code = "agreement.nothing-to-rebase"
    ko = "{person}의 {year}년도 성과계약에 든 지표는 바뀌지 않았습니다. 내용을 바꾸려면 양측이 새 판에 서명하십시오."
    en = (
        "No indicator in the {year} agreement of {person} has changed. To change it otherwise, both sign a new edition."
    )


class NoTransferThen(Refusal):
    """An agreement is split where the person moved."""

    code = "agreement.no-transfer"
    ko = "{person}의 {on}자 전보 기록이 없습니다. 전보를 먼저 기록하십시오."
    en = "There is no transfer of {person} on {on}. Record the transfer first."


def definitions_of(command: TaskCommand, indicators: Sequence[str], facts: Facts) -> dict[str, str]:
    """Return the hashes by which the plan froze *indicators*; without those it does not have."""
    plan = facts.read(PLAN, plan_stream(command.year, command.body))
    frozen = {code: plan.frozen(code) for code in indicators}
    return {code: it.definition for code, it in frozen.items() if it is not None}


def require_transfer(command: SplitAgreement, facts: Facts) -> PersonTransferred:
    """Return the transfer on the command's day.

    Raises:
        NoTransferThen: there is none.
    """
    moves = facts.read(PERSON, person_stream(command.person)).service.transfers
    found = next((move for move in moves if move.on == command.on and command.on.year == command.year), None)
    if found is None:
        raise NoTransferThen(person=command.person, on=command.on)
    return found
