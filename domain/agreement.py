"""The personal performance agreement (grade 4 and above) or goals (grade 5 and below) of a year.

Drafted and offered by the person, signed by the first evaluator: both signatures are events (S0-09, S1-87;
REG 9, 15). A new edition counts once both have signed it too; how else it changes: ``agreement_changes``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Literal, assert_never

from pydantic import Field

from domain.agreement_changes import (
    AgreementImposed,
    AgreementRebased,
    AgreementSplit,
    AgreementTask,
    ImposeAgreement,
    NothingInForce,
    NothingToRebase,
    RebaseAgreement,
    SplitAgreement,
    definitions_of,
    require_transfer,
)
from domain.agreement_refusals import AgreementInForce, HeadsScorecard, NothingOffered, NotInOwnPlan, OtherEdition
from domain.body import BODY
from domain.ids import Id, Sha256, body_stream, plan_stream
from domain.messages import Decider, Facts, PersonalText, PrivateText, TaskEvent, content
from domain.obligations import Permit, permit, require_assignment
from domain.plan import PLAN
from domain.roles import require_role


class AgreementDrafted(TaskEvent):
    """What the person is working on; nobody is bound by it, and a later draft supersedes it."""

    type: Literal["AgreementDrafted"] = "AgreementDrafted"
    task_id = "draft-agreement"
    person: Id
    indicators: tuple[Id, ...]
    goals: PrivateText


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
    definitions: dict[Id, Sha256] = Field(default_factory=dict)  # of the indicators, as the plan had them


AgreementEvent = (
    AgreementDrafted | AgreementOffered | AgreementSigned | AgreementImposed | AgreementRebased | AgreementSplit
)


@dataclass(frozen=True)
class Agreement:
    """What decisions need to know of an agreement."""

    draft: AgreementDrafted | None = None
    offered: AgreementOffered | None = None
    edition: int = 0  # the newest, offered or in force
    signed: int | None = None  # the edition in force
    definitions: Mapping[str, str] = field(default_factory=dict)  # of the indicators in force
    imposed: bool = False
    splits: tuple[AgreementSplit, ...] = ()


def evolve(state: Agreement, event: AgreementEvent) -> Agreement:
    """Return *state* after *event*."""
    match event:
        case AgreementDrafted():
            return replace(state, draft=event)
        case AgreementOffered():
            return replace(state, offered=event, edition=event.edition)
        case AgreementSigned():
            return replace(state, signed=event.edition, definitions=event.definitions, imposed=False)
        case AgreementImposed():
            in_force = replace(state, signed=event.edition, edition=event.edition, imposed=True, offered=None)
            return replace(in_force, definitions=event.definitions)
        case AgreementRebased():
            in_force = replace(state, signed=event.edition, edition=event.edition, offered=None)
            return replace(in_force, definitions=event.definitions)
        case AgreementSplit():
            return replace(state, signed=None, offered=None, splits=(*state.splits, event))
        case _:
            assert_never(event)


class DraftAgreement(AgreementTask):
    """Write a draft of one's own agreement."""

    type: Literal["DraftAgreement"] = "DraftAgreement"
    task_id = "draft-agreement"
    indicators: tuple[Id, ...] = ()
    goals: PersonalText


class OfferAgreement(AgreementTask):
    """Sign and offer one's own agreement."""

    type: Literal["OfferAgreement"] = "OfferAgreement"
    task_id = "offer-agreement"
    indicators: tuple[Id, ...] = ()
    goals: PersonalText


class SignAgreement(AgreementTask):
    """Sign the offer *edition* as first evaluator."""

    type: Literal["SignAgreement"] = "SignAgreement"
    task_id = "sign-agreement"
    edition: Annotated[int, Field(ge=1)]


AgreementCommand = DraftAgreement | OfferAgreement | SignAgreement | ImposeAgreement | RebaseAgreement | SplitAgreement


def decide(command: AgreementCommand, state: Agreement, facts: Facts) -> list[AgreementEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    if isinstance(command, SplitAgreement):
        return _split(command, state, facts)
    permitted = permit(command, facts)
    match command:
        case DraftAgreement():
            event = AgreementDrafted(**content(command))
            return [] if state.draft == event else [event]
        case OfferAgreement():
            return _offer(command, state, permitted, facts)
        case SignAgreement():
            return _sign(command, state, facts)
        case ImposeAgreement():
            return _impose(command, state, facts)
        case RebaseAgreement():
            return _rebase(command, state, facts)
        case _:
            assert_never(command)


def _offer(command: OfferAgreement, state: Agreement, permitted: Permit, facts: Facts) -> list[AgreementEvent]:
    before = state.offered
    if before and (before.indicators, before.goals) == (command.indicators, command.goals):
        return []
    if state.signed is not None and permitted.task in permitted.phase.tasks:  # a right to amend is no duty
        raise AgreementInForce(person=command.person, year=command.year)
    _require_in_plan(command, facts)
    return [AgreementOffered(**content(command), edition=state.edition + 1)]


def _require_in_plan(command: OfferAgreement | ImposeAgreement, facts: Facts) -> None:
    known = definitions_of(command, command.indicators, facts)
    if unknown := [code for code in command.indicators if code not in known]:
        raise NotInOwnPlan(indicators=", ".join(unknown))
    _require_own_scorecard(command, facts)


def _require_own_scorecard(command: OfferAgreement | ImposeAgreement, facts: Facts) -> None:
    """Let pass a head's agreement that holds his unit's whole scorecard; others name what they answer for (S1-85)."""
    assigned = require_assignment(facts, command.year, command.body, command.person)
    unit = facts.read(BODY, body_stream(command.body)).units.get(assigned.unit)
    if unit is None or unit.head != command.person or assigned.instrument != "agreement":
        return
    in_force = facts.read(PLAN, plan_stream(command.year, command.body)).in_force
    own = [code for code, it in in_force.items() if it.unit == assigned.unit]
    if missing := [code for code in own if code not in command.indicators]:
        raise HeadsScorecard(person=command.person, unit=assigned.unit, indicators=", ".join(missing))


def _sign(command: SignAgreement, state: Agreement, facts: Facts) -> list[AgreementEvent]:
    if state.offered is None:
        raise NothingOffered(person=command.person, year=command.year)
    if state.offered.edition != command.edition:
        raise OtherEdition(person=command.person, current=state.offered.edition, given=command.edition)
    if state.signed == command.edition:
        return []
    evaluator = require_assignment(facts, command.year, command.body, command.person).first
    definitions = definitions_of(command, state.offered.indicators, facts)
    return [AgreementSigned(**content(command), evaluator=evaluator, definitions=definitions)]


def _impose(command: ImposeAgreement, state: Agreement, facts: Facts) -> list[AgreementEvent]:
    definitions = definitions_of(command, command.indicators, facts)
    event = AgreementImposed(**content(command), by=facts.actor, edition=state.edition + 1, definitions=definitions)
    if state.signed is not None:
        if state.imposed and state.definitions == definitions:
            return []
        raise AgreementInForce(person=command.person, year=command.year)
    _require_in_plan(command, facts)
    return [event]


def _rebase(command: RebaseAgreement, state: Agreement, facts: Facts) -> list[AgreementEvent]:
    if state.signed is None:
        raise NothingInForce(person=command.person, year=command.year)
    now = definitions_of(command, tuple(state.definitions), facts)
    if now == state.definitions:
        raise NothingToRebase(person=command.person, year=command.year)
    gone = tuple(code for code in state.definitions if code not in now)
    return [AgreementRebased(**content(command), edition=state.edition + 1, definitions=now, dropped=gone)]


def _split(command: SplitAgreement, state: Agreement, facts: Facts) -> list[AgreementEvent]:
    require_role(facts, "hr", command.body)
    transfer = require_transfer(command, facts)
    if any(split.day == transfer.day for split in state.splits):
        return []
    if state.signed is None:
        raise NothingInForce(person=command.person, year=command.year)
    units = {"from_unit": transfer.from_unit, "to_unit": transfer.to_unit}
    return [AgreementSplit.model_validate({**content(command), **units, "edition": state.signed})]


AGREEMENT: Decider[Agreement] = Decider(
    "agreement",
    (AgreementDrafted, AgreementOffered, AgreementSigned, AgreementImposed, AgreementRebased, AgreementSplit),
    (DraftAgreement, OfferAgreement, SignAgreement, ImposeAgreement, RebaseAgreement, SplitAgreement),
    Agreement(),
    evolve,
    decide,
)
