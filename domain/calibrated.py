"""What an accepted adjustment of the calibration board does to a total: one score in the place of another."""

from __future__ import annotations

from decimal import Decimal

from domain.appraisal import Appraisal
from domain.appraisal_competency import Ballot
from domain.calibration import CalibrationAdjustmentProposed
from domain.result import Correction
from domain.rules import RuleSet
from domain.scoring.competency import Rating, competency_score
from domain.scoring.proof import Score
from domain.scoring.service import goals_score


def correction_of(proposal: CalibrationAdjustmentProposed, appraisal: Appraisal, rules: RuleSet) -> Correction | None:
    """Return what *proposal* makes of the person's scores; None when there is nothing it could change."""
    if proposal.part == "attitude":
        return Correction(component="attitude", score=proposal.proposed)
    score = _goals(proposal, appraisal, rules) if proposal.part == "goals" else _competency(proposal, appraisal, rules)
    if score is None:
        return None
    return Correction(component="individual" if proposal.part == "goals" else "competency", score=score)


def _goals(proposal: CalibrationAdjustmentProposed, appraisal: Appraisal, rules: RuleSet) -> Decimal | None:
    """Return the score of the goals with the last rating as proposed."""
    rated = {phase: Score("goals", it.points, "") for phase, it in appraisal.goals.items()}
    if rated:
        rated[list(rated)[-1]] = Score("goals", proposal.proposed, "")
    found = goals_score(rated, rules.people.halves)
    return found.value if found else None


def _competency(proposal: CalibrationAdjustmentProposed, appraisal: Appraisal, rules: RuleSet) -> Decimal | None:
    """Return the competency of 100 with one category of one evaluator as proposed."""
    opened = appraisal.opened
    ballots: dict[str, Ballot | None] = {"first": opened.first, "second": opened.second} if opened else {}
    ratings = [Rating(name, _with(proposal, name, ballot), 0) for name, ballot in ballots.items() if ballot is not None]
    return competency_score(ratings, rules.competency, rules.competency_scale).value if ratings else None


def _with(proposal: CalibrationAdjustmentProposed, evaluator: str, ballot: Ballot) -> dict[str, Decimal]:
    return (
        {**ballot.scores, proposal.part: proposal.proposed} if evaluator == proposal.evaluator else dict(ballot.scores)
    )
