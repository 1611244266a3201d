"""What people ask and answer about data: ask, ask for more, answer, take back."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import model_validator

from domain.data_request_facts import EventRef, Kind, Number
from domain.ids import Id, Sha256, Year, requests_stream
from domain.messages import Command, Reason


class _RequestCommand(Command):
    """A command about the requests to *body* in a year."""

    year: Year
    body: Id

    def stream(self) -> str:
        """Return the stream of the body's requests."""
        return requests_stream(self.year, self.body)


class RequestData(_RequestCommand):
    """Ask *body* for one thing, in the name of the office *asker*, and say what for."""

    type: Literal["RequestData"] = "RequestData"
    asker: Id
    kind: Kind
    what: Reason
    purpose: Reason
    due: date
    unit: Id | None = None
    indicator: Id | None = None
    period: Id | None = None
    document: Sha256 | None = None

    @model_validator(mode="after")
    def _names_it(self) -> Self:
        of_indicator = (self.indicator is not None, self.period is not None)
        if of_indicator != ((False, False) if self.kind == "document" else (True, True)):
            raise ValueError("a value and its evidence are of an indicator and a period; a document is of neither")
        return self


class OneRequest(_RequestCommand):
    """A command about one request."""

    number: Number


class RequestSupplement(OneRequest):
    """Say what the answer lacks, as the office that asked."""

    type: Literal["RequestSupplement"] = "RequestSupplement"
    lacking: Reason
    due: date


class ProvideData(OneRequest):
    """Answer by a document's hash, or by the event at which the log has it."""

    type: Literal["ProvideData"] = "ProvideData"
    document: Sha256 | None = None
    at: EventRef | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.document is None) == (self.at is None):
            raise ValueError("an answer is a document or a place in the log, one of the two")
        return self


class WithdrawDataRequest(OneRequest):
    """Take a request back, as the office that asked."""

    type: Literal["WithdrawDataRequest"] = "WithdrawDataRequest"
    reason: Reason


DataRequestCommand = RequestData | RequestSupplement | ProvideData | WithdrawDataRequest
