"""Why a programme may not be listed or rated."""

from __future__ import annotations

from domain.refusals import Refusal


class NoProgramme(Refusal):
    """The body has no such programme, or it has ended."""

    code = "programme.none"
    ko = "{body}에는 진행 중인 재정사업 '{programme}'이(가) 없습니다. 사업을 먼저 등록하거나 식별자를 확인하십시오."
    en = "{body} has no running programme '{programme}'. Put it on the list first, or check its id."


class ProgrammeStands(Refusal):
    """The id is taken by another programme."""

    code = "programme.id-taken"
    ko = "재정사업 '{programme}'은(는) 이미 다른 내용으로 등록되어 있습니다. 다른 식별자를 쓰십시오."
    en = "The programme '{programme}' is on the list with other content. Use another id."


class TooSmall(Refusal):
    """Small programmes are not rated."""

    code = "programme.too-small"
    ko = "'{programme}'의 연간 규모 {amount}백만원은 평가 기준 {least}백만원보다 작아 평가 대상이 아닙니다."
    en = "'{programme}' costs {amount} million won a year, less than the {least} from which programmes are rated."


class ChecklistDiffers(Refusal):
    """Every question is answered once, within its points."""

    code = "programme.checklist"
    ko = "'{programme}'의 점검표는 문항 {items}에 각각 한 번, 배점 안에서 답해야 합니다. 잘못된 문항: {wrong}."
    en = (
        "The checklist of '{programme}' has the questions {items}, each answered once and within its points. "
        "Wrong: {wrong}."
    )


class RatesOwnProgramme(Refusal):
    """Nobody rates a programme of his own unit (SOD-01)."""

    code = "programme.own"
    ko = "{actor}은(는) '{programme}'을(를) 맡은 부서 {unit} 소속이므로 평가할 수 없습니다. 다른 평가자에게 맡기십시오."
    en = "{actor} works in {unit}, which runs '{programme}', and may not rate it. Leave it to another rater."
