"""What can be wrong with a rule set as a whole: each problem with a stable code, and why in both languages."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from domain.korean import with_particles

TEXTS: dict[str, tuple[str, str]] = {
    "rules.day": (
        "평가연도의 날은 Y-03-31, Y+1-01-10, Y-02-last처럼 적습니다",
        "write a day of the performance year as Y-03-31, Y+1-01-10 or Y-02-last",
    ),
    "rules.no-such-day": ("{day}은(는) 없는 날입니다", "there is no day {day}"),
    "rules.not-a-mapping": ("항목과 값의 목록이 아닙니다", "it must be a mapping"),
    "rules.extends-itself": ("자기 자신을 확장합니다", "it extends itself"),
    "rules.given-twice": (
        "'{name}'이(가) {times}번 있습니다. 한 번만 적으십시오",
        "'{name}' is given {times} times, it must be given once",
    ),
    "rules.force-ends-early": ("{last}은(는) 시행일 {first}보다 앞섭니다", "{last} is before the first day, {first}"),
    "rules.approved-by-author": (
        "규칙을 쓴 사람은 그 규칙을 승인할 수 없습니다",
        "whoever wrote the rules cannot approve them",
    ),
    "rules.approved-late": (
        "규칙은 시행일(effective_from) {first}보다 먼저 승인되어야 합니다",
        "rules must be approved before effective_from, the first day they govern: {first}",
    ),
    "rules.aspects-sum": (
        "planning, execution, achievement의 합이 {sum}입니다. 100이어야 합니다",
        "planning + execution + achievement is {sum}, it must be 100",
    ),
    "rules.weights-sum": (
        "가중치 합이 {sum}입니다. 100이어야 합니다",
        "the weights sum to {sum}, they must sum to 100",
    ),
    "rules.competency-sum": (
        "역량 항목의 가중치 합이 {sum}입니다. 100이어야 합니다",
        "the weights of the categories sum to {sum}, they must sum to 100",
    ),
    "rules.profile-sum": ("배점의 합이 {sum}입니다. 100이어야 합니다", "the points sum to {sum}, they must sum to 100"),
    "rules.phase-order": (
        "'{earlier}'보다 먼저 열립니다. 단계는 여는 날 순서로 적으십시오",
        "it opens before '{earlier}'; list phases by the day they open",
    ),
    "rules.no-phase": ("'{phase}' 단계가 없습니다", "there is no phase '{phase}'"),
    "rules.no-half": (
        "'{phase}'은(는) 'rate-goals' 과제가 있는 단계가 아닙니다",
        "'{phase}' is no phase with the task 'rate-goals'",
    ),
    "rules.phase-ends-early": (
        "여는 날 {opens}이(가) 마감일 {due}보다 늦습니다",
        "it opens {opens} after it is due {due}",
    ),
    "rules.remind-order": (
        "날마다 한 번씩, 이른 날부터 적으십시오",
        "give each day once, in ascending order",
    ),
    "rules.task-owner": (
        "'{of}'에 관한 과제를 '{by}'이(가) 맡을 수 없습니다",
        "a task about a {of} cannot be owed by '{by}'",
    ),
    "rules.task-day": ("{due}은(는) 단계의 기간 밖입니다", "{due} is outside the phase's window"),
    "rules.task-after": (
        "엔진의 과제만 같은 단계의 과제 다음에 올 수 있습니다",
        "only an engine's task comes after one of its phase",
    ),
    "rules.mandate-ends-early": (
        "끝나는 날 {until}이(가) 시작하는 날 {since}보다 앞섭니다",
        "it ends {until} before it begins {since}",
    ),
    "rules.mandate-twice": (
        "{day}에 {one}과(와) {other}이(가) 함께 맡습니다",
        "{one} and {other} both have it on {day}",
    ),
    "rules.formula-twice": ("산식마다 다른 이름을 쓰십시오", "give each formula an id of its own"),
    "rules.formula-levels": (
        "levels는 rubric 산식에만, 그리고 반드시 있어야 합니다",
        "a rubric, and only a rubric, has levels",
    ),
    "rules.no-grade": (
        "'{grade}' 등급이 없습니다. 있는 등급: {known}",
        "there is no grade '{grade}'; the grades are: {known}",
    ),
    "rules.no-scale": ("'{scale}' 등급 기준이 없습니다", "there is no scale '{scale}'"),
    "rules.no-pool": (
        "합칠 평가군 '{pool}'이(가) 없습니다",
        "it merges into '{pool}', which is no pool",
    ),
    "rules.pool-twice": (
        "{instrument} 방식의 {grade}급이 {pools}에 함께 속합니다. 한 평가군에만 속하여야 합니다",
        "grade {grade} by {instrument} is in {pools}, it must be in one",
    ),
    "rules.list-years": (
        "명부의 연도는 가까운 해부터 한 번씩만 적으십시오",
        "the years of a promotion list are given once each, the newest first",
    ),
    "rules.list-weights": (
        "명부의 연도별 비중 합이 {sum}입니다. 100이어야 합니다",
        "the weights of its years sum to {sum}, they must sum to 100",
    ),
    "rules.list-points": (
        "등급 {grades}의 점수가 0과 {most} 사이에 있지 않습니다",
        "the points of {grades} are not between 0 and {most}",
    ),
    "rules.no-list-phase": (
        "'{phase}'은(는) '{task}' 과제가 있는 단계가 아닙니다",
        "'{phase}' is no phase with the task '{task}'",
    ),
    "rules.list-rests-on-nothing": (
        "personnel.promotion.lists에 이 명부가 무엇에 근거하는지 없습니다",
        "personnel.promotion.lists does not say what it rests on",
    ),
    "rules.grade-without-rate": ("등급 {grades}에 지급률이 없습니다", "the grades {grades} have no rate"),
    "rules.scale-sum": (
        "정해진 비율의 합이 {sum}입니다. 나머지를 나누는 등급에 남는 몫이 있어야 합니다",
        "the fixed shares sum to {sum}; they must leave something for a grade of the rest",
    ),
    "rules.scale-share": (
        "결정으로만 주는 등급이 아니면 비율이 0보다 커야 합니다",
        "every grade but one given by decision alone needs a share above 0",
    ),
    "rules.scale-twice": ("등급은 하나씩만 적으십시오", "every grade is given once"),
    "rules.scale-forced": (
        "결정으로만 주는 등급은 마지막에만 둘 수 있습니다",
        "only the last grade can be given by decision alone",
    ),
}


@dataclass(frozen=True)
class RuleProblem:
    """One problem, at *field* below the part of the rules that has it; empty: that part itself."""

    code: str
    field: str
    facts: Mapping[str, Any]

    def sentence(self, language: str) -> str:
        """Return the reason in *language*: ``ko``, otherwise English."""
        text = TEXTS[self.code][0 if language == "ko" else 1]
        told = string.Formatter().vformat(text, (), self.facts)
        return with_particles(told) if language == "ko" else told


def problem(code: str, where: str = "", **facts: object) -> RuleProblem:
    """Return the problem *code* at *where*."""
    return RuleProblem(code, where, facts)


class RulesDoNotHold(ValueError):  # noqa: N818 - it says what is so
    """Raised where rules are validated: all that does not hold together, at once."""

    def __init__(self, *problems: RuleProblem) -> None:
        self.problems = problems
        super().__init__("\n".join(f"{it.field}: {it.sentence('en')}".removeprefix(": ") for it in problems))


def require_none(problems: Iterable[RuleProblem]) -> None:
    """Let pass rules that have no *problems*.

    Raises:
        RulesDoNotHold: they have some.
    """
    if found := tuple(problems):
        raise RulesDoNotHold(*found)
