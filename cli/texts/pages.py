"""What the help pages say: commands, examples and headings."""

TEXTS: dict[str, tuple[str, str]] = {
    # the whole
    "help": (
        "사초(史草): 정부업무평가의 한 해를 기록하고, 기록에서 모든 점수를 다시 만들어 냅니다.",
        "Sacho keeps the record of a government's yearly performance evaluation; every score is compiled from it.",
    ),
    "example": ("예시", "Examples"),
    "example.root": (
        "sacho rehearse examples/kipo-2010\nsacho up\nsacho scores 2010",
        "sacho rehearse examples/kipo-2010\nsacho up\nsacho scores 2010",
    ),
    "panel.run": ("실행", "Run"),
    "panel.work": ("주기와 과제", "Cycles and tasks"),
    "panel.audit": ("기록과 검증", "Record and proof"),
    "frame.arguments": ("인자", "Arguments"),
    "frame.options": ("선택 항목", "Options"),
    "frame.commands": ("명령", "Commands"),
    "frame.required": ("[필수]", "[required]"),
    "frame.default": ("[기본값: {}]", "[default: {}]"),
    # commands
    "help.up": (
        "내장 Temporal 서버와 작업자를 함께 실행합니다. Ctrl-C로 멈춥니다.",
        "Run the embedded Temporal server and a worker, until Ctrl-C.",
    ),
    "help.worker": (
        "설정에 적힌 Temporal 서버에 작업자를 연결해 실행합니다.",
        "Run a worker against the Temporal server of the settings.",
    ),
    "help.reconcile": (
        "기록에 따라 돌고 있어야 할 워크플로를 모두 다시 시작합니다.",
        "Start again every workflow that the log says must run.",
    ),
    "help.doctor": (
        "설치 상태를 점검하고 문제마다 조치 방법을 알려 드립니다.",
        "Check this installation; every problem comes with a remedy.",
    ),
    "help.rehearse": (
        "한 사례의 한 해 전체를 몇 초 만에 예행연습합니다. 실제와 같은 절차를 거치며 별도의 기록에 남깁니다.",
        "Play the whole year of a case in seconds: the real workflows, the real door, a log of its own.",
    ),
    "help.cycle": ("평가 주기를 열고, 살피고, 조정하고, 마감합니다.", "Open a cycle, watch it, adjust it, close it."),
    "help.import": (
        "폴더의 조직, 인원, 역할, 평가자를 등록합니다. 이미 있는 내용은 그대로 둡니다.",
        "Take in bodies, units, people, roles and evaluators from a folder; what is there stays as it is.",
    ),
    "help.cycle.open": ("규칙에 따라 한 해의 평가 주기를 엽니다.", "Open a performance year under a rule set."),
    "help.cycle.status": (
        "단계별 현황판을 보여 드립니다: 완료, 지연, 미결, 누락.",
        "Show the board: every phase with what is done, late, open and missed.",
    ),
    "help.cycle.extend": (
        "단계의 마감일(열리기 전이면 시작일도)을 사유와 함께 옮깁니다.",
        "Move the last day of a phase (before it opened, its first day, too) for a recorded reason.",
    ),
    "help.cycle.pause": ("단계를 사유와 함께 일시 중지합니다.", "Let a phase stand still for a recorded reason."),
    "help.cycle.resume": ("일시 중지한 단계를 다시 진행합니다.", "Let a paused phase go on."),
    "help.cycle.close": ("한 해의 장부를 마감합니다.", "Close the books of a year."),
    "help.tasks": (
        "열린 과제를 급한 순서로 보여 드립니다. --as를 주면 그 사람의 과제만 보입니다.",
        "List open tasks, most urgent first; with --as, only that person's.",
    ),
    "help.tasks.show": (
        "과제 하나를 자세히 보여 드립니다: 내용, 기한, 담당 근거, 작성 양식.",
        "Show one open task: what, by when, why, and the form that completes it.",
    ),
    "help.tasks.complete": (
        "파일에 적은 내용으로 과제를 마칩니다. 같은 내용을 다시 제출해도 한 번만 기록됩니다.",
        "Complete a task with the fields in a file; submitted twice, it is recorded once.",
    ),
    "help.scores": (
        "한 해의 점수를 보여 드립니다. 다른 날 기준으로도 볼 수 있습니다.",
        "Show the scores of a year, also as they were known or true on another day.",
    ),
    "help.explain": (
        "점수의 산출근거를 사건, 규칙, 반올림까지 나무 모양으로 보여 드립니다. 예산과 특정평가도 됩니다.",
        "Show why a score is what it is, down to events and rules; also a budget, or a ministry's specific result.",
    ),
    "help.log": (
        "기록된 사건을 순서대로 보여 드립니다. 개인에 관한 글은 봉인된 채로 둡니다.",
        "Show events in the order they were recorded; personal texts stay sealed.",
    ),
    "help.replay": (
        "어느 시점의 상태를 되감아 보여 드립니다. --diff를 주면 두 시점을 비교합니다.",
        "Show the state at another moment; with --diff, what changed between two.",
    ),
    "help.rebuild": (
        "조회용 표를 기록에서 처음부터 재구축합니다. --check는 비교만 합니다.",
        "Compile all read models from zero; --check only compares them with the live ones.",
    ),
    "help.verify": (
        "기록 전체를 검증합니다: 모든 바이트, 해시, 순서, 명령과 사건의 연결.",
        "Verify the whole log: every byte, hash, position, and the bond of commands and events.",
    ),
    "help.version": ("버전을 보여 드립니다.", "Show versions."),
    # examples
    "example.up": ("sacho up", "sacho up"),
    "example.worker": (
        "SACHO_TEMPORAL_ADDRESS=temporal:7233 sacho worker",
        "SACHO_TEMPORAL_ADDRESS=temporal:7233 sacho worker",
    ),
    "example.reconcile": ("sacho reconcile", "sacho reconcile"),
    "example.doctor": ("sacho doctor", "sacho doctor"),
    "example.rehearse": (
        "sacho rehearse examples/kipo-2010\nsacho rehearse examples/kipo-2010 --until 2010-06-30",
        "sacho rehearse examples/kipo-2010\nsacho rehearse examples/kipo-2010 --until 2010-06-30",
    ),
    "example.import": (
        "sacho import examples/kipo-2010 --dry-run\nsacho import examples/kipo-2010",
        "sacho import examples/kipo-2010 --dry-run\nsacho import examples/kipo-2010",
    ),
    "example.cycle": ("sacho cycle status 2010", "sacho cycle status 2010"),
    "example.cycle.open": (
        "sacho cycle open 2010 --rules kr-2010 --own KIPO=kipo-2010 --government PMO --body KIPO --body MOE",
        "sacho cycle open 2010 --rules kr-2010 --own KIPO=kipo-2010 --government PMO --body KIPO --body MOE",
    ),
    "example.cycle.status": (
        "sacho cycle status 2010\nsacho cycle status 2010 --body KIPO --units",
        "sacho cycle status 2010\nsacho cycle status 2010 --body KIPO --units",
    ),
    "example.cycle.extend": (
        'sacho cycle extend 2010 final --body KIPO --due 2011-01-14 --reason "폭설로 인한 청사 폐쇄"',
        'sacho cycle extend 2010 final --body KIPO --due 2011-01-14 --reason "closed by snow"',
    ),
    "example.cycle.pause": (
        'sacho cycle pause 2010 interim --body KIPO --reason "국정감사 대응"',
        'sacho cycle pause 2010 interim --body KIPO --reason "audit by the Assembly"',
    ),
    "example.cycle.resume": (
        'sacho cycle resume 2010 interim --body KIPO --reason "국정감사 종료"',
        'sacho cycle resume 2010 interim --body KIPO --reason "the audit is over"',
    ),
    "example.cycle.close": ("sacho cycle close 2010", "sacho cycle close 2010"),
    "example.tasks": ("sacho tasks --as P-DG", "sacho tasks --as P-DG"),
    "example.tasks.show": (
        "sacho tasks show 2010/KIPO/interim/review-progress/P-CRE",
        "sacho tasks show 2010/KIPO/interim/review-progress/P-CRE",
    ),
    "example.tasks.complete": (
        "sacho tasks complete 2010/KIPO/interim/review-progress/P-CRE --as P-DG --file review.yaml",
        "sacho tasks complete 2010/KIPO/interim/review-progress/P-CRE --as P-DG --file review.yaml",
    ),
    "example.scores": (
        "sacho scores 2010\nsacho scores 2010 --known-at 2010-12-20 --json",
        "sacho scores 2010\nsacho scores 2010 --known-at 2010-12-20 --json",
    ),
    "example.explain": (
        "sacho explain 2010 --person P-DG\nsacho explain 2010 --specific KIPO",
        "sacho explain 2010 --person P-DG\nsacho explain 2010 --specific KIPO",
    ),
    "example.log": (
        "sacho log --person P-DG\nsacho log --type PhaseOpened --json",
        "sacho log --person P-DG\nsacho log --type PhaseOpened --json",
    ),
    "example.replay": (
        "sacho replay --to 2010-06-30\nsacho replay --to 2010-06-30 --diff 2010-12-31",
        "sacho replay --to 2010-06-30\nsacho replay --to 2010-06-30 --diff 2010-12-31",
    ),
    "example.rebuild": ("sacho rebuild --check", "sacho rebuild --check"),
    "example.verify": ("sacho verify", "sacho verify"),
    "example.version": ("sacho version --json", "sacho version --json"),
}
