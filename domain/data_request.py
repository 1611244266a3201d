"""Asking a body for data (ACT 12): once, for a purpose, and never for what the log already has.

The Prime Minister's Office, an office with a supervising mandate and the body's own committee ask, a committee
by its chair or the office that keeps its records;
the body answers with a document, or by pointing at where it stands.
"""

from __future__ import annotations

from datetime import date
from typing import assert_never, get_args

from domain.body import BODY
from domain.calendar import HOME, day_of
from domain.committee import COMMITTEE
from domain.conflicts import acts_for
from domain.cycle import CycleOpened, require_cycle
from domain.cycle_refusals import UnknownBody
from domain.data_request_commands import (
    DataRequestCommand,
    OneRequest,
    ProvideData,
    RequestData,
    RequestSupplement,
    WithdrawDataRequest,
)
from domain.data_request_facts import (
    DataProvided,
    DataRequest,
    DataRequested,
    DataRequestWithdrawn,
    DataSupplementRequested,
    RequestEvent,
    Requests,
    evolve,
)
from domain.data_request_refusals import (
    AnswerDueEarly,
    AskedAlready,
    InLogAlready,
    MayNotAnswer,
    MayNotAsk,
    NoSuchDataRequest,
    NothingToSupplement,
    NotInLog,
    RequestIsAnswered,
    RequestIsOver,
    SameAnswerAgain,
)
from domain.ids import body_stream, committee_stream
from domain.mandates import carried_on_by, mandates_over
from domain.messages import Decider, Facts, content
from domain.once_only import place_in_log
from domain.sitting import speaks_for
from domain.succession import require_going_on

_PUBLIC = ("guideline", "strategy", "plan", "indicator", "requests")  # streams that hold nothing about persons


def decide(command: DataRequestCommand, state: Requests, facts: Facts) -> list[RequestEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    opened = require_cycle(facts, command.year)[1]
    if command.body not in (*opened.bodies, opened.government):
        raise UnknownBody(body=command.body)
    require_going_on(facts.read(BODY, body_stream(command.body)).succession, command.body)
    if isinstance(command, RequestData):
        return _request(command, state, opened, facts)
    request = _require_request(command, state)
    match command:
        case RequestSupplement():
            return _supplement(command, request, opened, facts)
        case ProvideData():
            return _provide(command, request, opened, facts)
        case WithdrawDataRequest():
            return _withdraw(command, request, opened, facts)
        case _:
            assert_never(command)


def _require_request(command: OneRequest, state: Requests) -> DataRequest:
    if command.number > len(state.all):
        raise NoSuchDataRequest(year=command.year, body=command.body, number=command.number)
    return state.all[command.number - 1]


def _request(command: RequestData, state: Requests, opened: CycleOpened, facts: Facts) -> list[RequestEvent]:
    _require_asker(command.asker, command.body, opened, facts)
    asked = DataRequested(**content(command), number=len(state.all) + 1, by=facts.actor)
    before = state.same(asked.kind, asked.indicator, asked.period, asked.what)
    if before and before.asked == asked.model_copy(update={"number": before.asked.number}):
        return []
    if at := place_in_log(asked, state, opened, facts):
        raise InLogAlready(body=asked.body, what=asked.what, at=at)
    if before:
        raise AskedAlready(asker=before.asked.asker, body=asked.body, number=before.asked.number)
    _require_coming(command.due, facts)
    return [asked]


def _supplement(
    command: RequestSupplement, request: DataRequest, opened: CycleOpened, facts: Facts
) -> list[RequestEvent]:
    _require_heir(request, opened, facts)
    asked = DataSupplementRequested(**content(command), by=facts.actor)
    if request.lacking == asked:
        return []
    _require_standing(request)
    if request.waits:
        raise NothingToSupplement(body=command.body, number=command.number, due=request.due)
    _require_coming(command.due, facts)
    return [asked]


def _provide(command: ProvideData, request: DataRequest, opened: CycleOpened, facts: Facts) -> list[RequestEvent]:
    roles, unit = opened.rules.burden.requests.answer, request.asked.unit
    heads = acts_for(facts, command.body, None) or (unit is not None and acts_for(facts, command.body, unit))
    if not heads and not any(facts.holds(role, command.body) for role in roles):
        about = {"body": command.body, "number": command.number}
        raise MayNotAnswer(actor=facts.actor, **about, roles=", ".join(roles))
    answer, before = DataProvided(**content(command), by=facts.actor), request.provided
    if before and answer == before[-1] and not request.waits:
        return []
    _require_standing(request)
    if not request.waits:
        raise _answered(request)
    if request.lacking and any((it.document, it.at) == (answer.document, answer.at) for it in before):
        raise SameAnswerAgain(body=command.body, number=command.number, lacking=request.lacking.lacking)
    _require_there(command, facts)
    return [answer]


def _withdraw(
    command: WithdrawDataRequest, request: DataRequest, opened: CycleOpened, facts: Facts
) -> list[RequestEvent]:
    _require_heir(request, opened, facts)
    if request.withdrawn:
        return []
    if not request.waits:
        raise _answered(request)
    return [DataRequestWithdrawn(**content(command), by=facts.actor)]


def _require_asker(asker: str, body: str, opened: CycleOpened, facts: Facts) -> None:
    """Let the actor pass if he may ask *body* in the name of *asker* today."""
    rules, today = opened.rules.burden.requests, day_of(facts.at, HOME)
    supervises = any(it.body == asker for it in mandates_over(facts, opened, body, today))
    roles = {
        *(rules.government if asker == opened.government else ()),
        *(rules.supervision if supervises else ()),
        *(rules.own if asker == body else ()),
    }
    its_committee = asker in (body, opened.government) and _for_committee(asker, facts, today)
    if not its_committee and not any(facts.holds(role, asker) for role in roles):
        raise MayNotAsk(actor=facts.actor, asker=asker, body=body, roles=", ".join(sorted(roles)) or "-")


def _for_committee(asker: str, facts: Facts, today: date) -> bool:
    """Return whether the actor may ask for the committee of *asker* that decides on self-evaluations."""
    name = facts.deciding(asker, "self-evaluation")
    committee = facts.read(COMMITTEE, committee_stream(name)) if name else None
    made = committee.constituted if committee else None
    return committee is not None and made is not None and speaks_for(committee, made, facts, today)


def _require_heir(request: DataRequest, opened: CycleOpened, facts: Facts) -> None:
    """Let the actor pass if he may go on with what was asked: as the asker, or as who has its mandate now."""
    asked, today = request.asked, day_of(facts.at, HOME)
    _require_asker(carried_on_by(facts, opened, asked.body, asked.asker, today), asked.body, opened, facts)


def _require_standing(request: DataRequest) -> None:
    if request.withdrawn:
        raise RequestIsOver(body=request.asked.body, number=request.asked.number)


def _answered(request: DataRequest) -> RequestIsAnswered:
    last = request.provided[-1]
    return RequestIsAnswered(body=last.body, number=last.number, at=last.at or str(last.document)[:12])


def _require_coming(due: date, facts: Facts) -> None:
    today = day_of(facts.at, HOME)
    if due < today:
        raise AnswerDueEarly(due=due, today=today)


def _require_there(command: ProvideData, facts: Facts) -> None:
    """Let pass an event of this body's and this year's own; texts about persons stay where they are."""
    if command.at is None:
        return
    stream, _, version = command.at.partition("@")
    kind, *of = stream.split("/")
    its = (kind == "guideline" or command.body in of) and (kind == "strategy" or str(command.year) in of)
    if kind not in _PUBLIC or not its or facts.version(stream) < int(version):
        raise NotInLog(at=command.at, body=command.body, year=command.year)


REQUESTS: Decider[Requests] = Decider(
    "requests", get_args(RequestEvent), get_args(DataRequestCommand), Requests(), evolve, decide
)
