"""The result of a ministry's evaluation of itself, computed from members' opened scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from domain.ids import plan_stream, self_evaluation_stream
from domain.messages import Facts
from domain.scoring.proof import Score
from domain.scoring.self_evaluation import measure_score, weighted
from domain.self_evaluation_content import CategoryScore, EvaluationSubject, MeasureScore, Outcome, SubjectScore
from domain.self_evaluation_facts import StandingPlan, SubjectScoresOpened
from domain.self_evaluation_rules import SelfEvaluationRules

Given = Mapping[str, Sequence[Mapping[str, Decimal]]]  # the ballots of each subject


def scores_of(opened: Mapping[str, SubjectScoresOpened]) -> dict[str, list[Mapping[str, Decimal]]]:
    """Return the ballots of each subject; one whose key was destroyed counts no more."""
    return {it: [one.scores for one in them.ballots.values() if one] for it, them in opened.items()}


def evaluation_score(planned: StandingPlan, given: Given, rules: SelfEvaluationRules) -> Score:
    """Return the total of 100 with its proof: categories, subjects, measures, members."""
    categories = []
    for category in rules.categories:
        parts = {it.part for it in category.parts}
        subjects = [_subject(it, given[it.subject]) for it in planned.subjects if it.part in parts]
        if subjects:
            weight = planned.weights[category.category]
            categories.append(weighted(f"category/{category.category}", subjects, weight))
    return weighted(f"self-evaluation/{planned.year}/{planned.body}", categories)


def _subject(subject: EvaluationSubject, ballots: Sequence[Mapping[str, Decimal]]) -> Score:
    measures = [measure_score(it.code, it.weight, [one[it.code] for one in ballots]) for it in subject.measures]
    return weighted(f"subject/{subject.subject}", measures, subject.weight)


def grade_of(total: Decimal, rules: SelfEvaluationRules) -> str | None:
    """Return the grade of *total*; None where the rules have no grades."""
    return next((it.grade for it in rules.bands if total >= it.least), None)


def outcome_of(
    planned: StandingPlan, opened: Mapping[str, SubjectScoresOpened], rules: SelfEvaluationRules, facts: Facts
) -> Outcome:
    """Return the result of what was opened, with the versions that were read."""
    score = evaluation_score(planned, scores_of(opened), rules)
    streams = (self_evaluation_stream(planned.year, planned.body), plan_stream(planned.year, planned.body))
    return told(score, rules, tuple(f"{it}@{facts.version(it)}" for it in streams))


def told(score: Score, rules: SelfEvaluationRules, inputs: tuple[str, ...]) -> Outcome:
    """Return *score* as it is put on record."""
    categories = tuple(
        CategoryScore(category=_name(it), weight=it.weight or 0, score=it.value, subjects=_subjects(it))
        for it in score.parts
    )
    return Outcome(total=score.value, grade=grade_of(score.value, rules), categories=categories, inputs=inputs)


def _subjects(category: Score) -> tuple[SubjectScore, ...]:
    return tuple(
        SubjectScore(subject=_name(it), weight=it.weight or 0, score=it.value, measures=_measures(it))
        for it in category.parts
    )


def _measures(subject: Score) -> tuple[MeasureScore, ...]:
    return tuple(MeasureScore(code=_name(it), weight=it.weight or 0, score=it.value) for it in subject.parts)


def _name(score: Score) -> str:
    return score.what.split("/", 1)[1]
