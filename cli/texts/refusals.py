"""The sentences of the command line's own refusals."""

TEXTS: dict[str, tuple[str, str]] = {
    "refusal.actor.missing": (
        "누가 하는지 알 수 없습니다. --as 사람(또는 SACHO_ACTOR)을 주십시오.",
        "Nobody is named who acts. Give --as PERSON, or set SACHO_ACTOR.",
    ),
    "refusal.actor.engine": (
        "'{engine}'은(는) 시스템이 쓰는 이름입니다. --as에 일하는 사람을 주십시오.",
        "'{engine}' is the engine's own name. Give --as the person who acts.",
    ),
    "refusal.import.role": (
        "{body}에는 운영자가 있어 {person}의 '{role}' 역할을 가져오기로 주지 않습니다. --as에 운영자를 주십시오.",
        "{body} has an operator, so no import gives {person} the role '{role}'. Import with --as OPERATOR.",
    ),
    "refusal.log.none": (
        "{place}에 아직 기록이 없습니다. 'sacho import'나 'sacho up'으로 시작하거나 --database를 쓰십시오.",
        "There is no log at {place} yet. Start one with 'sacho import' or 'sacho up', or name it with --database.",
    ),
    "refusal.log.unreadable": (
        "기록의 일부를 읽을 수 없습니다({detail}). 'sacho verify'로 어느 위치인지 확인하십시오.",
        "A part of the log cannot be read ({detail}). 'sacho verify' names the position.",
    ),
    "refusal.body.none": (
        "기록에 '{body}' 기관이 없습니다. 기록에 있는 기관: {known}.",
        "The log knows no body {body}. It knows: {known}.",
    ),
    "refusal.year.none": (
        "그 시점의 기록에는 {year}년도 평가 주기가 없습니다. 연도와 날짜를 확인하십시오.",
        "The log knows no cycle {year} at that moment. Check the year and the date.",
    ),
    "refusal.person.none": (
        "{person}은(는) {year}년도 평가 대상이 아닙니다. 'sacho scores {year}'(으)로 대상자를 확인하십시오.",
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
    "refusal.rehearse.used-log": (
        "{place}에는 이 예행연습이 이미 있습니다. 빈 기록을 지정하거나 --database, SACHO_DATABASE_URL을 빼십시오.",
        "{place} holds this rehearsal already. Name an empty log, or leave --database and SACHO_DATABASE_URL out.",
    ),
    "refusal.rehearse.day-past": (
        "예행연습은 이미 {day}에 있으므로 {until}에서 멈출 수 없습니다. {day} 또는 그 뒤의 날을 지정하십시오.",
        "The rehearsal stands at {day} already and cannot stop on {until}. Name {day} or a later day.",
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
}
