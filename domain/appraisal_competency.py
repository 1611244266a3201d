"""The competency rating of one evaluator: sealed until the other is in, opened together, checked by its hash."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import StringConstraints

from domain.appraisal_evaluators import AppraisalTask
from domain.ids import Id, Sha256, Year
from domain.messages import Event, Private, TaskEvent, Text, Value, content_hash
from domain.numbers import Points10
from domain.refusals import Refusal
from domain.rules import RuleSet

Evaluator = Literal["first", "second"]
Nonce = Annotated[str, StringConstraints(min_length=16, max_length=128)]


class Ballot(Value):
    """What one evaluator sealed: a score of each category, and a nonce against guessing."""

    scores: dict[Id, Points10]
    nonce: Nonce

    def commitment(self) -> str:
        """Return the hash that commits to this ballot."""
        return content_hash(self)


class CompetencySealed(TaskEvent):
    """One evaluator's competency rating, sealed until the other is in."""

    type: Literal["CompetencySealed"] = "CompetencySealed"
    person: Id
    evaluator: Evaluator
    by: Id
    commitment: Sha256
    ballot: Annotated[Ballot | None, Private()]
    comments: Annotated[dict[Id, str] | None, Private()] = None  # by category

    @property
    def task(self) -> str:
        """Return the task of this evaluator."""
        return f"rate-competency-{self.evaluator}"


class CompetencyOpened(Event):
    """All ratings are in and opened at once; None where there is no such evaluator, or he was released."""

    type: Literal["CompetencyOpened"] = "CompetencyOpened"
    year: Year
    body: Id
    phase: Id
    person: Id
    first: Ballot | None
    second: Ballot | None


class SealCompetency(AppraisalTask):
    """Rate every category of the competency model and seal the rating."""

    type: Literal["SealCompetency"] = "SealCompetency"
    evaluator: Evaluator
    ballot: Annotated[Ballot, Private()]
    comments: Annotated[dict[Id, Text] | None, Private()] = None

    @property
    def task(self) -> str:
        """Return the task of this evaluator."""
        return f"rate-competency-{self.evaluator}"


class AlreadySealed(Refusal):
    """A sealed rating cannot be exchanged."""

    code = "competency.already-sealed"
    ko = "{person}에 대한 {evaluator} 평가자의 역량평가는 이미 봉인되었습니다. 봉인된 평가는 바꿀 수 없습니다."
    en = "The {evaluator} evaluator's competency rating of {person} is sealed already and cannot be exchanged."


class CategoriesDiffer(Refusal):
    """A rating scores every category of the model, and no other."""

    code = "competency.categories"
    ko = "역량평가 항목이 맞지 않습니다. 빠진 항목: {missing}. 없는 항목: {unknown}. 모든 항목에 점수를 매기십시오."
    en = "The categories do not match the model. Missing: {missing}. Unknown: {unknown}. Score every category."


class AboveScale(Refusal):
    """A score lies above the best the rules allow."""

    code = "score.above-scale"
    ko = "{what} 점수 {given}점은 허용 범위(0~{scale}점)를 벗어납니다. 범위 안의 점수를 입력하십시오."
    en = "The score {given} for {what} is above the scale of 0 to {scale}. Give a score within it."


def require_categories(ballot: Ballot, rules: RuleSet) -> None:
    """Let pass a ballot that scores every category of the model, no other, and none above the scale.

    Raises:
        Refusal: it does not.
    """
    model = [category.category for category in rules.competency]
    missing = [category for category in model if category not in ballot.scores]
    unknown = [category for category in ballot.scores if category not in model]
    if missing or unknown:
        raise CategoriesDiffer(missing=", ".join(missing) or "-", unknown=", ".join(unknown) or "-")
    for category, score in ballot.scores.items():
        require_scale(category, score, rules.competency_scale)


def require_scale(what: str, given: Decimal, scale: Decimal) -> None:
    """Let *given* points for *what* pass if they are not above *scale*.

    Raises:
        AboveScale: they are.
    """
    if given > scale:
        raise AboveScale(what=what, given=given, scale=scale)
