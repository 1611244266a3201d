"""What the rules of objections refuse, and what would help."""

from __future__ import annotations

from domain.refusals import Refusal


class ConcernedDecides(Refusal):
    """Who evaluated first, or objects himself, does not decide (SOD-03)."""

    code = "objection.concerned"
    ko = "{actor}은(는) {person}의 1차 평가자이거나 당사자이므로 결정할 수 없습니다. 다른 사람이 결정해야 합니다."
    en = "{actor} evaluated {person} first, or objects himself, and may not decide. Somebody else must."


class NothingToCorrect(Refusal):
    """Only what the total holds can be corrected."""

    code = "objection.no-component"
    ko = "{person}의 총점에는 '{component}' 점수가 없어 정정할 수 없습니다. 총점에 있는 항목을 지정하십시오."
    en = "The total of {person} holds no '{component}' to correct. Name one that it holds."


class NotExempt(Refusal):
    """Only an exemption can be lifted, or get another ground."""

    code = "objection.not-exempt"
    ko = "{person}은(는) 평가에서 제외되지 않았으므로 제외를 취소하거나 사유를 바꿀 수 없습니다. 점수를 정정하십시오."
    en = "{person} is not exempt, so there is no exemption to lift or to put on another ground. Correct scores instead."


class SameGround(Refusal):
    """What is upheld changes something."""

    code = "objection.same-ground"
    ko = "{person}의 제외 사유는 이미 '{ground}'입니다. 다른 사유를 적거나, 제외를 취소하거나, 기각하십시오."
    en = "{person} is exempt on the ground '{ground}' already. Name another, lift the exemption, or dismiss."


class CorrectedTwice(Refusal):
    """A component has one corrected score."""

    code = "objection.component-twice"
    ko = "'{components}' 점수를 한 결정에서 두 번 정정하였습니다. 항목마다 정정 점수를 하나만 적으십시오."
    en = "One decision corrects '{components}' twice. Give one corrected score for each component."


class ObjectedBefore(Refusal):
    """There is one objection to a notice, with all its grounds."""

    code = "objection.before"
    ko = (
        "{person}은(는) 통지 {edition}판에 이미 이의신청하였습니다. 한 통지에는 한 번만 신청할 수 있으니 "
        "더할 말은 결정에 대한 불복 때 하십시오."
    )
    en = (
        "{person} has objected to the notice of edition {edition} already, and there is one objection to a notice. "
        "Say what is to be added when going on after the decision."
    )


class NothingNotified(Refusal):
    """One objects to what one was told."""

    code = "objection.no-notice"
    ko = "{person}에게 {edition}판 통지가 없습니다. 통지를 받은 뒤 이의신청할 수 있습니다."
    en = "{person} got no notice of edition {edition}. One can object once the result was notified."


class ObjectionTooLate(Refusal):
    """The days to object are over."""

    code = "objection.too-late"
    ko = "{person}의 이의신청 기한은 {by}까지였습니다. 기한이 지나 접수할 수 없습니다."
    en = "{person} could object until {by}. The time is over and the objection is not admitted."


class ObjectionNotYours(Refusal):
    """Somebody else acts at this point of an objection."""

    code = "objection.not-yours"
    ko = "{actor}은(는) {person}의 이의신청에서 이 일을 할 수 없습니다. 담당: {owner}."
    en = "{actor} may not do this in the objection of {person}. It is for {owner}."


class NoObjection(Refusal):
    """There is no open objection."""

    code = "objection.none"
    ko = "{person}의 통지 {edition}판에 대해 진행 중인 이의신청이 없습니다."
    en = "No objection of {person} to the notice of edition {edition} is open."


class EvaluatorNotConsulted(Refusal):
    """A decider hears the evaluator first (REG 21)."""

    code = "objection.not-consulted"
    ko = "1차 평가자 {evaluator}의 의견을 먼저 들어야 {person}의 이의신청을 결정할 수 있습니다."
    en = "The objection of {person} can be decided once the first evaluator, {evaluator}, has been heard."


class GroundsUnanswered(Refusal):
    """Every ground gets its answer."""

    code = "objection.grounds-unanswered"
    ko = "이의 사유 {grounds}건에 대한 답변이 {answers}건입니다. 사유마다 답변을 하나씩 적으십시오."
    en = "There are {grounds} grounds and {answers} answers. Answer each ground."


class OutcomeAndCorrections(Refusal):
    """What is upheld corrects something; what is dismissed corrects nothing."""

    code = "objection.corrections"
    ko = (
        "결정({outcome})과 정정 내용이 맞지 않습니다. 인용에는 점수 정정이나 제외에 대한 결정이 있어야 하고, "
        "기각에는 없어야 합니다."
    )
    en = (
        "The outcome ({outcome}) does not fit: what is upheld corrects a score or changes an exemption, "
        "what is dismissed does neither."
    )


class NeverWorse(Refusal):
    """Nobody is worse off for having objected."""

    code = "objection.worse"
    ko = "'{component}' 점수를 {before}에서 {after}(으)로 낮출 수 없습니다. 이의신청으로 결과가 나빠질 수 없습니다."
    en = "'{component}' cannot go from {before} to {after}: an objection never makes a result worse."


class DecidedBefore(Refusal):
    """Who decided on one rung does not sit on the next (SOD-09)."""

    code = "objection.decided-before"
    ko = "{actor}은(는) 앞 단계에서 이미 결정하였으므로 이번 단계에 참여할 수 없습니다. 다른 사람이 결정해야 합니다."
    en = "{actor} decided on an earlier step already and may not sit on this one. Somebody else must decide."
