"""What follows the decision of a qualification test: training, removal or demotion; and what its clock notes."""

from __future__ import annotations

from domain.calendar import months_after
from domain.case import TooEarly, require_clock
from domain.messages import content
from domain.qualification_case import CaseAtHand, moment_of
from domain.qualification_commands import (
    EvaluateTraining,
    NoteStatutoryDay,
    OrderTraining,
    ProposeDemotion,
    ProposeRemoval,
)
from domain.qualification_facts import (
    DemotionProposed,
    Qualification,
    QualificationEvent,
    RemovalProposed,
    StatutoryDayMissed,
    StatutoryDayNear,
    TrainingEvaluated,
    TrainingOrdered,
)
from domain.qualification_refusals import TrainingTooLong, WithoutConsent


def order_training(command: OrderTraining, state: Qualification, case: CaseAtHand) -> list[QualificationEvent]:
    """Order training within its longest time."""
    case.by_the_head()
    case.at_stage(state, "conditional")
    latest = months_after(command.begins, case.rules.training_months)
    if not command.begins <= command.ends <= latest:
        raise TrainingTooLong(ends=command.ends, latest=latest)
    by = months_after(command.ends, case.rules.evaluate_months)
    return [TrainingOrdered(**content(command), evaluate_by=by)]


def evaluate_training(command: EvaluateTraining, state: Qualification, case: CaseAtHand) -> list[QualificationEvent]:
    """Rate the training; who does not pass is to be tested again."""
    case.by_the_office()
    case.at_stage(state, "training")
    passed = command.level is not None and command.level <= case.rules.pass_level
    test_by = None if passed else months_after(case.today, case.rules.test_months)
    return [TrainingEvaluated(**content(command), passed=passed, test_by=test_by)]


def propose(
    command: ProposeRemoval | ProposeDemotion, state: Qualification, case: CaseAtHand
) -> list[QualificationEvent]:
    """Propose what follows for an unfit person."""
    case.by_the_head()
    case.at_stage(state, "unfit")
    told = {**case.key, "reason": command.reason, "appeal_by": case.in_days(case.rules.appeal_days)}
    if isinstance(command, ProposeRemoval):
        return [RemovalProposed.model_validate(told)]
    if not command.consent:
        raise WithoutConsent(person=command.person)
    return [DemotionProposed.model_validate(told)]


def note(command: NoteStatutoryDay, state: Qualification, case: CaseAtHand) -> list[QualificationEvent]:
    """Note a day, unless it is no longer awaited or noted already."""
    require_clock(case.facts, command.stream())
    due = state.due
    if due is None or (due.awaited, due.day) != (command.awaited, command.due):
        return []
    if due.missed or (due.near and not command.missed):
        return []
    earliest = moment_of(due.day, case.triggered, missed=command.missed)
    if case.facts.at < earliest:
        raise TooEarly(case=command.stream(), at=earliest)
    told = {**case.key, "awaited": due.awaited, "due": due.day}
    return [(StatutoryDayMissed if command.missed else StatutoryDayNear).model_validate(told)]
