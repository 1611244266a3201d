"""Why something may not be recorded of bottom bands and programmes."""

from __future__ import annotations

from domain.refusals import Refusal


class NoBottomBand(Refusal):
    """The rules know no bottom band, or the pool is too small for one."""

    code = "reinforcement.no-band"
    ko = "{year}년도 규칙에 따르면 {pool}명의 평가 집단에는 하위 구간이 없습니다. 기록할 것이 없습니다."
    en = "By the rules of {year}, a pool of {pool} has no bottom band. There is nothing to record."


class BandDiffers(Refusal):
    """The period is on record otherwise."""

    code = "reinforcement.band-differs"
    ko = "{person}의 {year}년 {period} 하위 구간 기록이 이미 다르게 있습니다. 먼저 그 기록을 취소하십시오."
    en = "The bottom band of {person} in {year} {period} is on record otherwise. Withdraw that entry first."


class NoSuchEntry(Refusal):
    """There is no such entry."""

    code = "reinforcement.no-entry"
    ko = "{person}의 {year}년 {period} 하위 구간 기록이 없습니다. 연도와 기간을 확인하십시오."
    en = "{person} has no bottom band on record in {year} {period}. Check year and period."


class NotTheInterviewer(Refusal):
    """The first evaluator holds the interview."""

    code = "reinforcement.not-the-interviewer"
    ko = "{person}의 {year}년도 1차 평가자만 개선 면담을 기록합니다. {actor}은(는) 아닙니다."
    en = "The first evaluator of {person} in {year} records the interview; {actor} is not."


class NothingRequired(Refusal):
    """No programme is under way."""

    code = "reinforcement.nothing-required"
    ko = "{person}에게 진행 중인 역량 강화 과정이 없습니다."
    en = "No reinforcement programme of {person} is under way."
