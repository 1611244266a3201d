"""Under which rules a year may be opened: those of the government, and those of a body on top of them."""

from __future__ import annotations

from domain.own_rules import NotABodysToChange, OwnRules, composed, foreign_tasks
from domain.refusals import Refusal
from domain.rules import RuleSet


class RulesNotApproved(Refusal):
    """Nobody may be evaluated under rules that only their author has seen (SOD-10)."""

    code = "rules.not-approved"
    ko = "규칙 {rules}에 승인 기록이 없습니다. 작성자와 승인자, 승인일을 approval에 적으십시오."
    en = "The rules {rules} record no approval. Name author, approver and day under 'approval'."


class RulesNotInForce(Refusal):
    """The rule set governs other years."""

    code = "rules.not-in-force"
    ko = "규칙 {rules}은(는) {year}년도 전체에 시행되지 않습니다(시행 {first}, 종료 {last}). 그해의 규칙으로 여십시오."
    en = "The rules {rules} do not govern all of {year} (from {first}, to {last}). Open it under that year's rules."


class OwnRulesDoNotHold(Refusal):
    """A body's own rules do not fit on the year's."""

    code = "rules.own-invalid"
    ko = "{body}의 규칙 {rules}은(는) 그해의 규칙과 함께 쓸 수 없습니다: {problem}. 규칙을 고쳐 다시 여십시오."
    en = "The rules {rules} of {body} do not hold together with the year's: {problem}. Correct them, and open again."


def require_force(rules: RuleSet, year: int) -> None:
    """Let pass rules that somebody approved, and that govern all of *year*.

    Raises:
        RulesNotApproved, RulesNotInForce: they are not.
    """
    if rules.approval is None:
        raise RulesNotApproved(rules=rules.id)
    if not rules.governs(year):
        raise RulesNotInForce(rules=rules.id, year=year, first=rules.effective_from, last=rules.effective_to or "–")


def require_own(rules: RuleSet, body: str, own: OwnRules) -> None:
    """Let pass what *body* has of its own, where it was approved, is the body's to choose, and fits on *rules*.

    Raises:
        RulesNotApproved, NotABodysToChange, OwnRulesDoNotHold: it is not.
    """
    if own.approval is None:
        raise RulesNotApproved(rules=own.id)
    if fields := foreign_tasks(rules, own):
        raise NotABodysToChange(rules=own.id, year_rules=rules.id, fields=", ".join(fields))
    try:
        composed(rules, own)
    except ValueError as error:
        raise OwnRulesDoNotHold(rules=own.id, body=body, problem=str(error)) from error
