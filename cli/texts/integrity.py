"""Texts of verify, rebuild and doctor: what is damaged, and what would help."""

TEXTS: dict[str, tuple[str, str]] = {
    "option.full": (
        "기록이 커도 전체를 검증하고 조회용 표를 대조합니다.",
        "Verify the log and compare all read models, however large the log is",
    ),
    "refusal.log.damaged": (
        "기록이 손상되어 조회용 표를 만들지 않습니다({count}건, 처음 위치 {position}). 'sacho verify'로 확인하십시오.",
        "The log is damaged, nothing is compiled from it ({count} findings, first at {position}): run 'sacho verify'.",
    ),
    "verify.command.stray": ("사건 없는 명령", "Stray command"),
    "verify.log.differs": ("다른 기록의 것", "Of another log"),
    "verify.head.time": ("끝 표시의 시각이 다름", "Head's time differs"),
    "verify.key.differs": ("열쇠가 맞지 않음", "Key does not fit"),
    "verify.body.unreadable": ("읽을 수 없음", "Unreadable"),
    "verify.keyless": (
        "열쇠가 없어 아무도 읽을 수 없는 글이 있습니다(열쇠를 파기하였거나 잃어버림): 사건 {events}건, 대상 {subjects}",
        "Texts that nobody can open: their keys were destroyed or lost. Events: {events}, about {subjects}",
    ),
    "doctor.not-proved": ("검증하지 않음: 사건 {events}건", "not checked: {events} events"),
    "doctor.damaged": ("검증에서 {count}건 발견", "verification has {count} findings"),
    "check.proof": ("기록 검증", "Proof of the log"),
    "check.keys": ("열쇠가 없는 대상", "Subjects without a key"),
    "check.rows": ("조회용 표의 내용", "Rows of read models"),
    "remedy.proof": (
        "'sacho doctor --full'은 기록과 조회용 표를 모두 대조합니다.",
        "'sacho doctor --full' checks the log and all read models.",
    ),
    "remedy.damaged": (
        "'sacho verify'가 위치를 알려 드립니다. 조회용 표는 대조하지 않았습니다.",
        "'sacho verify' names the positions. Read models were not compared.",
    ),
    "remedy.keys": (
        "파기한 것이면 'sacho rebuild'가 이름도 지웁니다. 잃어버린 것이면 먼저 사본에서 열쇠를 복구하십시오.",
        "If destroyed, 'sacho rebuild' removes the names, too. If lost, restore the keys from a copy first.",
    ),
    "remedy.rows": ("'sacho rebuild'로 다시 만드십시오.", "Compile them again with 'sacho rebuild'."),
    "remedy.astray": (
        "다른 손이 바꾼 것입니다. 'sacho verify' 뒤에 'sacho rebuild'를 하십시오.",
        "Something else changed them. Run 'sacho verify', then 'sacho rebuild'.",
    ),
}
