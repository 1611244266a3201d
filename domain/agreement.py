"""The personal performance agreement (grade 4 and above) or goals (grade 5 and below) of a year.

Offered by the person, signed by the first evaluator: both signatures are events (S0-09, S1-87; REG 9, 15).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.ids import Id, agreement_stream, plan_stream
from domain.messages import Decider, Facts, PersonalText, PrivateText, TaskCommand, TaskEvent, content
from domain.obligations import permit, require_assignment
from domain.plan import PLAN
from domain.refusals import Refusal


class AgreementOffered(TaskEvent):
    """The person signed this content and offers it; a later offer supersedes an unsigned one."""

    type: Literal["AgreementOffered"] = "AgreementOffered"
    task_id = "offer-agreement"
    person: Id
    indicators: tuple[Id, ...]  # frozen indicators the person answers for
    goals: PrivateText
    edition: Annotated[int, Field(ge=1)]


class AgreementSigned(TaskEvent):
    """The first evaluator signed the offer *edition*; the agreement is in force from 1 January."""

    type: Literal["AgreementSigned"] = "AgreementSigned"
    task_id = "sign-agreement"
    person: Id
    evaluator: Id
    edition: Annotated[int, Field(ge=1)]


AgreementEvent = AgreementOffered | AgreementSigned


@dataclass(frozen=True)
class Agreement:
    """What decisions need to know of an agreement."""

    offered: AgreementOffered | None = None
    signed: int | None = None  # the edition in force


def evolve(state: Agreement, event: AgreementEvent) -> Agreement:
    """Return *state* after *event*."""
    match event:
        case AgreementOffered():
            return replace(state, offered=event)
        case AgreementSigned():
            return replace(state, signed=event.edition)
        case _:
            assert_never(event)


class _AgreementCommand(TaskCommand):
    """A command about one person's agreement."""

    person: Id

    def stream(self) -> str:
        """Return the agreement's stream."""
        return agreement_stream(self.year, self.person)


class OfferAgreement(_AgreementCommand):
    """Sign and offer one's own agreement."""

    type: Literal["OfferAgreement"] = "OfferAgreement"
    task_id = "offer-agreement"
    indicators: tuple[Id, ...] = ()
    goals: PersonalText


class SignAgreement(_AgreementCommand):
    """Sign the offer *edition* as first evaluator."""

    type: Literal["SignAgreement"] = "SignAgreement"
    task_id = "sign-agreement"
    edition: Annotated[int, Field(ge=1)]


AgreementCommand = OfferAgreement | SignAgreement


class AgreementInForce(Refusal):
    """A signed agreement changes only by amendment."""

    code = "agreement.in-force"
    ko = "{person}의 {year}년도 성과계약은 이미 양측이 서명하였습니다. 바꾸려면 계약 변경 절차를 이용하십시오."
    en = "The {year} agreement of {person} is signed by both. Use the amendment procedure to change it."


class NothingOffered(Refusal):
    """There is nothing to sign."""

    code = "agreement.nothing-offered"
    ko = "{person}이(가) 아직 {year}년도 성과계약을 제출하지 않았습니다. 제출된 뒤 서명하십시오."
    en = "{person} has not offered an agreement for {year} yet. Sign it once it is offered."


class OtherEdition(Refusal):
    """Who signs must have seen what is on the table."""

    code = "agreement.other-edition"
    ko = "{person}의 계약은 {current}판으로 바뀌었습니다. {given}판이 아니라 새 판을 읽고 서명하십시오."
    en = "The agreement of {person} is now edition {current}. Read it and sign that, not edition {given}."


class NotInOwnPlan(Refusal):
    """An agreement rests on indicators of the confirmed plan."""

    code = "agreement.indicator-not-in-plan"
    ko = "지표 {indicators}은(는) 확정된 계획에 없습니다. 확정된 지표만 계약에 넣을 수 있습니다."
    en = "The indicators {indicators} are not in the confirmed plan. An agreement holds confirmed indicators only."


def decide(command: AgreementCommand, state: Agreement, facts: Facts) -> list[AgreementEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    permit(command, facts)
    match command:
        case OfferAgreement():
            return _offer(command, state, facts)
        case SignAgreement():
            return _sign(command, state, facts)
        case _:
            assert_never(command)


def _offer(command: OfferAgreement, state: Agreement, facts: Facts) -> list[AgreementEvent]:
    before = state.offered
    if before and (before.indicators, before.goals) == (command.indicators, command.goals):
        return []
    if state.signed is not None:
        raise AgreementInForce(person=command.person, year=command.year)
    plan = facts.read(PLAN, plan_stream(command.year, command.body))
    if unknown := [code for code in command.indicators if plan.frozen(code) is None]:
        raise NotInOwnPlan(indicators=", ".join(unknown))
    return [AgreementOffered(**content(command), edition=before.edition + 1 if before else 1)]


def _sign(command: SignAgreement, state: Agreement, facts: Facts) -> list[AgreementEvent]:
    if state.offered is None:
        raise NothingOffered(person=command.person, year=command.year)
    if state.offered.edition != command.edition:
        raise OtherEdition(person=command.person, current=state.offered.edition, given=command.edition)
    if state.signed == command.edition:
        return []
    evaluator = require_assignment(facts, command.year, command.body, command.person).first
    return [AgreementSigned(**content(command), evaluator=evaluator)]


AGREEMENT: Decider[Agreement] = Decider(
    "agreement",
    (AgreementOffered, AgreementSigned),
    (OfferAgreement, SignAgreement),
    Agreement(),
    evolve,
    decide,
)
