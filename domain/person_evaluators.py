"""Who may evaluate whom: never oneself, two different people, nobody one evaluates (SOD-03, SOD-04)."""

from __future__ import annotations

from domain.cycle import CYCLE
from domain.ids import cycle_stream, result_stream
from domain.messages import Facts
from domain.refusals import Refusal


class SelfEvaluation(Refusal):
    """Nobody evaluates himself."""

    code = "evaluator.self"
    ko = "{person}은(는) 자기 자신의 평가자가 될 수 없습니다. 다른 평가자를 지정하십시오."
    en = "{person} may not evaluate himself or herself. Name another evaluator."


class SameEvaluatorTwice(Refusal):
    """First and second evaluator are different people."""

    code = "evaluator.twice"
    ko = "{person}의 1차·2차 평가자가 모두 {evaluator}입니다. 상급자가 없으면 2차 평가자를 비워 두십시오."
    en = "{evaluator} is named first and second evaluator of {person}. Leave the second empty if there is no superior."


class EvaluatesHisSuperior(Refusal):
    """Nobody evaluates who evaluates him."""

    code = "evaluator.superior"
    ko = (
        "{evaluator}은(는) {year}년도에 {person}의 평가를 받으므로 그를 평가할 수 없습니다. 다른 평가자를 지정하십시오."
    )
    en = "{evaluator} is evaluated by {person} in {year} and may not evaluate {person}. Name another evaluator."


class ResultOnRecord(Refusal):
    """Who evaluates whom, and whether at all, is settled once the result is on record: it rests on that."""

    code = "person.result-on-record"
    ko = (
        "{person}의 {year}년도 평가 결과가 이미 기록되어 평가자, 근무 기간, 평가 대상 여부를 바꿀 수 없습니다. "
        "결과가 잘못되었으면 이의신청 절차를 이용하십시오."
    )
    en = (
        "The {year} result of {person} is on record already, so evaluators, service and whether he is evaluated "
        "stand. If the result is wrong, use the objection."
    )


class UnknownProfile(Refusal):
    """The year's rules say how the totals of known profiles are made, and of no others."""

    code = "person.unknown-profile"
    ko = "{year}년도 규칙에는 '{profile}' 유형이 없습니다. 있는 유형: {known}."
    en = "The rules of {year} have no profile '{profile}'. They have: {known}."


def require_others(person: str, first: str, second: str | None) -> None:
    """Let pass two different people who are not the person.

    Raises:
        Refusal: somebody would evaluate himself, or one person twice.
    """
    if person in {first, second}:
        raise SelfEvaluation(person=person)
    if first == second:
        raise SameEvaluatorTwice(person=person, evaluator=first)


def require_profile(year: int, body: str, profile: str, facts: Facts) -> None:
    """Let *profile* pass if the rules of *body* in *year* have it, or are not known yet.

    Raises:
        UnknownProfile: they do not have it.
    """
    opened = facts.read(CYCLE, cycle_stream(year)).opened
    profiles = opened.of(body).rules.profiles if opened else {}
    if opened is not None and profile not in profiles:
        raise UnknownProfile(year=year, profile=profile, known=", ".join(profiles))


def require_no_result(person: str, year: int, facts: Facts) -> None:
    """Let pass while nothing of *person*'s result of *year* is on record.

    Raises:
        ResultOnRecord: there is a total, an exemption, or a correction that waits for the total.
    """
    if facts.version(result_stream(year, person)):
        raise ResultOnRecord(person=person, year=year)
