"""What people ask of a body: to be established, to get units and heads, to change; and what is refused."""

from __future__ import annotations

from typing import Literal

from domain.body_class import ReclassifyBody, Sector
from domain.headship import AppointActingHead, AppointHead
from domain.ids import Id, body_stream
from domain.messages import Command, Label
from domain.refusals import Refusal
from domain.succession import SuccessionCommand


class EstablishBody(Command):
    """Establish a body."""

    type: Literal["EstablishBody"] = "EstablishBody"
    body: Id
    name: Label
    sector: Sector | None = None
    kind: Id | None = None
    group: Id | None = None

    def stream(self) -> str:
        """Return the body's stream."""
        return body_stream(self.body)


class EstablishUnit(Command):
    """Establish a unit of a body, below *parent* if given."""

    type: Literal["EstablishUnit"] = "EstablishUnit"
    body: Id
    unit: Id
    parent: Id | None = None
    level: Literal["office", "bureau", "department"]
    name: Label

    def stream(self) -> str:
        """Return the body's stream."""
        return body_stream(self.body)


BodyCommand = EstablishBody | EstablishUnit | AppointHead | AppointActingHead | ReclassifyBody | SuccessionCommand


class BodyNotEstablished(Refusal):
    """The body does not exist."""

    code = "body.not-established"
    ko = "'{body}' 기관이 아직 없습니다. 기관을 먼저 등록하십시오."
    en = "There is no body '{body}' yet. Establish it first."


class UnknownUnit(Refusal):
    """The body has no such unit."""

    code = "unit.unknown"
    ko = "{body}에는 '{unit}' 부서가 없습니다. 부서를 먼저 등록하십시오."
    en = "{body} has no unit '{unit}'. Establish the unit first."


class AlreadyEstablished(Refusal):
    """The id is taken by something else."""

    code = "body.id-taken"
    ko = "'{id}'은(는) 이미 다른 내용으로 등록되어 있습니다. 다른 식별자를 쓰십시오."
    en = "'{id}' is already established with other content. Use another id."
