"""What is said about batches exchanged with neighbour systems, and about the roles of those who speak for one."""

TEXTS: dict[str, tuple[str, str]] = {
    "help.exchange": (
        "이웃 시스템(온나라, e-사람, 디브레인, 정보공개, 국가인재DB, BSC)과 자료를 주고받습니다.",
        "Exchange batches with the neighbours: On-nara, e-Saram, d-brain, disclosure, talent database, BSC.",
    ),
    "example.exchange": ("sacho exchange log", "sacho exchange log"),
    "help.exchange.import": (
        "묶음 파일을 받아들입니다. 잘못된 행만 알리고 나머지는 기록하며, 같은 묶음을 다시 보내도 바뀌는 것이 없습니다.",
        "Take in a batch from a file. Bad rows are told and the rest is taken; the same batch again changes nothing.",
    ),
    "example.exchange.import": (
        "sacho exchange import bsc values.xlsx --as X-BSC\nsacho exchange import onnara documents.csv --dry-run",
        "sacho exchange import bsc values.xlsx --as X-BSC\nsacho exchange import onnara documents.csv --dry-run",
    ),
    "help.exchange.export": (
        "보낼 묶음을 만들어 보낸 것으로 기록하고, 파일이나 표준출력에 쓰거나 이웃 시스템으로 보냅니다.",
        "Make a batch, record it as sent, and write it to a file or to stdout, or send it to the neighbour.",
    ),
    "example.exchange.export": (
        "sacho exchange export esaram 2010 --to results.xlsx",
        "sacho exchange export esaram 2010 --to results.xlsx",
    ),
    "help.exchange.log": ("주고받은 묶음과 그 결과를 보여 드립니다.", "Show every batch exchanged, and how it ended."),
    "example.exchange.log": ("sacho exchange log --system onnara", "sacho exchange log --system onnara"),
    "help.exchange.serve": (
        "서명된 요청으로 오는 묶음을 받고, 아직 받았다는 답이 없는 묶음을 다시 보냅니다. Ctrl-C로 멈춥니다.",
        "Take signed batches over HTTP, and deliver again what nobody has acknowledged, until Ctrl-C.",
    ),
    "example.exchange.serve": (
        "sacho exchange serve --neighbours neighbours.yaml",
        "sacho exchange serve --neighbours neighbours.yaml",
    ),
    "option.system": (
        "이웃 시스템: onnara, esaram, talent, dbrain, disclosure, bsc",
        "The neighbour: onnara, esaram, talent, dbrain, disclosure, bsc",
    ),
    "option.exchange.import.file": (
        "묶음 파일: .jsonl, .csv, .xlsx, .json(CloudEvents)",
        "The batch: .jsonl, .csv, .xlsx, or .json with CloudEvents",
    ),
    "option.exchange.import.actor": (
        "이웃 시스템을 대신하는 연계 계정(exchange-… 역할)",
        "The connector that speaks for the neighbour, with the role exchange-…",
    ),
    "option.batch": (
        "묶음 번호(기본: 확장자를 뺀 파일 이름)",
        "The batch's id (default: the file's name without its ending)",
    ),
    "option.exchange.import.dry_run": ("기록하지 않고 행만 검사합니다.", "Check the rows only; record nothing"),
    "option.exchange.export.to": (
        "쓸 파일: .jsonl, .csv, .xlsx, .json (기본: 표준출력, JSON Lines)",
        "The file: .jsonl, .csv, .xlsx or .json (default: stdout, JSON Lines)",
    ),
    "option.send": (
        "이웃 시스템 설정 파일에 적힌 주소로 서명하여 보냅니다.",
        "Send it, signed, to the address that this file of neighbours names",
    ),
    "option.neighbours": (
        "이웃 시스템의 계정, 비밀 값, 주소를 적은 YAML 파일",
        "The YAML file with the neighbours' connectors, secrets and addresses",
    ),
    "option.host": ("들을 주소", "The address to listen on"),
    "option.port": ("들을 포트(0이면 빈 포트)", "The port to listen on; 0 takes a free one"),
    "misuse.system": (
        "'{given}'은(는) 이웃 시스템이 아닙니다. 있는 시스템: {known}.",
        "'{given}' is no neighbour system. There are {known}.",
    ),
    "refusal.exchange.no-file": (
        "이웃 시스템 설정 파일이 필요합니다. --neighbours 또는 SACHO_NEIGHBOURS로 지정하십시오.",
        "The file of neighbours is needed. Name it with --neighbours or SACHO_NEIGHBOURS.",
    ),
    "exchange.row": ("{line}행", "Row {line}"),
    "exchange.more": (
        "그 밖에 {count}행이 더 있습니다. --json이 모두 보여 드립니다.",
        "{count} more; --json shows all.",
    ),
    "exchange.batch.taken": (
        "묶음 {batch}: {accepted}행을 받고 {rejected}행을 돌려보냈습니다. 사건 {events}건을 기록하였습니다.",
        "Batch {batch}: {accepted} rows taken, {rejected} rejected, {events} events recorded.",
    ),
    "exchange.batch.again": (
        "묶음 {batch}은(는) 이미 처리한 묶음입니다({accepted}행 받음, {rejected}행 돌려보냄). 바뀐 것이 없습니다.",
        "Batch {batch} is on record already ({accepted} rows taken, {rejected} rejected). Nothing has changed.",
    ),
    "exchange.batch.dry": (
        "묶음 {batch}: 형식이 맞는 행 {accepted}, 맞지 않는 행 {rejected}. 아무것도 기록하지 않았습니다.",
        "Batch {batch}: {accepted} rows fit, {rejected} do not. Nothing was recorded.",
    ),
    "exchange.sent": ("묶음 {batch}, {rows}행을 보낸 것으로 기록하였습니다.", "Batch {batch}, {rows} rows: sent."),
    "exchange.sent-again": (
        "묶음 {batch}, {rows}행은 이미 보낸 묶음입니다. 기록은 바뀌지 않았습니다.",
        "Batch {batch}, {rows} rows, was sent before. The record has not changed.",
    ),
    "exchange.file": ("파일: {file}", "File: {file}"),
    "exchange.ending.acknowledged": ("이웃 시스템이 받았습니다.", "The neighbour has taken it."),
    "exchange.ending.rejected": ("이웃 시스템이 돌려보냈습니다.", "The neighbour has rejected it."),
    "exchange.ending.pending": (
        "답이 없습니다. 'sacho exchange serve'가 다시 보냅니다.",
        "Nobody answered. 'sacho exchange serve' tries again.",
    ),
    "exchange.state.begun": ("받는 중", "being taken"),
    "exchange.state.received": ("받음", "received"),
    "exchange.state.sent": ("보냄", "sent"),
    "exchange.state.acknowledged": ("보냄, 수신 확인", "sent, acknowledged"),
    "exchange.state.rejected": ("거절됨", "rejected"),
    "exchange.none": ("주고받은 묶음이 없습니다.", "Nothing was exchanged."),
    "exchange.serving": ("{url} 에서 받습니다. Ctrl-C로 멈춥니다.", "Taking batches at {url}. Ctrl-C stops it."),
    "exchange.undelivered": ("묶음 {batch}을(를) 보내지 못했습니다: {error}", "Batch {batch} was not sent: {error}"),
    "column.at": ("시각", "At"),
    "column.system": ("시스템", "System"),
    "column.batch": ("묶음", "Batch"),
    "column.rows": ("행", "Rows"),
    "column.rejected-rows": ("돌려보냄", "Rejected"),
    "role.exchange-onnara": ("온나라 연계 계정", "On-nara connector"),
    "role.exchange-esaram": ("e-사람 연계 계정", "e-Saram connector"),
    "role.exchange-talent": ("국가인재DB 연계 계정", "talent database connector"),
    "role.exchange-dbrain": ("디브레인 연계 계정", "d-brain connector"),
    "role.exchange-disclosure": ("정보공개 연계 계정", "disclosure connector"),
    "role.exchange-bsc": ("BSC 연계 계정", "BSC connector"),
    "field.batch": ("묶음의 식별자", "the id of the batch"),
    "field.content": ("내용의 SHA-256", "the SHA-256 of the content"),
    "field.format": ("형식", "the format"),
    "field.key": ("행의 키", "the key of the row"),
    "field.line": ("행 번호", "the number of the line"),
    "field.rejected_rows": ("거부된 행", "rows that were refused"),
    "field.rows": ("행의 수", "how many rows"),
    "field.system": ("연계 시스템", "the neighbour system"),
    "field.upto": ("기록의 위치", "the position of the log"),
}
