"""What the rules of the specific evaluation refuse."""

from __future__ import annotations

from domain.refusals import Refusal


class NoSpecificEvaluation(Refusal):
    """The year's rules have no areas."""

    code = "specific.none"
    ko = "{year}년도 규칙에는 특정평가 부문이 없습니다. 규칙에 부문과 가중치를 먼저 정하십시오."
    en = "The rules of {year} have no areas of a specific evaluation. Define areas and weights in the rules first."


class UnknownArea(Refusal):
    """The year's rules have no such area."""

    code = "specific.unknown-area"
    ko = "{year}년도 특정평가에는 '{area}' 부문이 없습니다. 있는 부문: {known}."
    en = "The specific evaluation of {year} has no area '{area}'. It has: {known}."


class UnknownGroup(Refusal):
    """The year's rules have no such group."""

    code = "specific.unknown-group"
    ko = "{year}년도 특정평가에는 '{group}' 기관군이 없습니다. 있는 기관군: {known}."
    en = "The specific evaluation of {year} has no group '{group}'. It has: {known}."


class GroupedTwice(Refusal):
    """A body is compared in one group."""

    code = "specific.grouped-twice"
    ko = "{body}이(가) 기관군에 두 번 있습니다. 한 기관군에만 넣으십시오."
    en = "{body} stands in the groups twice. Put it into one."


class NotCentral(Refusal):
    """The specific evaluation is one of central ministries (ACT 2)."""

    code = "specific.not-central"
    ko = "{body}은(는) 중앙행정기관이 아니므로({sector}) 특정평가 대상이 될 수 없습니다. 기관군에서 빼십시오."
    en = "{body} is no central ministry ({sector}) and has no specific evaluation. Take it out of the groups."


class OtherGroup(Refusal):
    """A body stands in the group that the log says."""

    code = "specific.other-group"
    ko = (
        "{body}은(는) 기록상 '{other}' 기관군이므로 '{group}'에 넣을 수 없습니다. 그 기관군에 넣거나, "
        "법령이 바뀌었으면 'sacho act ReclassifyBody'로 먼저 기록하십시오."
    )
    en = (
        "By the log {body} is of the group '{other}', not '{group}'. Put it there, or record the change of law "
        "first with 'sacho act ReclassifyBody'."
    )


class NoGroup(Refusal):
    """Without groups in the criteria, the log must have one for every body."""

    code = "specific.no-group"
    ko = (
        "{year}년도 특정평가: 기관군이 기록되지 않은 기관이 있습니다({bodies}). 'sacho act ReclassifyBody'로 "
        "기록하거나 기준에 기관군을 적으십시오."
    )
    en = (
        "Specific evaluation of {year}: the log has no group for {bodies}. Record it with 'sacho act ReclassifyBody', "
        "or write the groups into the criteria."
    )


class AreaWithoutPanel(Refusal):
    """Every area has one panel."""

    code = "specific.one-panel"
    ko = "'{area}' 부문의 평가단이 {panels}개입니다. 부문마다 하나를 지정하십시오."
    en = "The area '{area}' has {panels} panels. Name one for each area."


class NotAPanel(Refusal):
    """Panels are committees of the kind that the rules name."""

    code = "specific.not-a-panel"
    ko = "'{committee}'은(는) '{kind}' 위원회가 아니라서 '{area}' 부문을 평가할 수 없습니다. 평가단을 구성하십시오."
    en = "'{committee}' is no committee of the kind '{kind}' and cannot score '{area}'. Constitute the panel first."


class CriteriaNotPublished(Refusal):
    """Nobody is evaluated by criteria he could not read."""

    code = "specific.no-criteria"
    ko = "{year}년도 특정평가 기준이 공개되지 않았습니다. 기준을 먼저 공개하십시오."
    en = "The criteria of the specific evaluation {year} are not published. Publish them first."


class CriteriaTooRecent(Refusal):
    """Criteria are public for some days before the evaluation opens."""

    code = "specific.criteria-too-recent"
    ko = "{year}년도 특정평가 기준은 {on}에 공개되어 {days}일이 지나지 않았습니다. {first}부터 할 수 있습니다."
    en = "The criteria of {year} were published on {on}, less than {days} days ago. This is possible from {first} on."


class ExtensionOutOfBounds(Refusal):
    """The last day of resolution moves forward, and not beyond the rule's."""

    code = "specific.extension-day"
    ko = "의결 기한은 {least} 뒤부터 {most}까지로만 미룰 수 있습니다({until} 아님)."
    en = "The last day of resolution can be moved to a day after {least}, until {most}, not to {until}."


class OtherCommittee(Refusal):
    """Results are confirmed by the committee that the rules name."""

    code = "specific.other-committee"
    ko = "의결 '{ref}'은(는) '{committee}'의 것입니다. '{kind}' 위원회의 의결이 필요합니다."
    en = "The resolution '{ref}' is one of '{committee}'. This needs one of a committee of the kind '{kind}'."


class CriteriaStand(Refusal):
    """Nobody changes what is measured, or who measures, once the evaluation is open (ACT 19)."""

    code = "specific.criteria-stand"
    ko = "{year}년도 특정평가가 이미 시작되어({bodies}) 기준을 바꿀 수 없습니다. 다음 해 기준에 반영하십시오."
    en = "The specific evaluation of {year} is open ({bodies}), so its criteria stand. Change those of the next year."
