"""One batch exchanged with a neighbour system: the same batch twice is one batch (S1-70 to S1-74).

In: begun, its rows carried out as ordinary commands of their own, then received with what was taken
and what was not. Out: sent, then acknowledged. A batch that was rejected as a whole left nothing behind.
Its facts stand in ``exchange_facts``.
"""

from __future__ import annotations

from typing import Annotated, Literal, assert_never, get_args

from pydantic import Field

from domain.body import BODY
from domain.body_commands import BodyNotEstablished
from domain.exchange_facts import (
    MOST_NAMED,
    Code,
    Count,
    Exchange,
    ExchangeBatchAcknowledged,
    ExchangeBatchBegun,
    ExchangeBatchReceived,
    ExchangeBatchSent,
    ExchangeEvent,
    ExchangeRejected,
    Format,
    RejectedRow,
    evolve,
)
from domain.ids import Id, Sha256, Year, body_stream, exchange_stream
from domain.messages import Command, Decider, Facts, content
from domain.neighbours import INBOUND, OUTBOUND, System, connector_role
from domain.refusals import Refusal
from domain.roles import require_role


class _BatchCommand(Command):
    """A command about one batch, given by whoever speaks for the neighbour."""

    system: System
    batch: Id
    body: Id

    def stream(self) -> str:
        """Return the batch's stream."""
        return exchange_stream(self.system, self.batch)


class BeginBatch(_BatchCommand):
    """Announce a batch that came in, before any of its rows is carried out."""

    type: Literal["BeginBatch"] = "BeginBatch"
    format: Format
    rows: Count
    content: Sha256


class SettleBatch(_BatchCommand):
    """Say what became of the rows of a batch that was begun."""

    type: Literal["SettleBatch"] = "SettleBatch"
    accepted: Count
    rejected: Count = 0
    rejected_rows: Annotated[tuple[RejectedRow, ...], Field(max_length=MOST_NAMED)] = ()


class SendBatch(_BatchCommand):
    """Record a batch that goes out."""

    type: Literal["SendBatch"] = "SendBatch"
    year: Year
    format: Format
    rows: Count
    content: Sha256
    upto: Count  # the position of the log that its rows were compiled from


class AcknowledgeBatch(_BatchCommand):
    """Record that the neighbour has taken a batch."""

    type: Literal["AcknowledgeBatch"] = "AcknowledgeBatch"
    content: Sha256


class RejectBatch(_BatchCommand):
    """Record that a batch was not taken as a whole, and the *code* of why."""

    type: Literal["RejectBatch"] = "RejectBatch"
    direction: Literal["in", "out"]
    content: Sha256
    code: Code


ExchangeCommand = BeginBatch | SettleBatch | SendBatch | AcknowledgeBatch | RejectBatch


class OtherBatchContent(Refusal):
    """A batch's id stands for one content, for ever."""

    code = "exchange.other-content"
    ko = (
        "{system} 묶음 '{batch}'은(는) 이미 다른 내용으로 기록되어 있습니다(기록 {known}, 제출 {given}). "
        "고친 내용은 새 묶음 번호로 보내십시오."
    )
    en = (
        "The batch '{batch}' of {system} is on record with other content (recorded {known}, given {given}). "
        "Send what was corrected under a new batch id."
    )


class NothingTakenFrom(Refusal):
    """From this neighbour nothing comes in."""

    code = "exchange.nothing-taken"
    ko = "{system}에서 받는 자료는 없습니다. 자료를 받는 시스템: {known}."
    en = "Nothing is taken from {system}. What sends us data: {known}."


class NothingSentTo(Refusal):
    """To this neighbour nothing goes out."""

    code = "exchange.nothing-sent"
    ko = "{system}(으)로 보내는 자료는 없습니다. 자료를 보내는 시스템: {known}."
    en = "Nothing is sent to {system}. What we send data to: {known}."


class UnknownBatch(Refusal):
    """Only a batch that is under way is settled, acknowledged or rejected."""

    code = "exchange.batch-unknown"
    ko = "{system} 묶음 '{batch}'이(가) 기록에 없습니다. 묶음 번호와 내용을 확인하십시오."
    en = "There is no such batch '{batch}' of {system} under way. Check its id and its content."


class RowsUnaccounted(Refusal):
    """Each row of a batch was either taken or rejected."""

    code = "exchange.rows-unaccounted"
    ko = "묶음 '{batch}'의 {rows}행 가운데 {told}행의 처리 결과만 있습니다. 모든 행의 결과를 적으십시오."
    en = "The batch '{batch}' has {rows} rows, and {told} are accounted for. Say what became of each."


def decide(command: ExchangeCommand, state: Exchange, facts: Facts) -> list[ExchangeEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    require_role(facts, connector_role(command.system), command.body)
    match command:
        case BeginBatch():
            return _begin(command, state, facts)
        case SettleBatch():
            return _settle(command, state, facts)
        case SendBatch():
            return _send(command, state, facts)
        case AcknowledgeBatch():
            return _acknowledge(command, state, facts)
        case RejectBatch():
            return _reject(command, state, facts)
        case _:
            assert_never(command)


def _begin(command: BeginBatch, state: Exchange, facts: Facts) -> list[ExchangeEvent]:
    if command.system not in INBOUND:
        raise NothingTakenFrom(system=command.system, known=", ".join(INBOUND))
    if facts.read(BODY, body_stream(command.body)).established is None:
        raise BodyNotEstablished(body=command.body)
    if _is_known(command, state.begun or state.sent):
        return []
    return [ExchangeBatchBegun(**content(command), by=facts.actor)]


def _is_known(command: BeginBatch | SendBatch, before: ExchangeBatchBegun | ExchangeBatchSent | None) -> bool:
    """Return whether the batch is on record with the same content.

    Raises:
        OtherBatchContent: it is, with another, or went the other way.
    """
    if before is None:
        return False
    inward = isinstance(before, ExchangeBatchBegun) == isinstance(command, BeginBatch)
    if not inward or (before.content, before.body) != (command.content, command.body):
        about = {"known": before.content[:12], "given": command.content[:12]}
        raise OtherBatchContent(system=command.system, batch=command.batch, **about)
    return True


def _settle(command: SettleBatch, state: Exchange, facts: Facts) -> list[ExchangeEvent]:
    begun = state.begun
    if begun is None or begun.body != command.body:
        raise UnknownBatch(system=command.system, batch=command.batch)
    if state.received is not None:
        return []
    told = command.accepted + command.rejected
    if told != begun.rows or len(command.rejected_rows) != min(command.rejected, MOST_NAMED):
        raise RowsUnaccounted(batch=command.batch, rows=begun.rows, told=told)
    said = {"format": begun.format, "rows": begun.rows, "content": begun.content, "by": facts.actor}
    return [ExchangeBatchReceived.model_validate({**content(command), **said})]


def _send(command: SendBatch, state: Exchange, facts: Facts) -> list[ExchangeEvent]:
    if command.system not in OUTBOUND:
        raise NothingSentTo(system=command.system, known=", ".join(OUTBOUND))
    if _is_known(command, state.begun or state.sent):
        return []
    return [ExchangeBatchSent(**content(command), by=facts.actor)]


def _acknowledge(command: AcknowledgeBatch, state: Exchange, facts: Facts) -> list[ExchangeEvent]:
    _require_sent(command, state)
    return [] if state.acknowledged else [ExchangeBatchAcknowledged(**content(command), by=facts.actor)]


def _require_sent(command: AcknowledgeBatch | RejectBatch, state: Exchange) -> None:
    if state.sent is None or (state.sent.content, state.sent.body) != (command.content, command.body):
        raise UnknownBatch(system=command.system, batch=command.batch)


def _reject(command: RejectBatch, state: Exchange, facts: Facts) -> list[ExchangeEvent]:
    if command.direction == "out":
        _require_sent(command, state)
    elif (before := state.sent or state.begun) and (state.sent or before.body != command.body):
        about = {"known": before.content[:12], "given": command.content[:12]}
        raise OtherBatchContent(system=command.system, batch=command.batch, **about)
    event = ExchangeRejected(**content(command), by=facts.actor)
    return [] if state.rejected == event or state.acknowledged else [event]


EXCHANGE: Decider[Exchange] = Decider(
    "exchange", get_args(ExchangeEvent), get_args(ExchangeCommand), Exchange(), evolve, decide
)
