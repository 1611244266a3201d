"""What is refused in a case."""

from __future__ import annotations

from domain.refusals import Refusal


class CaseMissing(Refusal):
    """The folder is no case."""

    code = "case.missing"
    ko = "{folder}은(는) 사례 폴더가 아닙니다. case.yaml이 있는 폴더를 지정하십시오."
    en = "{folder} is no case. Name a folder that holds a case.yaml."


class CaseInvalid(Refusal):
    """A file of the case does not hold; *reason* is the code of what is wrong with it."""

    code = "case.invalid"
    ko = "사례의 {file} 파일이 올바르지 않습니다. {field}({line}행): {problem_ko}"
    en = "{file} of the case is not valid. {field} (line {line}): {problem}"


class UnknownName(Refusal):
    """A name that the case does not explain."""

    code = "case.unknown-name"
    ko = "'{name}'을(를) 이 사례에서 찾을 수 없습니다({kind}). 철자를 확인하거나 먼저 적으십시오."
    en = "This case has no {kind} '{name}'. Check its spelling, or list it first."


class NamedTwice(Refusal):
    """An id stands for one thing."""

    code = "case.named-twice"
    ko = "'{name}'이(가) 두 번 적혀 있습니다({kind}). 하나를 지우거나 다른 식별자를 쓰십시오."
    en = "The {kind} '{name}' is listed twice. Remove one, or use another id."


class DoesNotFit(Refusal):
    """A government's bodies live through one year together."""

    code = "case.does-not-fit"
    ko = "사례 '{case}'의 {field}은(는) {theirs}이고 이 사례는 {ours}입니다. 같은 해와 정부의 사례를 넣으십시오."
    en = "The {field} of the case '{case}' is {theirs}, and here it is {ours}. Include cases of that year."


class BeforeTheBeginning(Refusal):
    """Until the case begins, nobody is there to act."""

    code = "case.before-beginning"
    ko = "{at}은(는) 사례의 시작({begins})보다 늦지 않습니다. 시작 뒤의 시각을 적으십시오."
    en = "{at} is not after the beginning of the case, {begins}. Give a later moment."


class PeopleDoNotFit(Refusal):
    """Everybody sits in one of a ministry's units, and heads one at most."""

    code = "case.people-do-not-fit"
    ko = "{body}의 부서에는 {least}명 이상 {most}명 이하가 맞는데 {people}명이 적혀 있습니다. 수를 고치십시오."
    en = "The units of {body} are for {least} to {most} people, not {people}. Change one of the numbers."
