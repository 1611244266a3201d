"""The mileage account and special points of a person: bonus points with one common cap (S1-109, S1-110)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, assert_never

from domain.cycle import CycleOpened, require_cycle
from domain.ids import Id, Year, mileage_stream, person_stream, phase_stream
from domain.messages import Command, Decider, Event, Facts, PersonalText, PrivateText, content
from domain.numbers import Bonus
from domain.obligations import require_assignment
from domain.phase import PHASE
from domain.refusals import Refusal
from domain.relation import require_no_relative
from domain.roles import require_role

BonusKind = Literal["mileage", "special"]


class MileageCredited(Event):
    """Points for a contribution, such as creative thinking or efficient execution."""

    type: Literal["MileageCredited"] = "MileageCredited"
    year: Year
    body: Id
    person: Id
    points: Bonus
    ground: PrivateText


class SpecialPointsGranted(Event):
    """Special points."""

    type: Literal["SpecialPointsGranted"] = "SpecialPointsGranted"
    year: Year
    body: Id
    person: Id
    points: Bonus
    ground: PrivateText


class MileageReversed(Event):
    """Points that should not have been given, of either kind, are taken back; the credit stays on record."""

    type: Literal["MileageReversed"] = "MileageReversed"
    year: Year
    body: Id
    person: Id
    kind: BonusKind
    points: Bonus
    ground: PrivateText


MileageEvent = MileageCredited | SpecialPointsGranted | MileageReversed


@dataclass(frozen=True)
class Mileage:
    """What decisions need to know of an account; points."""

    mileage: Decimal = Decimal(0)
    special: Decimal = Decimal(0)


def evolve(state: Mileage, event: MileageEvent) -> Mileage:
    """Return *state* after *event*."""
    match event:
        case MileageCredited():
            return replace(state, mileage=state.mileage + event.points)
        case SpecialPointsGranted():
            return replace(state, special=state.special + event.points)
        case MileageReversed():
            left = getattr(state, event.kind) - event.points
            return replace(state, mileage=left) if event.kind == "mileage" else replace(state, special=left)
        case _:
            assert_never(event)


class _BonusCommand(Command):
    """A command of the mileage board."""

    adds = True
    year: Year
    body: Id
    person: Id
    points: Bonus
    ground: PersonalText

    def stream(self) -> str:
        """Return the account's stream."""
        return mileage_stream(self.year, self.person)

    def reads(self) -> tuple[str, ...]:
        """Return the person's stream."""
        return (person_stream(self.person),)


class CreditMileage(_BonusCommand):
    """Credit mileage points."""

    type: Literal["CreditMileage"] = "CreditMileage"


class GrantSpecialPoints(_BonusCommand):
    """Grant special points."""

    type: Literal["GrantSpecialPoints"] = "GrantSpecialPoints"


class ReverseMileage(_BonusCommand):
    """Take back points of *kind*, with the reason as the ground."""

    type: Literal["ReverseMileage"] = "ReverseMileage"
    kind: BonusKind


MileageCommand = CreditMileage | GrantSpecialPoints | ReverseMileage


class BonusCapReached(Refusal):
    """Mileage and special points together have a cap."""

    code = "mileage.cap"
    ko = "{person}의 가점 합계가 {sum}점이 되어 상한 {cap}점을 넘습니다. {left}점까지만 더 줄 수 있습니다."
    en = "This would bring the bonus points of {person} to {sum}, above the cap of {cap}. At most {left} can be given."


class NotHeld(Refusal):
    """Only points that were given can be taken back."""

    code = "mileage.not-held"
    ko = "{person}에게 준 '{kind}' 가점은 {held}점입니다. {given}점을 취소할 수 없습니다."
    en = "{person} holds {held} points of '{kind}', so {given} cannot be reversed."


class OwnAccount(Refusal):
    """Nobody scores himself (SOD-04)."""

    code = "mileage.own"
    ko = "{person}은(는) 자기 자신의 가점을 주거나 취소할 수 없습니다. 다른 위원이 하여야 합니다."
    en = "{person} may not give or take back bonus points of his own. Another member of the board must."


class AccountSettled(Refusal):
    """Totals are put on record from the accounts as they stand then."""

    code = "mileage.settled"
    ko = "{year}년도 총점의 근거가 되는 단계가 모두 끝나 {person}의 가점을 바꿀 수 없습니다. 다음 연도에 반영하십시오."
    en = "All phases that the totals of {year} rest on are over; the bonus points of {person} stand. Use the next year."


class BooksClosed(Refusal):
    """Nothing is credited to a closed year."""

    code = "cycle.closed"
    ko = "{year}년도 평가 주기는 마감되었습니다. 정정이 필요하면 마감 후 조정 절차를 이용하십시오."
    en = "The books of {year} are closed. Use the adjustment procedure after close if a correction is needed."


def decide(command: MileageCommand, state: Mileage, facts: Facts) -> list[MileageEvent]:
    """Return the events that *command* causes.

    Raises:
        Refusal: a rule refuses *command*.
    """
    cycle, opened = require_cycle(facts, command.year, command.body)
    if cycle.closed:
        raise BooksClosed(year=command.year)
    require_role(facts, "mileage-board", command.body)
    if facts.actor == command.person:
        raise OwnAccount(person=command.person)
    require_no_relative(facts, command.year, command.person)
    _require_open(command, opened, facts)
    require_assignment(facts, command.year, command.body, command.person)
    match command:
        case ReverseMileage():
            held = getattr(state, command.kind)
            if command.points > held:
                raise NotHeld(person=command.person, kind=command.kind, held=held, given=command.points)
            return [MileageReversed(**content(command))]
        case CreditMileage():
            _require_below_cap(command, state, opened)
            return [MileageCredited(**content(command))]
        case GrantSpecialPoints():
            _require_below_cap(command, state, opened)
            return [SpecialPointsGranted(**content(command))]
        case _:
            assert_never(command)


def _require_open(command: MileageCommand, opened: CycleOpened, facts: Facts) -> None:
    """Let pass while something that totals rest on is still going on."""
    phases = [phase_stream(command.year, command.body, it) for it in opened.rules.grading.rests_on]
    if phases and all(it.closed for it in facts.read_all(PHASE, phases)):
        raise AccountSettled(person=command.person, year=command.year)


def _require_below_cap(command: MileageCommand, state: Mileage, opened: CycleOpened) -> None:
    cap, held = opened.rules.bonus_cap, state.mileage + state.special
    if held + command.points > cap:
        raise BonusCapReached(person=command.person, sum=held + command.points, cap=cap, left=cap - held)


MILEAGE: Decider[Mileage] = Decider(
    "mileage",
    (MileageCredited, SpecialPointsGranted, MileageReversed),
    (CreditMileage, GrantSpecialPoints, ReverseMileage),
    Mileage(),
    evolve,
    decide,
)
