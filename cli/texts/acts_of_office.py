"""What people do besides tasks about bodies, units, people, roles and the calendar: each act in a line."""

TEXTS: dict[str, tuple[str, str]] = {
    "act.AppointActingHead": (
        "장의 직무대리를 기간과 사유를 정하여 임명합니다. 같은 첫날로 다시 임명하면 마지막 날을 고칩니다.",
        "Appoint who acts in a head's place, from day to day and for a reason; the same first day corrects the last.",
    ),
    "act.AppointHead": ("기관이나 부서의 장을 임명합니다.", "Appoint the head of a body or a unit."),
    "act.ApproveRole": (
        "다른 운영자가 제안한 역할을 승인합니다. 다른 운영자나 기관장이 합니다.",
        "Approve a role that another operator proposed: an operator, or the head of the body.",
    ),
    "act.AssignEvaluators": (
        "한 사람의 그해 1차·2차 평가자를 지정합니다.",
        "Name a person's first and second evaluator for a year.",
    ),
    "act.DeclareRelation": (
        "두 사람의 친족 관계를 신고합니다. 본인이나 인사 담당이 합니다.",
        "Declare that two people are related: one of them, or the personnel office.",
    ),
    "act.DetermineEligibility": (
        "한 사람이 그해 평가 대상인지 규칙에 따라 정합니다.",
        "Find by the year's rules whether a person is evaluated.",
    ),
    "act.EnrolPerson": (
        "사람을 등록하고 그해 평가자를 지정합니다. 가져오기의 한 행과 같습니다.",
        "Register a person's post and name the year's evaluators, as one row of an import does.",
    ),
    "act.EstablishBody": ("기관을 등록합니다.", "Establish a body."),
    "act.EstablishUnit": ("기관 안에 부서를 둡니다.", "Establish a unit of a body."),
    "act.FreezeAnnualPlan": (
        "확정되지 않은 계획의 마지막 안을 임시로 고정합니다.",
        "Freeze the last draft of an unconfirmed plan provisionally.",
    ),
    "act.GrantRole": (
        "한 사람에게 기관의 역할을 부여합니다. 평가를 좌우하는 역할은 다른 사람이 승인하여야 합니다.",
        "Grant a person a role in a body; a role that decides needs somebody else's approval.",
    ),
    "act.MovePhase": (
        "사유를 남기고 단계의 마지막 날을 옮깁니다. 열리기 전이면 첫날도 옮길 수 있습니다.",
        "Move a phase's last day, and before it opened its first, for a recorded reason.",
    ),
    "act.PausePhase": ("사유를 남기고 단계를 멈춥니다.", "Pause a phase for a recorded reason."),
    "act.RegisterPerson": ("사람과 그 직위를 등록합니다.", "Register a person and the post."),
    "act.ResumePhase": ("멈춘 단계를 다시 이어 갑니다.", "Let a paused phase go on."),
    "act.RevokeRole": (
        "기관의 역할을 거둡니다. 바로 효력이 있습니다.",
        "Take a role in a body from a person; it ends at once.",
    ),
    "act.SplitAgreement": (
        "인사 담당이 전보된 날로 성과계약을 마감합니다.",
        "Close the agreement in force at the day of a transfer, as personnel office.",
    ),
    "act.TakeLeave": (
        "휴직, 교육훈련, 파견을 기록합니다. 같은 첫날로 다시 적으면 먼저 것을 고칩니다.",
        "Record leave, training or a secondment; the same first day again corrects the last.",
    ),
    "act.RenameBody": ("기관의 이름을 바꿉니다.", "Give a body another name."),
    "act.SplitBody": (
        "기관을 둘 이상으로 나눕니다. 승계 비율의 합계는 100%입니다.",
        "Split a body into two or more; their shares sum to 100.",
    ),
    "act.MergeBody": ("기관을 다른 기관에 합칩니다.", "Merge a body into another."),
    "act.AbolishBody": (
        "기관을 폐지하고 남은 일을 승계할 기관을 적습니다.",
        "Abolish a body, and name who carries on what is left of its work.",
    ),
    "act.TransferPerson": (
        "사람을 다른 부서로 전보합니다. null은 기관 밖에서 오거나 나감을 뜻합니다.",
        "Transfer a person to another unit; null: comes from outside, or leaves the body.",
    ),
    "act.WithdrawRelation": (
        "사유를 붙여 친족 관계 신고를 철회합니다. 당사자가 아닌 인사 담당이 합니다.",
        "Withdraw a declared relation for a reason, as an officer of personnel whom it is not about.",
    ),
}
