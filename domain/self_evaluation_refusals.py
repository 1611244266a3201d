"""Refusals of a ministry's evaluation of itself."""

from __future__ import annotations

from domain.refusals import Refusal


class NotItsCommittee(Refusal):
    """A body evaluates itself by a committee of its own (ACT 14)."""

    code = "self-evaluation.committee"
    ko = "'{committee}'은(는) {body}의 자체평가위원회가 아닙니다. 기관장이 자체평가위원회를 먼저 구성하여야 합니다."
    en = "'{committee}' is no self-evaluation committee of {body}. Its head constitutes one first."


class NothingToRestOn(Refusal):
    """A plan follows the government's (S1-35)."""

    code = "self-evaluation.rests-on-nothing"
    ko = "{year}년도 평가 시행계획, 기본계획, 지침이 모두 없습니다. 그 가운데 하나가 먼저 있어야 합니다."
    en = "{year} has no implementation plan, basic plan or guideline. A self-evaluation plan rests on one of them."


class UnknownPart(Refusal):
    """A subject belongs to a part of a category of the rules."""

    code = "self-evaluation.unknown-part"
    ko = "규칙에 없는 평가 부문입니다: {part}. 있는 부문: {known}."
    en = "The rules have no part '{part}'. They have: {known}."


class SubjectTwice(Refusal):
    """A subject, and a measure in it, is named once."""

    code = "self-evaluation.named-twice"
    ko = "'{name}'이(가) 계획에 두 번 나옵니다. 한 번만 적으십시오."
    en = "'{name}' stands in the plan twice. Name it once."


class WeightsOff(Refusal):
    """Weights sum to 100: of the categories, of the subjects of each, of the measures of a subject."""

    code = "self-evaluation.weights"
    ko = "'{of}'의 가중치 합계가 {sum}%입니다. 100%가 되게 조정하십시오."
    en = "The weights of '{of}' sum to {sum} %. Adjust them to 100 %."


class IndicatorsDiffer(Refusal):
    """The indicators of the plan in force, and no others, are those of the self-evaluation (S1-32)."""

    code = "self-evaluation.indicators"
    ko = "자체평가 지표는 확정된 성과계획의 지표여야 합니다. 빠진 지표: {missing}. 계획에 없는 지표: {unknown}."
    en = "The indicators are those of the plan in force. Missing: {missing}. Not in it: {unknown}."


class PlanStands(Refusal):
    """An accepted plan stays as it was accepted."""

    code = "self-evaluation.plan-stands"
    ko = "{body}의 {year}년도 자체평가계획은 접수되어 확정되었습니다. 바꿀 수 없습니다."
    en = "The self-evaluation plan of {body} for {year} is accepted and stands."


class OtherEdition(Refusal):
    """Who accepts has seen the last edition, and no supplement is asked for."""

    code = "self-evaluation.other-edition"
    ko = "자체평가계획의 현재 판은 {current}판입니다({given}판 아님). 보완 요청 중이면 보완된 판을 기다리십시오."
    en = "The plan is at edition {current}, not {given}. If a supplement is asked for, wait for that edition."


class NoPlanYet(Refusal):
    """What follows from the plan waits until it is accepted."""

    code = "self-evaluation.no-plan"
    ko = "{body}의 {year}년도 자체평가계획이 아직 접수되지 않았습니다. 계획을 먼저 제출하고 접수받으십시오."
    en = "No self-evaluation plan of {body} for {year} is accepted yet. Submit one and have it accepted."


class NoSuchSubject(Refusal):
    """Only planned subjects are assigned, scored and heard."""

    code = "self-evaluation.no-subject"
    ko = "자체평가계획에 '{subject}' 과제가 없습니다. 있는 과제: {known}."
    en = "The plan has no subject '{subject}'. It has: {known}."


class TooFewScorers(Refusal):
    """A subject is scored by as many members as the rules say."""

    code = "self-evaluation.too-few-scorers"
    ko = "'{subject}' 과제에 배정된 위원이 {given}명입니다. {least}명 이상 배정하십시오."
    en = "{given} members are to score '{subject}'. Assign at least {least}."


class TooNear(Refusal):
    """Who advised on a task, belongs to its bureau, or owns an indicator of it does not score it (SOD-01)."""

    code = "self-evaluation.too-near"
    ko = "{person}은(는) '{subject}' 과제를 평가할 수 없습니다(사유: {ground}). 다른 위원에게 배정하십시오."
    en = "{person} is too near to '{subject}' to score it (ground: {ground}). Assign another member."


class ScoresAreOpen(Refusal):
    """What was opened stays: nobody scores it anew."""

    code = "self-evaluation.opened"
    ko = "'{subject}' 과제의 점수는 이미 공개되었습니다. 다시 배정하거나 채점할 수 없습니다."
    en = "The scores of '{subject}' are open already. It is neither assigned nor scored again."


class SealedBefore(Refusal):
    """Sealed scores cannot be exchanged."""

    code = "self-evaluation.sealed"
    ko = "{person}의 '{subject}' 과제 점수는 이미 봉인되었습니다. 봉인된 점수는 바꿀 수 없습니다."
    en = "The scores of {person} for '{subject}' are sealed already and cannot be exchanged."


class MeasuresDiffer(Refusal):
    """A ballot scores every measure of its subject, and no other."""

    code = "self-evaluation.measures"
    ko = "'{subject}' 과제의 측정 항목이 맞지 않습니다. 빠진 항목: {missing}. 없는 항목: {unknown}."
    en = "The measures of '{subject}' do not match. Missing: {missing}. Unknown: {unknown}."


class NotTheOwner(Refusal):
    """Heard is who leads the unit that answers for the subject, or the body."""

    code = "self-evaluation.not-the-owner"
    ko = "{owner}은(는) '{subject}' 과제를 맡은 부서의 장이 아닙니다. 담당 부서장의 의견을 들으십시오."
    en = "{owner} does not lead the unit that answers for '{subject}'. Hear who does."


class NotReadyToShare(Refusal):
    """A draft is shared when every subject is scored and its owner heard."""

    code = "self-evaluation.not-ready"
    ko = "평가안을 공유할 수 없습니다. 채점 중인 과제: {scoring}. 의견을 듣지 않은 과제: {unheard}."
    en = "The draft cannot be shared. Still scored: {scoring}. Owners not heard: {unheard}."


class SharingGoesOn(Refusal):
    """The result is submitted when the days of the shared draft are over."""

    code = "self-evaluation.sharing"
    ko = "평가안은 {until}까지 공유됩니다. 그 뒤에 제출하십시오."
    en = "The draft is shared until the end of {until}. Submit after that."


class NotShared(Refusal):
    """Owners see a draft before it is submitted."""

    code = "self-evaluation.not-shared"
    ko = "{body}의 평가안이 아직 공유되지 않았습니다. 먼저 공유하십시오."
    en = "The draft of {body} was not shared yet. Share it first."


class ResolvedElsewhere(Refusal):
    """The body's own committee resolves, when the draft has been with the owners long enough."""

    code = "self-evaluation.resolved-elsewhere"
    ko = "의결 '{ref}'({on})은(는) {committee} 위원회가 {until} 뒤에 한 의결이 아닙니다. 맞는 의결을 적으십시오."
    en = "The resolution '{ref}' of {on} is not one of the committee {committee} after {until}. Name the one that is."
