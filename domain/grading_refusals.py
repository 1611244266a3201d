"""What grading refuses, and what would help."""

from __future__ import annotations

from domain.refusals import Refusal


class PersonsUnscored(Refusal):
    """Pools are fixed when everybody has a total or is exempt."""

    code = "pools.unscored"
    ko = "{body}의 평가군을 정할 수 없습니다. 총점이 확정되지 않은 사람이 {count}명 있습니다: {persons}."
    en = "The pools of {body} cannot be fixed: {count} persons have no total yet: {persons}."


class NoPoolFor(Refusal):
    """Every eligible person is in exactly one pool."""

    code = "pools.none-for"
    ko = "{person}({grade}급, {instrument})이(가) 들어갈 평가군이 규칙에 없습니다. 규칙의 평가군을 확인하십시오."
    en = "The rules have no pool for {person} (grade {grade}, {instrument}). Check the pools of the rule set."


class PoolsNotFormed(Refusal):
    """Nobody is ranked before it is fixed against whom."""

    code = "pools.not-formed"
    for_all = True
    ko = "{body}의 평가군이 아직 정해지지 않았습니다. 평가군을 먼저 확정하십시오."
    en = "The pools of {body} are not fixed yet. Fix them first."


class InOwnPool(Refusal):
    """Who administers a pool is not in it (SOD-08)."""

    code = "pools.own"
    ko = "{actor}은(는) '{pool}' 평가군에 속하므로 그 등급 부여를 맡을 수 없습니다. 다른 담당자가 해야 합니다."
    en = "{actor} is in the pool '{pool}' and may not administer it. Another officer must."


class AlreadyGraded(Refusal):
    """What was graded changes only by a review."""

    code = "pools.graded"
    ko = "'{pool}' 평가군은 이미 등급이 부여되었습니다. 이의신청이나 재평가 절차를 이용하십시오."
    en = "The pool '{pool}' is graded already. Use the objection or the re-evaluation."


class NotInAnyPool(Refusal):
    """The person is not graded this year."""

    code = "pools.not-in"
    ko = "{person}은(는) {body}의 어느 평가군에도 없습니다. 확정된 평가군을 확인하십시오."
    en = "{person} is in no pool of {body}. Look at the pools as they were fixed."


class NotTheHead(Refusal):
    """Only the head of the body assigns the lowest grade."""

    code = "pools.not-head"
    ko = "최하위 등급은 기관장({head})만 지정할 수 있습니다. {actor}은(는) 지정할 수 없습니다."
    en = "Only the head of the body ({head}) assigns the lowest grade; {actor} may not."


class TieUndecided(Refusal):
    """Who stands where must not change while the committee decides a tie."""

    code = "pools.tied"
    ko = (
        "'{pool}' 평가군의 동점을 위원회가 결정하는 중이므로 최하위 등급을 지정할 수 없습니다. "
        "동점이 결정된 뒤 지정하십시오."
    )
    en = "A tie of the pool '{pool}' is before the committee. Assign the lowest grade once it is decided."


class NothingTied(Refusal):
    """No tie of this pool waits for a decision."""

    code = "tie.none"
    ko = "'{pool}' 평가군에는 결정할 동점이 없습니다."
    en = "No tie of the pool '{pool}' waits for a decision."


class WrongChoice(Refusal):
    """The choice must name exactly as many of the equals as stay above the line."""

    code = "tie.choice"
    ko = "동점자 {persons} 가운데 {upper}명을 골라야 합니다. 고른 사람: {given}."
    en = "Choose {upper} of the equals {persons}. Chosen: {given}."


class OwnTie(Refusal):
    """Nobody decides about himself."""

    code = "tie.own"
    ko = "{actor}은(는) 이 결정의 당사자이므로 참여할 수 없습니다. 다른 위원이 결정해야 합니다."
    en = "{actor} is concerned by this decision and may not take it. Another member must."


class NothingPending(Refusal):
    """Only what a review left pending can be settled."""

    code = "pools.nothing-pending"
    ko = "'{pool}' 평가군에서 {persons}에 대해 결정을 기다리는 등급 변경이 없습니다."
    en = "No change of grade of {persons} is pending in the pool '{pool}'."
