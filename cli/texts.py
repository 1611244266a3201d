"""Every text of the command line, in Korean and English, by key; and which of the two is spoken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_spoken = "en"


def language_of(environment: Mapping[str, str]) -> str:
    """Return ``ko`` or ``en``: SACHO_LANG, else what the locale says, else English.

    >>> language_of({"LANG": "ko_KR.UTF-8"}), language_of({"LANG": "ko_KR.UTF-8", "SACHO_LANG": "en"})
    ('ko', 'en')
    """
    chosen = environment.get("SACHO_LANG", "")
    if chosen in ("ko", "en"):
        return chosen
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return "ko" if locale.startswith("ko") else "en"


def speak(which: str) -> None:
    """Speak *which* language, ``ko`` or ``en``, from now on."""
    global _spoken  # noqa: PLW0603 - one process speaks one language
    _spoken = which


def language() -> str:
    """Return the language that is spoken."""
    return _spoken


def has(key: str) -> bool:
    """Return whether there is a text *key*."""
    return key in TEXTS


def pair(key: str) -> tuple[str, str]:
    """Return the text *key* in Korean and in English."""
    return TEXTS[key]


def say(key: str, **facts: Any) -> str:
    """Return the text *key* in the language spoken, with *facts* filled in."""
    text = TEXTS[key][0 if _spoken == "ko" else 1]
    return text.format_map(facts) if facts else text


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
    "help.indicators": (
        "한 해의 성과지표를 보여 드립니다. 정의, 목표 산정, 실적, 증빙, 전망, 경보를 볼 수 있습니다.",
        "Show a year's indicators: definitions, targets, values, evidence, forecasts, warnings and signals.",
    ),
    "help.scores": (
        "한 해의 점수를 보여 드립니다. 다른 날 기준으로도 볼 수 있습니다.",
        "Show the scores of a year, also as they were known or true on another day.",
    ),
    "help.explain": (
        "점수의 산출근거를 사건, 규칙, 반올림까지 나무 모양으로 보여 드립니다.",
        "Show why a score is what it is: the proof tree down to events, rules and roundings.",
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
        "sacho cycle open 2010 --rules kipo-2010 --government PMO --body KIPO",
        "sacho cycle open 2010 --rules kipo-2010 --government PMO --body KIPO",
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
    "example.indicators": (
        "sacho indicators 2010 --unit IPPB\nsacho indicators 2010 --code IPPB-01",
        "sacho indicators 2010 --unit IPPB\nsacho indicators 2010 --code IPPB-01",
    ),
    "example.scores": (
        "sacho scores 2010\nsacho scores 2010 --known-at 2010-12-20 --json",
        "sacho scores 2010\nsacho scores 2010 --known-at 2010-12-20 --json",
    ),
    "example.explain": ("sacho explain 2010 --person P-DG", "sacho explain 2010 --person P-DG"),
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
    # options
    "option.help": ("이 도움말을 보여 드립니다.", "Show this help."),
    "option.json": ("기계가 읽을 JSON 문서 하나로 출력합니다.", "Print one JSON document for machines."),
    "option.database": (
        "기록의 위치: 파일, sqlite:///FILE, postgresql+psycopg://… (기본: SACHO_DATABASE_URL, 사용자 폴더)",
        "The log: a file, sqlite:///FILE or postgresql+psycopg://… (default: SACHO_DATABASE_URL, your data folder)",
    ),
    "option.actor": ("누구로서 하는지(기본: 운영자 system)", "Who acts (default: the operator, system)"),
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
    "option.unit": ("부서", "The unit"),
    "option.code": ("지표 코드", "The indicator's code"),
    "option.person": ("사람의 식별자", "A person's id"),
    "option.log.person": ("이 사람이 하였거나 이 사람에 관한 사건", "By this person, or about this person"),
    "option.due": ("새 마감일, 예: 2011-01-14", "The new last day, such as 2011-01-14"),
    "option.opens": ("새 시작일(단계가 열리기 전에만)", "The new first day (only before the phase opened)"),
    "option.reason": ("기록에 남길 사유", "The reason, for the record"),
    "option.resolution": ("근거가 된 결정", "The decision behind it"),
    "option.dry_run": ("점검만 하고 기록하지 않습니다.", "Check only; record nothing"),
    "option.units": ("부서별 수치도 보여 드립니다.", "Show the counts of each unit, too"),
    "option.file": ("과제의 내용을 적은 YAML 파일", "A YAML file with the task's fields"),
    "option.token": (
        "제출 번호. 같은 번호는 한 번만 기록됩니다(기본: 과제, 사람, 파일 내용에서 만듭니다).",
        "A token; one token is recorded once (default: made of task, person and the file's content)",
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
    "option.fresh": (
        "중단된 예행연습을 이어 하지 않고 새로 시작합니다.",
        "Start anew instead of going on with what was interrupted",
    ),
    # misuse
    "misuse.day": (
        "'{given}'은(는) 날짜가 아닙니다. 2010-06-30처럼 적으십시오",
        "'{given}' is no day. Write it as 2010-06-30",
    ),
    "misuse.year": ("'{given}'은(는) 연도가 아닙니다. 2010처럼 적으십시오", "'{given}' is no year. Write it as 2010"),
    "misuse.position": (
        "'{given}'은(는) 위치가 아닙니다. 위치는 1부터 셉니다",
        "'{given}' is no position. Positions count from 1",
    ),
    "misuse.missing": ("'{name}' 항목이 빠졌습니다.", "'{name}' is missing."),
    "misuse.no-such-option": ("'{name}'(이)라는 선택 항목은 없습니다.", "There is no option '{name}'."),
    "misuse.help": ("도움말: {command} --help", "Help: {command} --help"),
    # outcomes
    "outcome.recorded": (
        "기록되었습니다. 위치 {position}, 접수증 {receipt}",
        "Recorded at position {position}, receipt {receipt}",
    ),
    "outcome.already": ("이미 기록되어 있습니다. 위치 {position}", "Recorded already, at position {position}"),
    "outcome.nothing": ("이미 그러합니다. 새로 기록한 것이 없습니다.", "It is so already; nothing was added."),
    # refusals of the command line's own
    "refusal.log.none": (
        "{place}에 아직 기록이 없습니다. 'sacho up'이나 'sacho rehearse'로 시작하거나 --database를 쓰십시오.",
        "There is no log at {place} yet. Start one with 'sacho up' or 'sacho rehearse', or name it with --database.",
    ),
    "refusal.log.unreadable": (
        "기록의 일부를 읽을 수 없습니다({detail}). 'sacho verify'로 어느 위치인지 확인하십시오.",
        "A part of the log cannot be read ({detail}). 'sacho verify' names the position.",
    ),
    "refusal.year.none": (
        "그 시점의 기록에는 {year}년도 평가 주기가 없습니다. 연도와 날짜를 확인하십시오.",
        "The log knows no cycle {year} at that moment. Check the year and the date.",
    ),
    "refusal.indicator.none": (
        "{year}년도에 '{indicator}' 지표가 없습니다. 'sacho indicators {year}'에서 코드를 확인하십시오.",
        "There is no indicator '{indicator}' in {year}. See 'sacho indicators {year}' for the codes.",
    ),
    "refusal.person.none": (
        "{person}은(는) {year}년도 평가 대상이 아닙니다. 'sacho scores {year}'로 대상자를 확인하십시오.",
        "{person} is not evaluated in {year}. 'sacho scores {year}' lists who is.",
    ),
    "refusal.position.none": (
        "기록은 위치 {head}에서 끝납니다. {position}보다 앞의 위치를 지정하십시오.",
        "The log ends at position {head}. Name a position before {position}.",
    ),
    "refusal.task.address": (
        "'{task}'은(는) 과제 주소가 아닙니다. 연도/기관/단계/과제/대상의 꼴로 적으십시오.",
        "'{task}' is no address of a task. Write year/body/phase/task/subject; 'sacho tasks' shows them.",
    ),
    "refusal.task.unknown": (
        "'{task}'(이)라는 과제를 마치는 명령이 없습니다. 'sacho tasks'로 주소를 확인하십시오.",
        "No command completes a task '{task}'. Check the address with 'sacho tasks'.",
    ),
    "refusal.task.none": (
        "열려 있는 과제 중에 '{task}'이(가) 없습니다. 마쳤거나 닫혔을 수 있습니다. 'sacho tasks'로 확인하십시오.",
        "There is no open task '{task}'. It may be done, or its phase closed. 'sacho tasks' lists what is open.",
    ),
    "refusal.task.no-fields": (
        "{file}에 항목이 없습니다. 'sacho tasks show'가 보여 주는 양식을 채우십시오.",
        "{file} holds no fields. Fill in the form that 'sacho tasks show' prints.",
    ),
    "refusal.task.other-address": (
        "파일의 '{field}' 값 {given}이(가) 과제 주소의 {expected}와(과) 다릅니다. 그 항목을 지우십시오.",
        "'{field}' is {given} in the file, and {expected} in the task's address. Leave it out of the file.",
    ),
    "refusal.rehearse.cannot-open": (
        "사례의 해를 열 수 없습니다: {detail} 중단된 예행연습과 규칙이 다르면 --fresh로 새로 시작하십시오.",
        "The case's year cannot be opened: {detail} If the rules changed since the interruption, start --fresh.",
    ),
    "refusal.rehearse.foreign-log": (
        "{place}에는 이 사례의 것이 아닌 기록이 있습니다. 예행연습은 별도의 기록에 하십시오.",
        "{place} holds records that are not this case's. Rehearse on a log of its own.",
    ),
    "refusal.database.unsafe": (
        "이 데이터베이스로는 안전하게 기록할 수 없습니다: {detail}",
        "This database is not safe to record in: {detail}",
    ),
    "refusal.database.address": (
        "데이터베이스 주소를 이해할 수 없습니다({detail}). sqlite:///FILE 또는 postgresql+psycopg://… 꼴로 적으십시오.",
        "The database's address cannot be understood ({detail}). Write sqlite:///FILE or postgresql+psycopg://…",
    ),
    "refusal.database.busy": (
        "{place}을(를) 다른 작업이 쓰고 있습니다({detail}). 잠시 뒤 다시 시도하십시오. 같은 명령은 한 번만 기록됩니다.",
        "{place} is in use by something else ({detail}). Try again in a moment; the same command is recorded once.",
    ),
    "refusal.database.damaged": (
        "{place}의 파일이 손상되었거나 기록이 아닙니다({detail}). 사본에서 복구하고 'sacho verify'로 확인하십시오.",
        "{place} is damaged or no log ({detail}). Restore it from a copy, and check that with 'sacho verify'.",
    ),
    "refusal.database.read-only": (
        "{place}에 쓸 수 없습니다({detail}). 파일과 폴더의 권한을 확인하십시오.",
        "{place} cannot be written ({detail}). Check the permissions of the file and its folder.",
    ),
    "refusal.database.full": (
        "{place}의 디스크가 가득 찼습니다({detail}). 공간을 비우십시오.",
        "The disk of {place} is full ({detail}). Free some space.",
    ),
    "refusal.database.unreachable": (
        "{place}에 연결할 수 없습니다({detail}). 주소와 계정을 확인하십시오. 'sacho doctor'가 도와 드립니다.",
        "{place} cannot be reached ({detail}). Check its address, account and that it runs; 'sacho doctor' helps.",
    ),
    "refusal.database.failed": (
        "{place}에서 오류가 났습니다({detail}). 'sacho doctor'로 점검하십시오.",
        "{place} failed ({detail}). Check it with 'sacho doctor'.",
    ),
    "refusal.temporal.missing": (
        "Temporal 실행 파일이 없습니다({detail}). requirements.txt를 설치하십시오.",
        "A Temporal binary is missing ({detail}). Install requirements.txt.",
    ),
    "refusal.temporal.unreachable": (
        "{address}의 Temporal 서버가 응답하지 않습니다({detail}). 'sacho up'이나 SACHO_TEMPORAL_ADDRESS를 보십시오.",
        "No Temporal server answers at {address} ({detail}). Run 'sacho up', or check SACHO_TEMPORAL_ADDRESS.",
    ),
    "refusal.file.trouble": ("파일을 다룰 수 없습니다: {detail}", "A file cannot be used: {detail}"),
    "refusal.unexpected": (
        "예상하지 못한 오류입니다({kind}: {detail}). SACHO_DEBUG=1로 다시 실행하면 자세히 보입니다.",
        "Something unexpected happened ({kind}: {detail}). Run again with SACHO_DEBUG=1 to see more.",
    ),
    # columns
    "column.person": ("성명", "Person"),
    "column.bureau": ("국", "Bureau"),
    "column.department": ("과", "Dept."),
    "column.individual": ("개인", "Own"),
    "column.competency": ("역량", "Comp."),
    "column.attitude": ("태도", "Att."),
    "column.bonus": ("가점", "Bonus"),
    "column.total": ("합계", "Total"),
    "column.indicator": ("지표", "Indicator"),
    "column.weight": ("가중치", "Weight"),
    "column.score": ("점수", "Score"),
    "column.target": ("목표", "Target"),
    "column.rate": ("달성률", "Rate %"),
    "column.counts": ("인정", "Counts"),
    "column.forecast": ("연말 전망", "Forecast %"),
    "column.flags": ("표시", "Flags"),
    "column.value": ("실적", "Value"),
    "column.effective": ("기준일", "As of"),
    "column.recorded": ("기록일", "Recorded"),
    "column.phase": ("단계", "Phase"),
    "column.window": ("기간", "Window"),
    "column.state": ("상태", "State"),
    "column.done": ("완료", "Done"),
    "column.late": ("지연", "Late"),
    "column.open": ("미결", "Open"),
    "column.missed": ("누락", "Missed"),
    "column.reminders": ("알림", "Rem."),
    "column.due": ("기한", "Due"),
    "column.task": ("과제", "Task"),
    "column.about": ("대상", "About"),
    "column.owner": ("담당", "Owner"),
    "column.part": ("구분", "Component"),
    "column.of-100": ("점수", "Score"),
    "column.points": ("환산", "Points"),
    "column.fact": ("사건", "Fact"),
    "column.command": ("명령", "Command"),
    "column.count": ("건수", "Count"),
    "column.before": ("이전", "Before"),
    "column.after": ("이후", "After"),
    "column.of": ("대상", "Of"),
    "column.what": ("항목", "What"),
    "column.position": ("위치", "Position"),
    "column.finding": ("발견", "Finding"),
    "column.detail": ("내용", "Detail"),
    "column.table": ("표", "Table"),
    "column.key": ("키", "Key"),
    "column.difference": ("차이", "Difference"),
    "column.columns": ("열", "Columns"),
    "column.sign": ("", ""),
    "column.check": ("점검", "Check"),
    # states
    "state.planned": ("예정", "planned"),
    "state.open": ("진행", "open"),
    "state.paused": ("중지", "paused"),
    "state.closed": ("마감", "closed"),
    "state.early": ("조기마감", "early"),
    # what a number is
    "what.total": ("합계", "Total"),
    "what.bureau": ("국 성과", "Bureau performance"),
    "what.department": ("과 성과", "Department performance"),
    "what.individual": ("개인 성과", "Own performance"),
    "what.competency": ("역량", "Competency"),
    "what.attitude": ("태도", "Attitude"),
    "what.mileage": ("마일리지", "Mileage"),
    "what.special": ("특별 가점", "Special points"),
    "what.goals": ("목표 달성", "Goals"),
    "what.credit": ("가점 부여", "Credit"),
    "what.first": ("1차 평가자", "First evaluator"),
    "what.second": ("2차 평가자", "Second evaluator"),
    "what.planning": ("계획의 충실성", "Planning"),
    "what.execution": ("집행의 충실성", "Execution"),
    "what.achievement": ("목표 달성도", "Achievement"),
    "what.score": ("지표 점수", "Indicator score"),
    "what.value": ("지표 실적", "Indicator value"),
    # scores and explain
    "indicators.none": ("확정된 지표가 없습니다.", "No plan is in force, so there are no indicators yet."),
    "indicators.next": (
        "* 추정치. 한 지표의 산정 근거: sacho indicators YEAR --code CODE",
        "* estimate. For one in full: sacho indicators YEAR --code CODE",
    ),
    "indicators.flag.warning": ("조기경보", "early warning"),
    "indicators.flag.signal": ("점검 신호 {count}", "signals {count}"),
    "indicators.flag.amended": ("변경", "amended"),
    "indicators.flag.baseline": ("기준 축적 중", "baseline building"),
    "indicators.flag.provisional": ("잠정", "provisional"),
    "indicators.in-force": ("현재 정의", "Definition in force"),
    "indicators.amended": (
        "변경 전 정의 (연말까지 함께 산정)",
        "Definition before the amendment, computed to year end",
    ),
    "indicators.how": (
        "{kind}, {direction}, 단위 {measure}. 산식: {formula}",
        "{kind}, {direction}, in {measure}. Formula: {formula}",
    ),
    "indicators.by": (
        "담당 {owner}, 확인 {verifier}. 출처: {source}. 검증 방법: {means}",
        "Owner {owner}, verifier {verifier}. Source: {source}. Verified by: {means}",
    ),
    "indicators.target": ("목표 {target}: {reason}", "Target {target}: {reason}"),
    "indicators.by-rule": (
        "산정 목표 {value} = 전년 {previous}, 표준편차 {sigma} × {k} 〔{rule}, {kind}〕",
        "the rule gives {value}: last year {previous}, standard deviation {sigma} x {k} 〔{rule}, {kind}〕",
    ),
    "indicators.no-rule": ("산정 기준 없음", "no rule gives one"),
    "indicators.approved": ("{by} 승인: {reason}", "approved by {by}: {reason}"),
    "indicators.forecast": (
        "연말 전망 {value} (달성률 {rate}): 분기 실적 {count}건을 지나는 직선",
        "Forecast {value} at year end (rate {rate}): a straight line through {count} quarters",
    ),
    "indicators.evidence": (
        "증빙 〈{title}〉 {document}, {phase}, {by}: {verdict}",
        "Evidence “{title}” {document}, {phase}, by {by}: {verdict}",
    ),
    "indicators.verdict.open": ("확인 전", "not verified yet"),
    "indicators.verdict.verified": ("{by} 확인", "verified by {by}"),
    "indicators.verdict.rejected": ("{by} 반려", "rejected by {by}"),
    "indicators.warning": (
        "조기경보 {phase}: 전망 {forecast}, 달성률 {rate}. 원인: {cause}",
        "Early warning {phase}: forecast {forecast}, rate {rate}. Cause: {cause}",
    ),
    "indicators.unanswered": ("담당자 확인 전", "not acknowledged yet"),
    "indicators.signal": ("점검 신호 {signal}: {facts}", "Signal: {signal}: {facts}"),
    "signal.target-below-history": ("전년 실적보다 쉬운 목표", "target easier than last year's result"),
    "signal.formula-drift": ("산식·측정 방법 변경", "measured otherwise than before"),
    "signal.denominator-shift": ("분모 변동", "shift of the denominator"),
    "signal.last-weeks-surge": ("연말 증빙 집중", "surge of evidence in the last weeks"),
    "kind.quantitative": ("정량", "quantitative"),
    "kind.qualitative": ("정성", "qualitative"),
    "kind.milestone": ("이정표", "milestone"),
    "direction.up": ("상향", "more is better"),
    "direction.down": ("하향", "less is better"),
    "scores.people": ("개인별 점수", "Scores of persons"),
    "scores.unit": (
        "{unit}: {score} (결과가 있는 가중치 {weight}%)",
        "{unit}: {score} (weight with a result: {weight} %)",
    ),
    "scores.known-at": ("{day}이(가) 끝날 때 알려져 있던 대로", "As known at the end of {day}"),
    "scores.as-of": ("{day}까지의 일에 관하여", "As true for {day}"),
    "explain.year": ("{year}년도 점수의 산출근거", "why these scores in {year}"),
    "explain.rules": ("규칙 {rules} ({hash}…)", "rules {rules} ({hash}…)"),
    "explain.missing": ("아직 없는 성분: {missing}", "not in yet: {missing}"),
    "explain.points": ("{weight}점 만점", "of {weight} points"),
    "explain.percent": ("가중치 {weight}%", "weight {weight} %"),
    "explain.rounded": ("둘째 자리로 반올림", "rounded half up to 2 places"),
    # cycle
    "cycle.head": (
        "{year}년도 평가 주기: {state}, 주관 {government}, 규칙 {rules}",
        "Cycle {year}: {state}, led by {government}, rules {rules}",
    ),
    "cycle.units": ("부서별 수치: --units", "Counts by unit: --units"),
    # tasks
    "tasks.none": ("{person}: 열린 과제가 없습니다.", "{person}: no open tasks."),
    "tasks.nobody": ("전체", "Everybody"),
    "tasks.escalated": ("상신됨", "escalated"),
    "tasks.next": ("자세히: sacho tasks show 과제주소", "More: sacho tasks show TASK"),
    "tasks.about": ("대상: {subject} · 단계: {phase}", "About: {subject} · phase: {phase}"),
    "tasks.by": ("담당: {owner} ({why})", "Owner: {owner} ({why})"),
    "tasks.due": ("기한: {due} · 접수 마감: {closes}", "Due: {due} · taken until: {closes}"),
    "tasks.basis": ("근거: {basis}", "Basis: {basis}"),
    "tasks.consequence": ("하지 않으면: {consequence}", "If missed: {consequence}"),
    "tasks.role": ("역할 {role}", "role {role}"),
    "tasks.template": (
        "양식을 채워 파일로 저장한 뒤 'sacho tasks complete'로 제출하십시오:",
        "Fill in this form, save it as a file and submit it with 'sacho tasks complete':",
    ),
    "why.self": ("본인이므로", "it is about them"),
    "why.first": ("1차 평가자이므로", "as first evaluator"),
    "why.second": ("2차 평가자이므로", "as second evaluator"),
    "why.unit-head": ("부서장이므로", "as head of the unit"),
    "why.body-head": ("기관장이므로", "as head of the body"),
    "why.role": ("역할에 따라", "by role"),
    "form.text": ("글", "text"),
    "form.number": ("수", "a number"),
    "form.boolean": ("true 또는 false", "true or false"),
    "form.array": ("목록", "a list"),
    "form.range": ("{low}~{high}", "{low} to {high}"),
    "form.from": ("{low} 이상", "{low} or more"),
    # log
    "log.empty": ("해당하는 사건이 없습니다.", "No such events."),
    "log.sealed": ("(봉인)", "(sealed)"),
    # replay
    "replay.at": (
        "{at} 시점: 위치 {position}까지, 등록된 사람 {people}명",
        "At {at}: up to position {position}, {people} people registered",
    ),
    "replay.no-year": ("열린 평가 주기가 아직 없습니다.", "No cycle was open yet."),
    "replay.year": ("{year}년도: {state}", "Year {year}: {state}"),
    "replay.phases": (
        "단계: 진행 {open}, 중지 {paused}, 마감 {closed}, 예정 {planned}",
        "Phases: {open} open, {paused} paused, {closed} closed, {planned} planned",
    ),
    "replay.open": ("진행 중: {phases}", "Open: {phases}"),
    "replay.counts": (
        "평가 대상 {evaluated}명, 완료한 과제 {done}건, 누락 {missed}건",
        "{evaluated} evaluated, {done} tasks done, {missed} missed",
    ),
    "replay.scores": ("합계가 확정된 사람 {known}/{all}명", "Totals known: {known} of {all}"),
    "replay.between": ("위치 {first}과(와) {last} 사이에 바뀐 것", "What changed between positions {first} and {last}"),
    "replay.same": ("바뀐 것이 없습니다.", "Nothing changed."),
    "replay.facts": ("기록된 사건", "Facts recorded"),
    "replay.phase-changes": ("단계", "Phases"),
    "replay.score-changes": ("점수와 실적", "Scores and values"),
    # rebuild and verify
    "rebuild.done": (
        "재구축하였습니다: 사건 {events}건, 위치 {position}, {seconds}초",
        "Rebuilt from {events} events, up to position {position}, in {seconds} s",
    ),
    "rebuild.same": (
        "조회용 표가 기록과 모두 같습니다: 사건 {events}건",
        "All read models are what the log says: {events} events",
    ),
    "rebuild.differ": ("기록과 다른 행이 {count}개 있습니다.", "{count} rows are not what the log says."),
    "rebuild.missing": ("빠짐", "missing"),
    "rebuild.surplus": ("남음", "surplus"),
    "rebuild.differs": ("다름", "differs"),
    "rebuild.remedy": (
        "'sacho rebuild'가 기록에서 다시 만들어 바로잡습니다.",
        "'sacho rebuild' puts them right from the log.",
    ),
    "verify.ok": (
        "검증됨: 사건 {events}건이 기록된 그대로입니다.",
        "Verified: {events} events are as they were recorded.",
    ),
    "verify.root": ("루트 {root}", "Root {root}"),
    "verify.damaged": (
        "손상 발견 {count}건, 처음 위치 {position}",
        "Damaged: {count} findings, the first at position {position}",
    ),
    "verify.remedy": (
        "기록을 고치지 마십시오. 파일을 보존하고 사본과 대조하여 복구하십시오.",
        "Do not repair the log by hand. Keep the file, and restore from a copy that verifies.",
    ),
    "verify.position.missing": ("빠진 위치", "Positions missing"),
    "verify.leaf.differs": ("내용이 다름", "Content differs"),
    "verify.body.not-canonical": ("정규형이 아님", "Not canonical"),
    "verify.version.wrong": ("판 번호 오류", "Wrong version"),
    "verify.time.backwards": ("시각이 거꾸로 감", "Time runs backwards"),
    "verify.type.unknown": ("모르는 종류", "Unknown type"),
    "verify.command.bond": ("명령과 어긋남", "Not of its command"),
    "verify.position.beyond": ("끝 표시 뒤의 사건", "Behind the head"),
    "verify.head.differs": ("끝 표시가 다름", "Head differs"),
    "verify.root.differs": ("루트가 다름", "Root differs"),
    "verify.command.missing": ("명령이 없음", "Command missing"),
    "verify.command.differs": ("명령이 다름", "Command differs"),
    # up and reconcile
    "up.ready": ("사초가 실행 중입니다.", "Sacho is up."),
    "up.log": ("기록: {log}", "Log: {log}"),
    "up.temporal": ("Temporal: {address} (이름공간 {namespace})", "Temporal: {address} (namespace {namespace})"),
    "up.temporal-data": ("Temporal 자료: {file}", "Temporal data: {file}"),
    "up.foreign": (
        "이미 실행 중인 Temporal 서버를 씁니다. 이 서버는 멈추지 않습니다.",
        "A Temporal server runs there already; it is used, and left running.",
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
    "remedy.no-log": ("'sacho up' 또는 'sacho rehearse'가 만듭니다.", "'sacho up' or 'sacho rehearse' creates it."),
    "remedy.durability": (
        "확정한 기록이 사라질 수 있습니다. WAL과 synchronous를 켜십시오.",
        "A commit could be lost. Turn WAL and synchronous commits on.",
    ),
    "remedy.guards": (
        "'sacho up'이 다시 설치합니다. 그 전에 'sacho verify'를 하십시오.",
        "Run 'sacho verify', then 'sacho up' puts them back.",
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
    "remedy.rules": ("규칙 파일을 고치십시오.", "Correct the rule set."),
    # rehearse
    "rehearse.begins": ("준비", "set-up"),
    "rehearse.acts": ("행위 {played}/{total}건", "{played} of {total} acts"),
    "rehearse.goes-on": (
        "중단된 예행연습을 이어 합니다: {file} (--fresh로 새로 시작)",
        "Going on with the interrupted rehearsal: {file} (--fresh starts anew)",
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
