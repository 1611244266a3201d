"""What is said while Sacho is set up, checked, run and rehearsed."""

TEXTS: dict[str, tuple[str, str]] = {
    # up and reconcile
    "up.ready": ("사초가 실행 중입니다.", "Sacho is up."),
    "up.log": ("기록: {log}", "Log: {log}"),
    "up.temporal": ("Temporal: {address} (이름공간 {namespace})", "Temporal: {address} (namespace {namespace})"),
    "up.temporal-data": ("Temporal 자료: {file}", "Temporal data: {file}"),
    "up.foreign": (
        "이미 실행 중인 Temporal 서버를 씁니다. 이 서버는 멈추지 않습니다.",
        "A Temporal server runs there already; it is used, and left running.",
    ),
    "up.orphan": (
        "지난 실행이 비정상 종료되며 남긴 Temporal 서버를 멈추었습니다.",
        "A Temporal server that a crashed run had left behind was stopped.",
    ),
    "up.stop": ("Ctrl-C로 멈춥니다. 다시 시작하면 이어집니다.", "Ctrl-C stops it; started again, it goes on."),
    "reconcile.done": ("워크플로 {count}개를 확인하였습니다.", "{count} workflows run."),
    # doctor
    "doctor.no-log": ("{path}: 아직 없음", "{path}: not there yet"),
    "doctor.empty": ("데이터베이스에 기록이 없음", "no log in this database"),
    "doctor.future": ("마지막 사건이 미래에 있음: {at}", "the last event lies in the future: {at}"),
    "doctor.ok": ("안전하게 기록할 수 있는 상태입니다.", "This set-up is safe to keep a record with."),
    "doctor.fail": ("✘ 표시된 문제를 먼저 해결하십시오.", "Solve what is marked ✘ first."),
    "check.python": ("파이썬", "Python"),
    "check.sqlite": ("SQLite 드라이버", "SQLite driver"),
    "check.disk": ("디스크", "Disk"),
    "check.database": ("데이터베이스", "Database"),
    "check.durability": ("내구성", "Durability"),
    "check.log": ("기록", "Log"),
    "check.guards": ("변경 방지 장치", "Guards against change"),
    "check.projections": ("조회용 표", "Read models"),
    "check.clock": ("시계", "Clock"),
    "check.temporal": ("Temporal 서버 파일", "Temporal server binary"),
    "check.temporal-test-server": ("예행연습 서버 파일", "Rehearsal server binary"),
    "check.server": ("Temporal 서버", "Temporal server"),
    "check.worker": ("작업자", "Worker"),
    "check.rules": ("규칙", "Rule set"),
    "remedy.python": ("파이썬 3.11 이상을 설치하십시오.", "Install Python 3.11 or newer."),
    "remedy.sqlite": (
        "'pip install pysqlite3'로 새 SQLite를 설치하십시오.",
        "Install a newer SQLite: pip install pysqlite3.",
    ),
    "remedy.disk": (
        "SQLite 기록은 이 컴퓨터의 디스크에 두거나 PostgreSQL을 쓰십시오.",
        "Keep a SQLite log on a local disk, or use PostgreSQL.",
    ),
    "remedy.database": (
        "SACHO_DATABASE_URL 또는 --database를 확인하십시오.",
        "Check SACHO_DATABASE_URL or --database.",
    ),
    "remedy.writable": ("이 폴더에 쓸 권한을 주십시오.", "Give yourself permission to write in this folder."),
    "remedy.no-log": (
        "'sacho import'나 'sacho up'이 만듭니다. 예행연습은 사례별 기록에 따로 남습니다.",
        "'sacho import' or 'sacho up' creates it; a rehearsal keeps a log of its own.",
    ),
    "remedy.durability": (
        "확정한 기록이 사라질 수 있습니다. WAL과 synchronous를 켜십시오.",
        "A commit could be lost. Turn WAL and synchronous commits on.",
    ),
    "remedy.guards": (
        "먼저 'sacho verify'를 하십시오. 'sacho up'이 우리 것을 다시 설치합니다. 다른 트리거는 지우십시오.",
        "Run 'sacho verify'; 'sacho up' puts ours back. Drop triggers that are not ours.",
    ),
    "remedy.projections": (
        "다음 조회 때 따라잡습니다. 'sacho rebuild'로도 됩니다.",
        "The next query catches up; 'sacho rebuild' does, too.",
    ),
    "remedy.clock": (
        "이 컴퓨터와 데이터베이스의 시각을 맞추십시오(NTP).",
        "Set the clocks of machine and database (NTP).",
    ),
    "remedy.future": (
        "예행연습 기록이면 괜찮습니다. 아니면 시각을 맞추십시오.",
        "Fine for a rehearsal of a coming year; otherwise set the clock.",
    ),
    "remedy.binary": (
        "'pip install -r requirements.txt'로 맞는 판을 설치하십시오.",
        "Install the pinned version: pip install -r requirements.txt.",
    ),
    "remedy.server": (
        "'sacho up'으로 시작할 수 있습니다. 조회에는 없어도 됩니다.",
        "'sacho up' starts one; queries do without.",
    ),
    "remedy.worker": (
        "작업자가 없어 아무것도 진행되지 않습니다. 'sacho up'이나 'sacho worker'를 실행하십시오.",
        "No worker runs, so nothing goes on. Start 'sacho up' or 'sacho worker'.",
    ),
    "remedy.rules": ("규칙 파일을 고치십시오.", "Correct the rule set."),
    # rehearse
    "rehearse.begins": ("준비", "set-up"),
    "rehearse.acts": ("행위 {played}/{total}건", "{played} of {total} acts"),
    "rehearse.goes-on": (
        "중단된 예행연습을 이어 합니다: {file} (--fresh로 새로 시작)",
        "Going on with the interrupted rehearsal: {file} (--fresh starts anew)",
    ),
    "rehearse.again": (
        "지난 예행연습이 끝났으므로 처음부터 다시 시작합니다: {file}",
        "The last rehearsal came to its end; starting again: {file}",
    ),
    "rehearse.interrupted": (
        "중단하였습니다. 같은 명령을 다시 실행하면 이어집니다.",
        "Interrupted. The same command goes on.",
    ),
    "rehearse.hero": ("{person}, {year}년도", "{person}, {year}"),
    "rehearse.phases": ("단계", "Phases"),
    "import.dry": ("점검만 하였으며 기록하지 않았습니다.", "Checked only; nothing was recorded."),
    "import.done": ("등록하였습니다. 새 사건 {events}건.", "Taken in. New events: {events}."),
    "rehearse.late": ("늦게 마친 과제 {late}건, 누락된 과제 {missed}건", "Done late: {late}. Missed: {missed}."),
    "rehearse.more": ("외 {count}건", "and {count} more"),
    "rehearse.refusals": ("거절된 명령 {count}건", "{count} commands were refused"),
    "rehearse.closed": ("{year}년도 장부가 마감되었습니다.", "The books of {year} are closed."),
    "rehearse.until": ("{until}까지 진행하였습니다.", "Played until {until}."),
    "rehearse.counts": ("행위 {acts}건, 사건 {events}건.", "{acts} acts, {events} events."),
    "rehearse.log": ("기록: {log}", "Log: {log}"),
    "rehearse.next": ("다음으로 해 볼 만한 것:", "Try next:"),
}
