"""What an accepted adjustment of the calibration board does to a total: one score in the place of another."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from domain.appraisal_competency import Ballot
from domain.appraisal_facts import Appraisal
from domain.calibration_facts import CalibrationAdjustmentProposed
from domain.result_facts import Correction
from domain.rules import RuleSet
from domain.scoring.competency import Rating, competency_score
from domain.scoring.proof import Score
from domain.scoring.service import goals_score


def correction_of(
    accepted: Sequence[CalibrationAdjustmentProposed], appraisal: Appraisal, rules: RuleSet
) -> Correction | None:
    """Return what *accepted*, in the order in which they were, make of the scores that the last is about.

    None when there is nothing it could change.
    """
    last = accepted[-1]
    if last.part == "attitude":
        return Correction(component="attitude", score=last.proposed)
    score = _goals(last, appraisal, rules) if last.part == "goals" else _competency(accepted, appraisal, rules)
    if score is None:
        return None
    return Correction(component="individual" if last.part == "goals" else "competency", score=score)


def _goals(proposal: CalibrationAdjustmentProposed, appraisal: Appraisal, rules: RuleSet) -> Decimal | None:
    """Return the score of the goals with the last rating as proposed."""
    rated = {phase: Score("goals", it.points, "") for phase, it in appraisal.goals.items()}
    if rated:
        rated[list(rated)[-1]] = Score("goals", proposal.proposed, "")
    found = goals_score(rated, rules.people.halves)
    return found.value if found else None


def _competency(
    accepted: Sequence[CalibrationAdjustmentProposed], appraisal: Appraisal, rules: RuleSet
) -> Decimal | None:
    """Return the competency of 100 with every category of either evaluator as it was accepted."""
    opened = appraisal.opened
    ballots: dict[str, Ballot | None] = {"first": opened.first, "second": opened.second} if opened else {}
    ratings = [Rating(name, _with(accepted, name, ballot), 0) for name, ballot in ballots.items() if ballot is not None]
    return competency_score(ratings, rules.competency, rules.competency_scale).value if ratings else None


def _with(accepted: Sequence[CalibrationAdjustmentProposed], evaluator: str, ballot: Ballot) -> dict[str, Decimal]:
    changed = {it.part: it.proposed for it in accepted if it.evaluator == evaluator and it.part in ballot.scores}
    return {**ballot.scores, **changed}
