"""What people do besides tasks about results, conduct and pay: each act in a line."""

TEXTS: dict[str, tuple[str, str]] = {
    "act.AdjustIndicatorScore": (
        "위원회 의결(여기에 위원회가 없으면 이 기록 밖의 결정)에 따라 성과지표의 점수를 조정합니다.",
        "Replace an indicator's score by a resolution of the committee or, where it is not here, a decision outside.",
    ),
    "act.AppealObjection": (
        "이의신청 결정에 불복하여 다음 단계로 다시 신청합니다.",
        "Take a decided objection to the next rung.",
    ),
    "act.AssignLowest": (
        "기관장이 순위를 매기기 전에 한 사람을 최하위 등급으로 지정합니다.",
        "Put a person into the lowest grade before the ranking, as head of the body.",
    ),
    "act.BarPay": (
        "평가 기간에 징계를 받은 사람에게 그해 성과급을 지급하지 않게 합니다.",
        "Bar a person from the year's performance pay, for discipline in the period.",
    ),
    "act.CompleteReinforcement": (
        "역량강화 과정을 마쳤음을 기록합니다.",
        "Record that a person has completed the reinforcement programme.",
    ),
    "act.ConsultEvaluator": (
        "1차 평가자가 이의신청에 대한 의견을 밝힙니다.",
        "State one's view of an objection, as first evaluator.",
    ),
    "act.CreditMileage": ("마일리지를 부여합니다.", "Credit mileage points."),
    "act.DecideCalibrationAdjustment": (
        "위원회가 평가 조정 제안을 받아들이거나 기각합니다.",
        "Accept or dismiss a proposal to adjust a rating, as committee.",
    ),
    "act.DecideObjection": (
        "이의신청을 결정합니다. 이유마다 답하고, 인용할 때만 점수를 바로잡거나 평가 제외를 고칩니다.",
        "Decide an objection: an answer to each ground; only where it is upheld, corrections or the exemption changed.",
    ),
    "act.DecideQualificationTest": (
        "적격심사 표결을 기록합니다. 재적위원 과반수로 의결됩니다.",
        "Record the votes of a qualification test; a majority of the members in office decides.",
    ),
    "act.EvaluateTraining": (
        "적격심사에 따른 교육의 결과를 1(가장 좋음)~5로 평가합니다. 받지 않았으면 null입니다.",
        "Rate the training after a test from 1, the best, to 5; null: it was not done.",
    ),
    "act.ExtendQualificationTest": (
        "재적위원 과반수의 찬성으로 적격심사 기간을 연장합니다.",
        "Extend a qualification test by a majority of the members in office.",
    ),
    "act.FileObjection": (
        "자신의 평가 결과에 이의를 신청합니다. 이유를 하나 이상 적습니다.",
        "Object to one's own result, on one ground or several.",
    ),
    "act.FileStatement": (
        "자신에 대한 적격심사에 소명합니다.",
        "State one's own side in one's qualification test.",
    ),
    "act.GrantSpecialPoints": ("특별 가점을 부여합니다.", "Grant special points."),
    "act.OrderClawback": (
        "동료와 나누어 가진 성과급을 환수합니다.",
        "Reclaim performance pay that was shared out among colleagues.",
    ),
    "act.OrderTraining": (
        "기관장이 조건부 적격자에게 교육을 명합니다.",
        "Send a conditionally fit person to training, as head of the ministry.",
    ),
    "act.ProposeCalibrationAdjustment": (
        "평가의 한 부분을 다른 값으로 조정하자고 제안합니다. 평가자, 위원회, 인사 담당이 할 수 있습니다.",
        "Propose another value for one part of a rating: its evaluator, the committee or the personnel office.",
    ),
    "act.ProposeDemotion": (
        "기관장이 부적격자의 동의를 받아 강임을 제청합니다.",
        "Propose the demotion of an unfit person who consents, as head of the ministry.",
    ),
    "act.ProposeRemoval": (
        "기관장이 부적격자의 직권면직을 제청합니다.",
        "Propose the removal of an unfit person, as head of the ministry.",
    ),
    "act.IssuePayTable": (
        "그해 성과급을 정할 보수표(등급 구분별 기준액)를 등록합니다.",
        "Put on record the pay table of a year: the reference amounts by class.",
    ),
    "act.RecordBandInterview": (
        "그해 1차 평가자가 최하위 평가에 따른 성과개선 면담을 기록합니다.",
        "Record the improvement interview after a bottom band, as first evaluator of that year.",
    ),
    "act.RecordBottomBand": (
        "인사 담당이 평가군의 최하위 구간에 든 사람을 기록합니다.",
        "Record that a person stands in the bottom band of a pool, as personnel office.",
    ),
    "act.RecordCardEntry": (
        "성과관리카드에 기재합니다. 인사 담당이 하며, 의견은 그해 1차 평가자가 적습니다.",
        "Enter something on a card: the personnel office; an opinion, the year's first evaluator.",
    ),
    "act.RequestQualificationTest": (
        "기관장이 근거 서류를 붙여 적격심사를 요구합니다.",
        "Ask for a qualification test, as head of the ministry, with the papers it rests on.",
    ),
    "act.ResolveTie": (
        "위원회가 동점자 가운데 위 등급에 둘 사람을 정합니다.",
        "Say, as committee, who of those with equal totals stays above the line.",
    ),
    "act.ReverseMileage": (
        "사유를 남기고 마일리지나 특별 가점을 취소합니다.",
        "Take back mileage or special points for a reason.",
    ),
    "act.ScheduleQualificationTest": (
        "적격심사위원회를 소집합니다. 재적위원과 제척·기피된 위원을 적습니다.",
        "Call the session of a qualification test: the members in office, and who of them may not vote.",
    ),
    "act.SettlePending": (
        "위원회가 경계에 걸린 사람 가운데 아래 등급으로 내릴 사람을 정합니다.",
        "Decide, as committee, whom of those pending in a pool to move down.",
    ),
    "act.ShowCalibration": (
        "평가 조정판을 본 사실을 기록합니다. 'sacho calibration'이 알아서 합니다.",
        "Record that the calibration board was shown; 'sacho calibration' does it by itself.",
    ),
    "act.TriggerQualificationTest": (
        "인사 담당이 적격심사 사유가 생겼음을 기록합니다.",
        "State the ground for a qualification test, as personnel office.",
    ),
    "act.UseCard": (
        "결정을 위해 성과관리카드를 열람합니다. 인사 담당, 위원회, 기관장이 할 수 있습니다.",
        "Use a card for a decision: personnel office, committee or head of the body.",
    ),
    "act.WithdrawBottomBand": (
        "잘못 남은 최하위 구간 기록을 거둡니다.",
        "Withdraw a bottom-band entry that did not stand.",
    ),
    "act.WithdrawObjection": ("자신의 이의신청을 취하합니다.", "Take one's objection back."),
    "act.WithholdPosition": (
        "기관장이 결정이 날 때까지 직위를 부여하지 않습니다.",
        "Withhold a person's position until the decision, as head of the ministry.",
    ),
}
