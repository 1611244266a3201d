"""Why somebody does not vote, or a vote is not opened or counted."""

from __future__ import annotations

from domain.refusals import Refusal


class NoQuorum(Refusal):
    """More than a share of the members in office are present, those recused not counted."""

    code = "item.no-quorum"
    ko = (
        "'{item}' 안건의 출석 위원이 {present}명으로 의사정족수에 못 미칩니다. 재적 위원 {in_office}명 가운데 "
        "{needed}명 이상이 있어야 합니다(제척·기피·회피 {recused}명은 출석에 넣지 않음)."
    )
    en = (
        "{present} members are present for the item '{item}': no quorum. Of {in_office} in office {needed} must be "
        "({recused} who are recused do not count)."
    )


class MayNotPreside(Refusal):
    """Who presides is a chair who takes part in the item; else another chair, else the named substitute."""

    code = "item.may-not-preside"
    ko = "{actor}은(는) '{item}' 안건을 주재할 수 없습니다. 주재할 수 있는 사람: {known}."
    en = "{actor} may not preside over the item '{item}'. These may: {known}."


class IsRecused(Refusal):
    """Who is recused neither reads, speaks nor votes."""

    code = "recusal.recused"
    ko = "{actor}은(는) '{item}' 안건에서 제척·기피·회피되어 자료를 보거나 표결할 수 없습니다(사유: {ground})."
    en = "{actor} is recused from the item '{item}' and neither reads its papers nor votes (ground: {ground})."


class NoChallenge(Refusal):
    """This committee knows no challenge, or none is open."""

    code = "recusal.no-challenge"
    ko = "'{item}' 안건에서 {member}에 대한 기피 신청을 받거나 의결할 수 없습니다. 위원회의 규칙과 신청을 확인하십시오."
    en = "No challenge of {member} can be raised or decided on the item '{item}'. See the rule, and what was raised."


class NotAParty(Refusal):
    """Whom an item concerns may challenge."""

    code = "recusal.not-a-party"
    ko = "{actor}은(는) '{item}' 안건의 당사자가 아니어서 기피를 신청할 수 없습니다."
    en = "{actor} is no party to the item '{item}' and cannot challenge its members."


class MayNotVoteOn(Refusal):
    """Those present and not concerned vote, each once."""

    code = "recusal.may-not-vote"
    ko = "{member}은(는) '{item}' 안건의 기피 의결에 참여할 수 없거나 두 번 적혔습니다. 표를 확인하십시오."
    en = "{member} may not vote on this challenge of the item '{item}', or is listed twice. Check the votes."


class NotPresent(Refusal):
    """Who is present when the item is called votes."""

    code = "ballot.not-present"
    ko = "{actor}은(는) '{item}' 안건의 출석 위원이 아니어서 표결할 수 없습니다."
    en = "{actor} is not among those present for the item '{item}' and cannot vote."


class BallotStands(Refusal):
    """A ballot that is cast cannot be exchanged."""

    code = "ballot.already-cast"
    ko = "{actor}은(는) '{item}' 안건에 이미 투표하였습니다. 봉인된 표는 바꿀 수 없습니다."
    en = "{actor} has voted on the item '{item}'. A sealed ballot cannot be exchanged."


class NoBallot(Refusal):
    """Only a ballot that was cast can be opened."""

    code = "ballot.none"
    ko = "{actor}은(는) '{item}' 안건에 투표하지 않았습니다. 열 표가 없습니다."
    en = "{actor} cast no ballot on the item '{item}': there is nothing to open."


class OtherBallot(Refusal):
    """What is opened is what was sealed."""

    code = "ballot.other"
    ko = "'{item}' 안건에 봉인한 표와 공개한 내용이 다릅니다. 봉인할 때의 선택과 난수를 그대로 적으십시오."
    en = "This is not what was sealed on the item '{item}'. Give the choice and the nonce of then."


class NotOpenable(Refusal):
    """Ballots are opened when all are in, until the last day for it."""

    code = "ballot.not-openable"
    ko = "'{item}' 안건의 표는 투표가 끝난 뒤 마지막 날까지만 공개할 수 있습니다(상태: {stage})."
    en = "Ballots on the item '{item}' are opened after voting has closed, until the last day (it is {stage})."


class VotedWithTheOthers(Refusal):
    """Who dissents did not vote with the outcome."""

    code = "item.no-dissent"
    ko = "{actor}은(는) '{item}' 안건의 결과와 다르게 표결하지 않았으므로 소수의견을 남길 수 없습니다."
    en = "{actor} did not vote against the outcome of the item '{item}' and has no dissent to record."
