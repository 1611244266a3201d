"""What forms of the government's side ask for where a field's general text would mislead: units, numbers, hashes."""

TEXTS: dict[str, tuple[str, str]] = {
    "field.DecideBudgetConsequence.amount": (
        "배정액(백만원). 'sacho budget 연도'의 한도 이내",
        "what is granted, in million won; at most what 'sacho budget YEAR' says",
    ),
    "field.EstablishProgramme.amount": ("한 해 예산(백만원)", "its budget of a year, in million won"),
    "field.RequestBudgetException.cause": ("성과가 미흡한 원인", "why its results are poor"),
    "field.RequestBudgetException.plan": ("개선계획의 SHA-256", "the SHA-256 of the improvement plan"),
    "field.GrantReward.kind": ("포상금, 표창, 승진 가점, 교육 기회 가운데 하나", "the kind of reward"),
    "field.GrantReward.amount": (
        "포상금(백만원). 돈이 아니면 0. 남은 한도: 'sacho rewards 연도 --body 기관'",
        "in million won, 0 where it is no money; 'sacho rewards YEAR --body BODY' shows what is left",
    ),
    "field.GrantReward.ground": ("공적", "for what"),
    "field.IssueFinding.number": (
        "그 기관의 다음 지적 번호('sacho findings --body 기관'으로 확인)",
        "the body's next number; 'sacho findings --body BODY' shows the last",
    ),
    "field.IssueFinding.source": ("지적 경위", "what it comes from"),
    "field.PlanSelfEvaluation.resolution": ("의결 예정일", "the day of the resolution"),
    "field.RegisterPerson.title": ("이름·직위", "name and title"),
    "field.EnrolPerson.title": ("이름·직위", "name and title"),
    "field.ScheduleQualificationTest.session": ("심사 회의 날짜", "the day of the session"),
    "field.TableItem.item": ("안건의 식별자, 예: adjustment", "an id for the item, such as adjustment"),
}
