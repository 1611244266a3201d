"""What options mean, and what is said about a command line that cannot be understood."""

TEXTS: dict[str, tuple[str, str]] = {
    # options
    "option.help": ("이 도움말을 보여 드립니다.", "Show this help."),
    "option.json": ("기계가 읽을 JSON 문서 하나로 출력합니다.", "Print one JSON document for machines."),
    "option.database": (
        "기록의 위치: 파일, sqlite:///FILE, postgresql+psycopg://… (기본: SACHO_DATABASE_URL, 사용자 폴더)",
        "The log: a file, sqlite:///FILE or postgresql+psycopg://… (default: SACHO_DATABASE_URL, your data folder)",
    ),
    "option.actor": ("누구로서 하는지(기본: 운영자 system)", "Who acts (default: the operator, system)"),
    "option.act.actor": ("누구로서 하는지", "Who acts"),
    "option.tasks.complete.actor": ("누구로서 하는지", "Who acts"),
    "option.tasks.actor": ("누구의 과제인지", "Whose tasks"),
    "option.year": ("성과 연도", "The performance year"),
    "option.phase": ("단계, 예: interim", "The phase, such as interim"),
    "option.task": (
        "과제 주소: 연도/기관/단계/과제/대상 ('sacho tasks'가 보여 드립니다)",
        "The task's address: year/body/phase/task/subject ('sacho tasks' shows it)",
    ),
    "option.body": ("기관", "The body"),
    "option.cycle.open.body": ("평가받는 기관. 여러 번 쓸 수 있습니다.", "A body that takes part; may be given again"),
    "option.government": ("정부를 대표하는 기관, 예: PMO", "The body that acts for the government, such as PMO"),
    "option.rules": ("제품에 든 규칙의 이름 또는 파일", "A rule set that ships with Sacho, or a file"),
    "option.own": (
        "기관이 그해의 규칙 위에 두는 자체 규칙, 예: KIPO=kipo-2010. 여러 번 쓸 수 있습니다.",
        "A body's own rules on top of the year's, such as KIPO=kipo-2010; may be given again",
    ),
    "option.limit": ("처음 N건만", "Only the first N"),
    "limit.more": (
        "외 {count}건. --limit을 늘리거나 빼면 더 볼 수 있습니다.",
        "{count} more; a higher --limit, or none, shows them.",
    ),
    "option.person": ("사람의 식별자", "A person's id"),
    "option.log.person": ("이 사람이 하였거나 이 사람에 관한 사건", "By this person, or about this person"),
    "option.due": ("새 마감일, 예: 2011-01-14", "The new last day, such as 2011-01-14"),
    "option.opens": ("새 시작일(단계가 열리기 전에만)", "The new first day (only before the phase opened)"),
    "option.reason": ("기록에 남길 사유", "The reason, for the record"),
    "option.resolution": ("근거가 된 이 기록의 의결", "The resolution of this log behind it"),
    "option.outside": ("근거가 된 이 기록 밖의 결정", "The decision outside this log behind it"),
    "option.dry_run": ("점검만 하고 기록하지 않습니다.", "Check only; record nothing"),
    "option.units": ("부서별 수치도 보여 드립니다.", "Show the counts of each unit, too"),
    "option.file": ("과제의 내용을 적은 YAML 파일", "A YAML file with the task's fields"),
    "option.token": (
        "제출 번호. 같은 번호는 한 번만 기록됩니다(기본: 양식의 token, 없으면 사람과 내용에서 만듭니다).",
        "A token; one token is recorded once (default: the form's own, or made of the person and what the file says)",
    ),
    "option.as_of": ("이 날까지의 일에 관한 점수", "What is true for this day, whenever it was recorded"),
    "option.known_at": ("이 날이 끝날 때 알려져 있던 점수", "What was known at the end of this day"),
    "option.stream": ("이 흐름의 사건만, 예: appraisal/2010/P-DG", "Only this stream, such as appraisal/2010/P-DG"),
    "option.type_": ("이 종류의 사건만, 예: PhaseOpened", "Only this type, such as PhaseOpened"),
    "option.first": ("이 위치부터", "From this position on"),
    "option.last": ("이 위치까지", "Up to this position"),
    "option.to": ("기록의 위치, 또는 그날이 끝나는 시점", "A position in the log, or the end of a day"),
    "option.diff": ("비교할 다른 시점", "Another moment, to compare with"),
    "option.check": ("고치지 않고 비교만 합니다.", "Change nothing, only compare"),
    "option.folder": ("사례 폴더, 예: examples/kipo-2010", "The folder of a case, such as examples/kipo-2010"),
    "option.until": (
        "이 날이 끝나면 멈춥니다. 다시 실행하면 이어집니다.",
        "Stop at the end of this day; run again to go on",
    ),
    "option.people": ("평가받는 사람의 수", "How many people are evaluated"),
    "option.board": (
        "기관이 여럿이어도 단계별 현황판과 늦은 과제까지 보여 드립니다.",
        "Show every phase and what was late, also for many bodies",
    ),
    "option.fresh": (
        "중단된 예행연습을 이어 하지 않고 새로 시작합니다.",
        "Start anew instead of going on with what was interrupted",
    ),
    "option.rehearse.database": (
        "예행연습을 남길 빈 기록(기본: SACHO_DATABASE_URL, 사용자 폴더에 있는 사례별 기록)",
        "An empty log to play on (default: SACHO_DATABASE_URL, then the case's own in your data folder)",
    ),
    # misuse
    "misuse.day": (
        "'{given}'은(는) 날짜가 아닙니다. 2010-06-30처럼 적으십시오",
        "'{given}' is no day. Write it as 2010-06-30",
    ),
    "misuse.year": ("'{given}'은(는) 연도가 아닙니다. 2010처럼 적으십시오", "'{given}' is no year. Write it as 2010"),
    "misuse.own": (
        "'{given}'은(는) 기관의 자체 규칙이 아닙니다. KIPO=kipo-2010처럼 적으십시오",
        "'{given}' names no own rules of a body. Write them as KIPO=kipo-2010",
    ),
    "misuse.position": (
        "'{given}'은(는) 위치가 아닙니다. 위치는 1부터 셉니다",
        "'{given}' is no position. Positions count from 1",
    ),
    "misuse.missing": ("'{name}' 항목이 빠졌습니다.", "'{name}' is missing."),
    "misuse.no-such-option": ("'{name}'(이)라는 선택 항목은 없습니다.", "There is no option '{name}'."),
    "misuse.help": ("도움말: {command} --help", "Help: {command} --help"),
}
