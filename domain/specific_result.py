"""A ministry's result of the specific evaluation: drafted, shared, heard and resolved (DEC 15, S1-38, ACT 20).

The hearing cannot be skipped: an opinion is answered, a waiver is recorded, and the committee resolves after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, assert_never, get_args

from domain.calendar import day_of
from domain.cycle import CycleOpened, require_cycle
from domain.ids import Id, ResolutionRef, Year, specific_result_stream, specific_stream
from domain.messages import (
    Command,
    Decider,
    Facts,
    TaskCommand,
    Text,
    content,
)
from domain.obligations import permit
from domain.specific import SPECIFIC, deadline_of, require_manager
from domain.specific_area_facts import Area
from domain.specific_draft import areas, composed, require_additions, settled
from domain.specific_resolution import require_confirmed
from domain.specific_result_facts import (
    HEAR,
    RESOLVE,
    Addition,
    MinistryHeard,
    Offered,
    OpinionAnswered,
    ResultEvent,
    SpecificDraftShared,
    SpecificEvaluationResolved,
    SpecificResult,
    SpecificResultReopened,
    evolve,
)
from domain.specific_result_refusals import (
    HearingIsOver,
    NoDraftYet,
    NoOpinion,
    NotHeard,
    NothingToReopen,
    NotResolvedYet,
    OpinionUnanswered,
    ResolutionTooLate,
    SaysNothing,
    TruedUpSince,
)
from domain.specific_waiver import WaiveHearing, waive


class _ResultCommand(Command):
    """An act about a ministry's result."""

    year: Year
    body: Id

    def stream(self) -> str:
        """Return the result's stream."""
        return specific_result_stream(self.year, self.body)


class ShareSpecificDraft(_ResultCommand):
    """Compose the areas' scores and additions to a draft, and share it with the ministry."""

    type: Literal["ShareSpecificDraft"] = "ShareSpecificDraft"
    additions: tuple[Addition, ...] = ()


class StateOpinion(TaskCommand):
    """Say what the ministry thinks of the draft, or waive it; late evidence is offered with its reason."""

    type: Literal["StateOpinion"] = "StateOpinion"
    task_id = HEAR
    subject_field = "body"
    waived: bool = False
    opinion: Text | None = None
    offered: tuple[Offered, ...] = ()

    def stream(self) -> str:
        """Return the result's stream."""
        return specific_result_stream(self.year, self.body)

    def assignee(self, facts: Facts) -> str | None:
        """Return who speaks for the ministry, once there is a draft."""
        draft = facts.read(SPECIFIC_RESULT, self.stream()).draft
        return draft.owner if draft else None


class AnswerOpinion(_ResultCommand):
    """Reply to a ministry's opinion."""

    type: Literal["AnswerOpinion"] = "AnswerOpinion"
    reply: Text


class ResolveSpecificResult(TaskCommand):
    """Put the committee's resolution about a ministry's result on record."""

    type: Literal["ResolveSpecificResult"] = "ResolveSpecificResult"
    task_id = RESOLVE
    subject_field = "ministry"
    ministry: Id
    resolution: ResolutionRef

    def stream(self) -> str:
        """Return the result's stream."""
        return specific_result_stream(self.year, self.ministry)

    def assignee(self, facts: Facts) -> str | None:
        """Return who keeps the evaluation."""
        return require_cycle(facts, self.year)[1].rules.specific.manages


class ReopenSpecificResult(_ResultCommand):
    """Let the trued-up scores stand, by the committee's resolution to reopen."""

    type: Literal["ReopenSpecificResult"] = "ReopenSpecificResult"
    resolution: ResolutionRef


ResultCommand = (
    ShareSpecificDraft | StateOpinion | WaiveHearing | AnswerOpinion | ResolveSpecificResult | ReopenSpecificResult
)


def decide(command: ResultCommand, state: SpecificResult, facts: Facts) -> list[ResultEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    if isinstance(command, StateOpinion):
        return _hear(command, state, facts)
    if isinstance(command, WaiveHearing):
        return [*waive(command, state, facts)]
    if isinstance(command, ResolveSpecificResult):
        return _resolve(command, state, facts)
    cycle = require_cycle(facts, command.year)[1]
    require_manager(facts, cycle)
    match command:
        case ShareSpecificDraft():
            return _share(command, state, cycle, facts)
        case AnswerOpinion():
            return _answer(command, state, facts)
        case ReopenSpecificResult():
            return _reopen(command, state, cycle, facts)
        case _:
            assert_never(command)


def _share(command: ShareSpecificDraft, state: SpecificResult, cycle: CycleOpened, facts: Facts) -> list[ResultEvent]:
    rules = cycle.rules.specific
    require_additions(command.additions, rules, command.year)
    scores = settled(areas(facts, cycle, command.body), command.body)
    total = composed(rules, scores, command.additions).value
    asked = {"owner": rules.answers, "government": cycle.government, "manager": rules.manages}
    event = SpecificDraftShared(**content(command), areas=scores, total=total, **asked, by=facts.actor)
    if state.draft and state.draft.model_copy(update={"by": event.by}) == event:
        return []
    if state.resolved is not None:
        raise HearingIsOver(body=command.body)
    return [event]


def _hear(command: StateOpinion, state: SpecificResult, facts: Facts) -> list[ResultEvent]:
    if state.draft is None:
        raise NoDraftYet(body=command.body)
    cycle = permit(command, facts).cycle
    if command.waived == (command.opinion is not None):
        raise SaysNothing
    before = state.heard
    said = (command.waived, command.opinion, command.offered)
    if before and (before.waived, before.opinion, before.offered) == said:
        return []
    if state.resolved is not None:
        raise HearingIsOver(body=command.body)
    asked = {"government": state.draft.government, "manager": state.draft.manager}
    return [MinistryHeard(**content(command), on=day_of(facts.at, cycle.rules.zone), by=facts.actor, **asked)]


def _answer(command: AnswerOpinion, state: SpecificResult, facts: Facts) -> list[ResultEvent]:
    if state.heard is None or state.heard.waived:
        raise NoOpinion(body=command.body)
    if state.answered and state.answered.reply == command.reply:
        return []
    return [OpinionAnswered(**content(command), by=facts.actor, government=state.heard.government)]


def _resolve(command: ResolveSpecificResult, state: SpecificResult, facts: Facts) -> list[ResultEvent]:
    draft, ministry = state.draft, command.ministry
    if draft is None:
        raise NoDraftYet(body=ministry)
    cycle = permit(command, facts, anytime=True).cycle  # an extension outlasts the phase; the day is looked at below
    if state.resolved is not None:
        if state.resolved.resolution == command.resolution:
            return []
        raise HearingIsOver(body=ministry)
    heard = _require_heard(state, ministry)
    _require_in_time(cycle, facts)
    kind = cycle.rules.specific.resolves
    if require_confirmed(facts, command.resolution, "specific-result", ministry, command.year, kind).on < heard.on:
        raise NotHeard(body=ministry)
    said = {"areas": draft.areas, "total": draft.total, "edition": 1, "by": facts.actor}
    return [SpecificEvaluationResolved(**content(command), **said)]


def _require_heard(state: SpecificResult, ministry: str) -> MinistryHeard:
    if state.heard is None:
        raise NotHeard(body=ministry)
    if not state.heard.waived and state.answered is None:
        raise OpinionUnanswered(body=ministry)
    return state.heard


def _require_in_time(cycle: CycleOpened, facts: Facts) -> None:
    last = deadline_of(facts.read(SPECIFIC, specific_stream(cycle.year)), cycle)
    if day_of(facts.at, cycle.rules.zone) > last:
        raise ResolutionTooLate(last=last)


def _reopen(
    command: ReopenSpecificResult, state: SpecificResult, cycle: CycleOpened, facts: Facts
) -> list[ResultEvent]:
    if state.resolved is None or state.draft is None:
        raise NotResolvedYet(bodies=command.body)
    if state.resolved.resolution == command.resolution:
        return []
    rules, worked = cycle.rules.specific, areas(facts, cycle, command.body)
    if not any(it.trued_up and it.trued_up.asks for it in worked.values()):
        raise NothingToReopen(body=command.body, above=rules.reopen_above)
    found = require_confirmed(facts, command.resolution, "reopen", command.body, command.year, rules.resolves)
    _require_same(command, worked, found.on)
    trued = {area: it.trued_up.score for area, it in worked.items() if it.trued_up and it.trued_up.asks}
    scores = {**state.resolved.areas, **trued}
    total = composed(rules, scores, state.draft.additions).value
    edition = state.resolved.edition + 1
    said = {"areas": scores, "total": total, "edition": edition, "by": facts.actor}
    return [SpecificResultReopened(**content(command), **said)]


def _require_same(command: ReopenSpecificResult, worked: Mapping[str, Area], resolved: date) -> None:
    """Let pass areas that nobody restated since the committee resolved to reopen them."""
    for area, it in worked.items():
        on = it.trued_up.on if it.trued_up and it.trued_up.asks else None
        if on is not None and on > resolved:
            raise TruedUpSince(body=command.body, area=area, on=on, resolved=resolved)


SPECIFIC_RESULT: Decider[SpecificResult] = Decider(
    "specific-result", get_args(ResultEvent), get_args(ResultCommand), SpecificResult(), evolve, decide
)
