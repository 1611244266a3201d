"""A ministry's evaluation of itself of a year: planned in April, scored by its committee, submitted by 31 March.

Sources: S1-31 to S1-42; ACT 14 to ACT 16. Its facts stand in ``self_evaluation_facts``, its plan in
``self_evaluation_plan``, scoring in ``self_evaluation_scoring``, the arithmetic in ``self_evaluation_outcome``.
"""

from __future__ import annotations

from typing import assert_never, get_args

from domain.at_close import closing
from domain.calendar import day_of, end_of
from domain.messages import Decider, Facts, content
from domain.obligations import permit
from domain.resolutions import require_resolution
from domain.self_evaluation_commands import (
    COMMANDS,
    AcceptSelfEvaluationPlan,
    AssignScorers,
    DefaultSelfEvaluationPlan,
    HearOwners,
    PlanSelfEvaluation,
    RequestSelfEvaluationSupplement,
    SealSubjectScores,
    SelfEvaluationCommand,
    ShareSelfEvaluation,
    SubmitSelfEvaluation,
    TellNotSubmitted,
)
from domain.self_evaluation_default import default
from domain.self_evaluation_facts import (
    SelfEvaluation,
    SelfEvaluationEvent,
    SelfEvaluationNotSubmitted,
    SelfEvaluationSubmitted,
    evolve,
)
from domain.self_evaluation_plan import accept, plan, supplement
from domain.self_evaluation_refusals import NotShared, ResolvedElsewhere, SharingGoesOn
from domain.self_evaluation_scoring import assign, hear, require_planned, seal, share


def decide(command: SelfEvaluationCommand, state: SelfEvaluation, facts: Facts) -> list[SelfEvaluationEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    match command:
        case PlanSelfEvaluation():
            return plan(command, state, facts)
        case RequestSelfEvaluationSupplement():
            return supplement(command, state, facts)
        case AcceptSelfEvaluationPlan():
            return accept(command, state, facts)
        case DefaultSelfEvaluationPlan() | TellNotSubmitted():
            return _at_the_close(command, state, facts)
        case AssignScorers():
            return assign(command, state, facts)
        case SealSubjectScores():
            return seal(command, state, facts)
        case HearOwners():
            return hear(command, state, facts)
        case ShareSelfEvaluation():
            return share(command, state, facts)
        case SubmitSelfEvaluation():
            return _submit(command, state, facts)
        case _:
            assert_never(command)


def _at_the_close(
    command: DefaultSelfEvaluationPlan | TellNotSubmitted, state: SelfEvaluation, facts: Facts
) -> list[SelfEvaluationEvent]:
    if isinstance(command, DefaultSelfEvaluationPlan):
        return default(command, state, facts)
    return _tell_not_submitted(command, state, facts)


def _submit(command: SubmitSelfEvaluation, state: SelfEvaluation, facts: Facts) -> list[SelfEvaluationEvent]:
    zone = permit(command, facts).cycle.rules.zone
    planned = require_planned(command, state)
    if state.submitted and state.submitted.resolution == command.resolution:
        return []
    shared = state.shared
    if shared is None:
        raise NotShared(body=command.body)
    if facts.at < end_of(shared.until, zone):
        raise SharingGoesOn(until=shared.until)
    found = require_resolution(facts, command.resolution, "self-evaluation", command.body, command.year, "body")
    if found.committee != planned.committee or found.on <= shared.until:
        told = {"ref": found.ref, "on": found.on, "committee": planned.committee, "until": shared.until}
        raise ResolvedElsewhere(**told)
    return [SelfEvaluationSubmitted(**content(command), outcome=shared.outcome, by=facts.actor)]


def _tell_not_submitted(command: TellNotSubmitted, state: SelfEvaluation, facts: Facts) -> list[SelfEvaluationEvent]:
    """Return that nothing came; [] where it did, or there was nothing to submit.

    Raises:
        Refusal: a person asks, or the result can still come in time.
    """
    opened = closing(facts, (command.year, command.body, command.phase), "tell-not-submitted")
    if opened is None or state.accepted is None or state.submitted or state.not_submitted:
        return []
    noticed, on = (command.body, opened.government), day_of(facts.at, opened.rules.zone)
    told = {"shared": state.shared is not None, "noticed": noticed, "on": on}
    return [SelfEvaluationNotSubmitted.model_validate({**content(command), **told})]


SELF_EVALUATION: Decider[SelfEvaluation] = Decider(
    "self-evaluation", get_args(SelfEvaluationEvent), COMMANDS, SelfEvaluation(), evolve, decide
)
