"""Why a committee, a member or a chair does not stand."""

from __future__ import annotations

from domain.refusals import Refusal


class UnknownCommitteeKind(Refusal):
    """The year's rules know the kinds of committees."""

    code = "committee.kind"
    ko = "{year}년도 규칙에는 '{kind}' 종류의 위원회가 없습니다. 있는 종류: {known}."
    en = "The rules of {year} have no committee of the kind '{kind}'. They have: {known}."


class NotACommittee(Refusal):
    """Only what was constituted has members and sittings."""

    code = "committee.not-constituted"
    ko = "'{committee}' 위원회가 구성되어 있지 않습니다. 먼저 위원회를 구성하십시오."
    en = "There is no committee '{committee}'. Constitute it first."


class CommitteeConstitutedBefore(Refusal):
    """A committee is constituted once a year, with one content."""

    code = "committee.constituted"
    ko = "'{committee}' 위원회는 이미 구성되어 있습니다. 위원과 위원장은 위촉·해촉·지정으로 바꾸십시오."
    en = "The committee '{committee}' is constituted already. Appoint, dismiss and designate to change it."


class CommitteeElsewhere(Refusal):
    """A committee stands in the body its kind belongs to."""

    code = "committee.body"
    ko = "'{kind}' 위원회는 {body}에 둘 수 없습니다. 둘 수 있는 기관: {known}."
    en = "A committee of the kind '{kind}' cannot stand in {body}. It can in: {known}."


class MayNotAppoint(Refusal):
    """Who appoints is said by the rules."""

    code = "committee.may-not-appoint"
    ko = "{actor}은(는) '{committee}' 위원회를 구성하거나 위원을 위촉할 수 없습니다. 할 수 있는 사람: {appoints}."
    en = "{actor} may not constitute the committee '{committee}' nor appoint its members. This may: {appoints}."


class TooManyMembers(Refusal):
    """A committee has at most as many members as the rule says."""

    code = "committee.too-many"
    ko = "'{committee}' 위원회의 위원이 {members}명이 됩니다. {most}명까지 둘 수 있습니다."
    en = "The committee '{committee}' would have {members} members. It has at most {most}."


class TooFewMembers(Refusal):
    """A committee has at least as many members as the rule says."""

    code = "committee.too-few"
    ko = "'{committee}' 위원회의 위원이 {members}명입니다. {least}명 이상이어야 합니다. 위원을 더 위촉하십시오."
    en = "The committee '{committee}' has {members} members. It needs at least {least}: appoint more."


class TooFewCivilians(Refusal):
    """A share of the members comes from outside the government."""

    code = "committee.too-few-civilians"
    ko = "'{committee}' 위원회의 위원 {members}명 가운데 민간위원이 {civilians}명입니다. {needed}명 이상이어야 합니다."
    en = "Of {members} members of '{committee}', {civilians} are civilians. At least {needed} must be."


class NotACivilian(Refusal):
    """Who holds a post in a body is no civilian."""

    code = "committee.not-a-civilian"
    ko = "{person}은(는) {body}에 재직 중이므로 민간위원이 될 수 없습니다. 공무원 위원으로 위촉하십시오."
    en = "{person} holds a post in {body} and is no civilian. Appoint the person as an official."


class SeatTakenTwice(Refusal):
    """A person has one seat."""

    code = "committee.seat-twice"
    ko = "{person}은(는) 이미 '{committee}' 위원회의 위원입니다. 임기를 늘리려면 연임으로 기록하십시오."
    en = "{person} sits in the committee '{committee}' already. To prolong the term, renew it."


class NotInOffice(Refusal):
    """Only a member in office acts, is renewed, dismissed or presides."""

    code = "committee.not-in-office"
    ko = "{person}은(는) {day}에 '{committee}' 위원회의 재직 위원이 아닙니다. 임기를 확인하십시오."
    en = "{person} is not in office in the committee '{committee}' on {day}. Check the term."


class NoMoreRenewals(Refusal):
    """Terms are renewed as often as the rule says."""

    code = "committee.no-renewal"
    ko = "{person}은(는) '{committee}' 위원회에서 더 연임할 수 없습니다. 연임 한도: {renewals}회."
    en = "{person} cannot serve another term in '{committee}'. Terms are renewed at most {renewals} times."


class TermOutOfTurn(Refusal):
    """Terms follow each other, where the seat has any."""

    code = "committee.term"
    ko = (
        "{person}의 '{committee}' 위원회 임기는 지금 {current}번째입니다. 바로 다음 임기로만 연임할 수 있습니다"
        "({given}번째 아님)."
    )
    en = "{person} is in term {current} in '{committee}'. Only the next one can follow, not term {given}."


class NotAGround(Refusal):
    """Members are dismissed on the grounds that the rule lists."""

    code = "committee.ground"
    ko = "'{ground}'은(는) '{committee}' 위원회의 해촉 사유가 아닙니다. 해촉 사유: {known}."
    en = "'{ground}' is no ground of dismissal from '{committee}'. The grounds are: {known}."


class WrongChairs(Refusal):
    """A committee has as many chairs as the rule says, civilians among them."""

    code = "committee.chairs"
    ko = (
        "'{committee}' 위원회의 위원장은 {needed}명이고 그 가운데 민간위원이 {civilians}명 이상이어야 합니다. "
        "지금 지정한 위원장: {given}."
    )
    en = "The committee '{committee}' has {needed} chairs, at least {civilians} of them civilians. Given: {given}."
