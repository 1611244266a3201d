"""One area of one ministry's specific evaluation: evidence in, ballots sealed, opened together and calibrated.

A panellist's ballot is sealed in the log until the last one is in (S1-38); evidence that comes late is never
scored (DEC 15). In January year-end values replace estimates, and the chair restates the score.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, assert_never, get_args

from domain.appraisal_competency import require_scale
from domain.cycle import CycleOpened, require_cycle
from domain.ids import Subject, specific_area_stream
from domain.messages import Decider, Facts, Private, TaskCommand, content
from domain.obligations import permit
from domain.scoring.specific import Panelled, area_score
from domain.specific import require_area
from domain.specific_area_facts import (
    Area,
    AreaCalibrated,
    AreaEvent,
    AreaScoreSealed,
    AreaScoresOpened,
    evolve,
)
from domain.specific_area_refusals import (
    BallotIsSealed,
    DeviationUnexplained,
    NotAPanellist,
    ScoresAreSealed,
    WrongItems,
)
from domain.specific_ballot import PanelBallot, Remark
from domain.specific_evidence import RecordSiteVisit, SubmitAreaEvidence, submit, visit
from domain.specific_panel import AssignPanellists, Bench, SubstitutePanellist, assign, bench_of, substitute
from domain.specific_rules import AreaRule
from domain.specific_true_up import ReplaceEstimate, TrueUpArea, replace_estimate, true_up


class SealAreaScore(TaskCommand):
    """Score every item of the area and seal the ballot; *seat* is MINISTRY:AREA:PANELLIST."""

    type: Literal["SealAreaScore"] = "SealAreaScore"
    about = "seat"
    task_id = "score-area"
    subject_field = "seat"
    seat: Subject
    ballot: Annotated[PanelBallot, Private()]

    def stream(self) -> str:
        """Return the area's stream."""
        return specific_area_stream(self.year, *_parts(self.seat)[:2])

    def assignee(self, facts: Facts) -> str | None:
        """Return whose seat it is, if he is to score."""
        panellist = _parts(self.seat)[2]
        return panellist if panellist in facts.read(SPECIFIC_AREA, self.stream()).panellists else None


class CalibrateArea(TaskCommand):
    """Settle the panel's score, with reasons for ballots far from it; *work* is MINISTRY:AREA."""

    type: Literal["CalibrateArea"] = "CalibrateArea"
    task_id = "calibrate-area"
    subject_field = "work"
    work: Subject
    deviations: tuple[Remark, ...] = ()
    dissents: tuple[Remark, ...] = ()

    def stream(self) -> str:
        """Return the area's stream."""
        return specific_area_stream(self.year, *_parts(self.work)[:2])

    def assignee(self, facts: Facts) -> str | None:
        """Return the chair, or another of the panel who asks; also who is told that ballots are still sealed."""
        opened = facts.read(SPECIFIC_AREA, self.stream()).opened
        if opened is None:
            return facts.actor
        ministry, area, _ = _parts(self.work)
        chairs = bench_of(facts, require_cycle(facts, self.year)[1], ministry, area, now=False).chairs()
        return facts.actor if facts.actor in chairs else opened.chair


AreaCommand = (
    SubmitAreaEvidence
    | RecordSiteVisit
    | AssignPanellists
    | SubstitutePanellist
    | SealAreaScore
    | CalibrateArea
    | ReplaceEstimate
    | TrueUpArea
)


def _parts(subject: str) -> tuple[str, str, str]:
    """Return ministry, area and panellist of a seat; what is not there is empty and known to nobody."""
    ministry, area, panellist, *_ = (*subject.split(":"), "", "")
    return ministry, area, panellist


def decide(command: AreaCommand, state: Area, facts: Facts) -> list[AreaEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    match command:
        case SubmitAreaEvidence():
            return submit(command, state, facts)
        case RecordSiteVisit():
            return visit(command, state, facts)
        case AssignPanellists():
            return assign(command, state, facts)
        case SubstitutePanellist():
            return substitute(command, state, facts)
        case SealAreaScore():
            return _seal(command, state, facts)
        case CalibrateArea():
            return _calibrate(command, state, facts)
        case ReplaceEstimate():
            return replace_estimate(command, state, facts)
        case TrueUpArea():
            return true_up(command, state, facts)
        case _:
            assert_never(command)


def _seal(command: SealAreaScore, state: Area, facts: Facts) -> list[AreaEvent]:
    ministry, area, panellist = _parts(command.seat)
    cycle = require_cycle(facts, command.year)[1]
    bench = bench_of(facts, cycle, ministry, area)
    permit(command, facts)
    bench.require_free(panellist)
    _require_marks(command.ballot, _rule(cycle, area), cycle.rules.specific.best)
    commitment, before = command.ballot.commitment(), state.sealed.get(panellist)
    if before is not None and before.commitment == commitment:
        return []
    if before is not None:
        raise BallotIsSealed(seat=command.seat)
    event = AreaScoreSealed(**content(command), by=panellist, commitment=commitment)
    sealed = {**state.sealed, panellist: event}
    return [event, *(_opened(bench, state, sealed) if sealed.keys() >= set(state.panellists) else [])]


def _rule(cycle: CycleOpened, area: str) -> AreaRule:
    rule = cycle.rules.specific.area(area)
    assert rule is not None, "bench_of has looked"  # noqa: S101 - narrows the type
    return rule


def _require_marks(ballot: PanelBallot, rule: AreaRule, best: Decimal) -> None:
    items = [it.item for it in rule.items]
    missing = [it for it in items if it not in ballot.scores]
    unknown = [it for it in ballot.scores if it not in items]
    if missing or unknown:
        told = {"missing": ", ".join(missing) or "-", "unknown": ", ".join(unknown) or "-"}
        raise WrongItems(area=rule.area, **told, known=", ".join(items))
    for item, points in ballot.scores.items():
        require_scale(item, points, best)


def _opened(bench: Bench, state: Area, sealed: dict[str, AreaScoreSealed]) -> list[AreaEvent]:
    about = {"year": bench.cycle.year, "body": bench.cycle.government, "ministry": bench.ministry, "area": bench.area}
    ballots = {who: sealed[who].ballot for who in state.panellists}
    return [AreaScoresOpened.model_validate({**about, "ballots": ballots, "chair": bench.chair()})]


def require_opened(state: Area, ministry: str, area: str) -> AreaScoresOpened:
    """Return the ballots if all are in: nobody sees one before.

    Raises:
        ScoresAreSealed: some are not.
    """
    if state.opened is None:
        raise ScoresAreSealed(body=ministry, area=area, sealed=len(state.sealed), of=len(state.panellists))
    return state.opened


def panelled(state: Area, ministry: str, rule: AreaRule, trim: int) -> Panelled:
    """Return the panel's score with its proof.

    Raises:
        ScoresAreSealed: not all ballots are in.
    """
    opened = require_opened(state, ministry, rule.area)
    return area_score(rule, {who: it.marks() for who, it in opened.ballots.items()}, trim)


def _calibrate(command: CalibrateArea, state: Area, facts: Facts) -> list[AreaEvent]:
    ministry, area, _ = _parts(command.work)
    cycle = require_cycle(facts, command.year)[1]
    rules = cycle.rules.specific
    require_area(rules, command.year, area)
    made = panelled(state, ministry, _rule(cycle, area), rules.trim)
    permit(command, facts)
    bench_of(facts, cycle, ministry, area, now=False).by_a_chair()
    for it in (*command.deviations, *command.dissents):
        if it.panellist not in made.ballots:
            raise NotAPanellist(person=it.panellist, body=ministry, area=area, known=", ".join(sorted(made.ballots)))
    silent = sorted(set(made.far(rules.deviation)) - {it.panellist for it in command.deviations})
    if silent:
        told = {"score": made.score.value, "distance": rules.deviation}
        raise DeviationUnexplained(**told, panellists=", ".join(silent))
    event = AreaCalibrated(**content(command), score=made.score.value, trimmed=made.trimmed, by=facts.actor)
    return [] if state.calibrated == event else [event]


SPECIFIC_AREA: Decider[Area] = Decider(
    "specific-area", get_args(AreaEvent), get_args(AreaCommand), Area(), evolve, decide
)
