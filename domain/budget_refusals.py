"""Why something may not be done about a programme's budget."""

from __future__ import annotations

from domain.refusals import Refusal


class NoRating(Refusal):
    """A budget branch rests on the rating of the year: its level, and whether the effect was shown."""

    code = "budget.no-rating"
    ko = "'{programme}'은(는) {year}년도 평가 등급과 효과 입증 여부가 기록되지 않아 예산 반영을 정할 수 없습니다."
    en = "'{programme}' has no rating of {year} on record, so its budget branch has no facts. Rate it first."


class NothingProposed(Refusal):
    """The budget office decides on what was proposed."""

    code = "budget.not-proposed"
    ko = "'{programme}'의 {year}년도 예산 반영안이 아직 없습니다. 평가 결과에서 반영안이 산출된 뒤 처리하십시오."
    en = "Nothing is proposed yet for the budget of '{programme}' by its rating of {year}. Wait for the proposal."


class NothingDecided(Refusal):
    """Only what was decided can be in a budget."""

    code = "budget.not-decided"
    ko = "'{programme}'의 {year}년도 평가에 따른 예산이 아직 결정되지 않았습니다. 예산부서의 결정 뒤에 기록하십시오."
    en = "Nothing is decided yet on the budget of '{programme}' by its rating of {year}. Record it after the decision."


class NoCutToReplace(Refusal):
    """Only a cut can be replaced by an improvement plan."""

    code = "budget.no-cut"
    ko = "'{programme}'의 예산 반영안은 감액이 아니므로(구분: {branch}) 예외를 요청할 수 없습니다."
    en = "What is proposed for '{programme}' is no cut (branch: {branch}); there is nothing to except."


class AboveCeiling(Refusal):
    """Nothing is granted above what the rating allows, but by an exception that was asked for."""

    code = "budget.above-ceiling"
    ko = (
        "'{programme}'에 {amount}백만원을 배정할 수 없습니다. 평가 결과에 따른 한도는 {ceiling}백만원입니다. "
        "소속 기관이 개선계획을 붙여 예외를 요청한 경우에만 넘을 수 있습니다."
    )
    en = (
        "'{programme}' cannot get {amount} million won: its rating allows {ceiling}. "
        "Only an exception that its ministry asked for, with an improvement plan, goes above."
    )


class OwnBudget(Refusal):
    """Nobody decides on the budget of his own ministry."""

    code = "budget.own-ministry"
    ko = "{actor}은(는) {body} 소속이므로 그 사업 예산을 정할 수 없습니다. 예산부서의 다른 담당자에게 맡기십시오."
    en = "{actor} belongs to {body} and may not decide on its budget. Leave it to somebody else of the budget office."


class BudgetDecided(Refusal):
    """An exception is asked for before the decision, and a decision changes until it is known what was passed."""

    code = "budget.decided"
    ko = "{year}년도 '{programme}'의 예산 반영은 이미 정해졌습니다({amount}백만원). 다음 평가의 예산에서 다루십시오."
    en = "The budget of '{programme}' by the rating of {year} is decided ({amount} million won). Turn to the next one."
