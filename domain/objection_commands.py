"""What those concerned ask for in an objection, and the clock."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from domain.ids import Id, Year, objection_stream
from domain.messages import Command, PersonalText, Private, Text
from domain.objection_facts import Exemption, Outcome
from domain.result_facts import Correction

Texts = Annotated[tuple[Text, ...], Field(min_length=1, max_length=20), Private()]


class _ObjectionCommand(Command):
    """A command about the objection of *person* to the notice *edition*."""

    year: Year
    body: Id
    person: Id
    edition: Annotated[int, Field(ge=1)] = 1

    def stream(self) -> str:
        """Return the objection's stream."""
        return objection_stream(self.year, self.person, self.edition)


class FileObjection(_ObjectionCommand):
    """Object to one's result, on one ground or several."""

    type: Literal["FileObjection"] = "FileObjection"
    grounds: Texts


class ConsultEvaluator(_ObjectionCommand):
    """State one's view of an objection, as first evaluator."""

    type: Literal["ConsultEvaluator"] = "ConsultEvaluator"
    statement: PersonalText


class DecideObjection(_ObjectionCommand):
    """Decide, with an answer to each ground; where it is upheld, with corrections or what becomes of an exemption."""

    type: Literal["DecideObjection"] = "DecideObjection"
    outcome: Outcome
    answers: Texts
    corrections: tuple[Correction, ...] = ()
    exemption: Exemption | None = None


class AppealObjection(_ObjectionCommand):
    """Go on to the next rung after a decision."""

    type: Literal["AppealObjection"] = "AppealObjection"
    reason: PersonalText


class WithdrawObjection(_ObjectionCommand):
    """Take one's objection back."""

    type: Literal["WithdrawObjection"] = "WithdrawObjection"


class PassObjectionOn(_ObjectionCommand):
    """Move an objection up whose day has passed, or close a decided one; the clock's own command."""

    type: Literal["PassObjectionOn"] = "PassObjectionOn"
    engines = True


ObjectionCommand = (
    FileObjection | ConsultEvaluator | DecideObjection | AppealObjection | WithdrawObjection | PassObjectionOn
)
