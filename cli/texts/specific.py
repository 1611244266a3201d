"""Texts of the Prime Minister's specific evaluation."""

TEXTS: dict[str, tuple[str, str]] = {
    # commands
    "help.specific": (
        "특정평가의 진행과 결과를 보여 드립니다. 기관군별 결과, 또는 한 기관의 부문·위원 점수·증빙까지 보여 드립니다.",
        "Show the specific evaluation: results by group, or one ministry down to areas, ballots and evidence.",
    ),
    "example.specific": (
        "sacho specific 2010\nsacho specific 2010 --group ministerial\nsacho specific 2010 --body KIPO",
        "sacho specific 2010\nsacho specific 2010 --group ministerial\nsacho specific 2010 --body KIPO",
    ),
    "option.specific.body": ("한 기관만", "One ministry only"),
    "option.specific.group": ("한 기관군만", "One group only"),
    "option.specific.area": ("그 부문의 위원별 점수", "The ballots of one area"),
    "option.explain.specific": ("특정평가 결과를 설명할 기관", "The ministry whose specific evaluation to explain"),
    "refusal.specific.no-year": (
        "{year}년도 특정평가 기준이 공개되지 않아 보여 드릴 것이 없습니다.",
        "The criteria of the specific evaluation {year} are not published; there is nothing to show.",
    ),
    "refusal.specific.not-evaluated": (
        "{body}은(는) {year}년도 특정평가 대상이 아닙니다. 'sacho specific {year}'(으)로 확인하십시오.",
        "{body} is not in the specific evaluation of {year}. See 'sacho specific {year}'.",
    ),
    # answers
    "specific.criteria": (
        "기준 공개일 {on}, 의결 기한 {until}.",
        "Criteria published {on}; results are resolved by {until}.",
    ),
    "specific.missing.areas": ("부문 {count}개", "{count} areas"),
    "specific.missing.state-opinion": ("기관 의견", "the ministry's opinion"),
    "specific.missing.AnswerOpinion": ("의견에 대한 답변", "the reply to its opinion"),
    "specific.missing": ("남은 일: {missing}", "Missing: {missing}"),
    "specific.total": ("결과 {total}점, 등급 {grade}.", "Result {total}, grade {grade}."),
    "specific.state.planned": ("개시 전", "not opened"),
    "specific.state.evidence": ("증빙", "evidence"),
    "specific.state.scoring": ("채점", "scoring"),
    "specific.state.calibrated": ("조정 완료", "calibrated"),
    "specific.state.shared": ("결과안 공유", "draft shared"),
    "specific.state.heard": ("의견청취", "heard"),
    "specific.state.resolved": ("의결", "resolved"),
    "specific.state.graded": ("통지", "notified"),
    "specific.state.published": ("공개", "published"),
    "specific.sealed": ("{sealed}/{of} 봉인", "{sealed} of {of} sealed"),
    "specific.evidence": ("증빙 {count}건(추정치 {estimates}건)", "evidence: {count}, {estimates} of them estimated"),
    "specific.no-evidence": ("증빙 없음", "no evidence"),
    "specific.trimmed": ("평균에서 제외", "left out of the mean"),
    "specific.heard": ("의견: {opinion}", "Opinion: {opinion}"),
    "specific.waived": ("의견 없음을 밝힘", "The hearing was waived"),
    "specific.resolution": ("의결: {resolution}", "Resolution: {resolution}"),
    "what.specific-result": ("특정평가 결과", "Result of the specific evaluation"),
    "column.area": ("부문", "Area"),
    "column.ballots": ("위원 점수", "Ballots"),
    "column.missing": ("남은 일", "Missing"),
    "column.evidence": ("증빙", "Evidence"),
    # acts
    "act.OpenSpecificEvaluation": (
        "기준에 있는 모든 기관의 특정평가를 엽니다. 기준이 공개된 지 15일이 지나야 합니다.",
        "Open the specific evaluation of every ministry in the criteria, 15 days after their publication.",
    ),
    "act.ExtendSpecificDeadline": (
        "위원회 의결로 결과의 의결 기한을 늘립니다.",
        "Extend the last day of resolution, by a resolution of the committee.",
    ),
    "act.RecordSiteVisit": ("현장점검을 기록합니다.", "Put a site visit on record."),
    "act.AssignPanellists": (
        "한 기관의 한 부문을 채점할 위원을 지정합니다.",
        "Name who scores an area of a ministry.",
    ),
    "act.SubstitutePanellist": (
        "위원장이 아직 봉인하지 않은 위원을 예비위원으로 교체합니다.",
        "Call a reserve in the place of a panellist who has not sealed, as chair.",
    ),
    "act.ReplaceEstimate": (
        "추정치를 연말 실적으로 바꿉니다.",
        "Replace an estimate by the year-end value.",
    ),
    "act.TrueUpArea": (
        "위원장이 연말 실적에 따라 부문 점수를 다시 매깁니다.",
        "Restate an area's score by the year-end values, as chair.",
    ),
    "act.ShareSpecificDraft": (
        "부문 점수와 가점으로 결과안을 만들어 기관과 공유합니다.",
        "Compose the draft result and share it with the ministry.",
    ),
    "act.AnswerOpinion": ("기관의 의견에 답합니다.", "Reply to a ministry's opinion."),
    "turn.ShareSpecificDraft": (
        "{subject}의 특정평가 결과안 공유 ({owner})",
        "Share the draft of {subject}'s specific evaluation ({owner})",
    ),
    "turn.AnswerOpinion": (
        "{subject}의 특정평가 결과안 의견에 답변 ({owner})",
        "Answer {subject}'s opinion on the draft of its specific evaluation ({owner})",
    ),
    "act.HoldOverGuideline": (
        "1월에 지침이 오지 않으면 전년도 지침을 잠정 적용합니다(시스템).",
        "Let last year's guideline stand provisionally where none came in January (the engine).",
    ),
    "act.WaiveHearing": (
        "의견청취 기간에 답이 없는 기관을 의견 없음으로 기록합니다(시스템).",
        "Record as waived the hearing of a ministry that said nothing in time (the engine).",
    ),
    "act.ReopenSpecificResult": (
        "재심의 의결에 따라 연말 실적을 반영한 결과로 바꿉니다.",
        "Let the trued-up result stand, by a resolution to reopen.",
    ),
    "act.GradeSpecificResults": (
        "기관군 안에서 등급을 정하고 기관마다 통지합니다.",
        "Grade a group by its quotas and notify every ministry.",
    ),
    "act.PublishSpecificResults": (
        "기관군의 결과를 규칙이 정한 형식으로 공개합니다.",
        "Publish a group's results in the form of the rules.",
    ),
    # fields
    "field.groups": ("기관군과 그 기관", "groups and their bodies"),
    "field.group": ("기관군", "the group"),
    "field.panels": ("부문마다 평가단", "a panel for each area"),
    "field.area": ("부문", "the area"),
    "field.evidence": ("증빙", "the evidence"),
    "field.as_of": ("기준일", "the day it is about"),
    "field.visitors": ("점검한 사람", "who visited"),
    "field.panellists": ("채점할 위원", "who scores"),
    "field.panellist": ("위원", "the panellist"),
    "field.reserve": ("예비위원", "the reserve"),
    "field.seat": ("기관:부문:위원", "MINISTRY:AREA:PANELLIST"),
    "field.work": ("기관:부문", "MINISTRY:AREA"),
    "field.rationale": ("채점 근거", "why"),
    "field.deviations": ("평균에서 크게 벗어난 점수의 사유", "reasons for ballots far from the score"),
    "field.dissents": ("소수의견", "dissents"),
    "field.additions": ("가점", "additions"),
    "field.addition": ("가점의 종류", "which addition"),
    "field.waived": ("의견 없음을 밝히는지", "whether the hearing is waived"),
    "field.offered": ("늦은 증빙과 그 사유", "late evidence, with the reason"),
    "field.reply": ("의견에 대한 답", "the reply"),
    "field.order": ("동점 기관의 순서, 앞이 위", "the order of equals, best first"),
    "field.specific_results": (
        "근거로 삼는 지난해 특정평가 결과의 기관",
        "bodies whose results of last year's specific evaluation it rests on",
    ),
}
