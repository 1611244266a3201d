"""What is refused at the border: files, rows and requests that are not what they should be."""

from __future__ import annotations

from domain.refusals import Refusal


class UnknownFormat(Refusal):
    """A file's ending tells its format."""

    code = "exchange.unknown-format"
    ko = "{name}의 형식을 알 수 없습니다. 읽고 쓰는 형식: {known}."
    en = "The format of {name} is unknown. Known are {known}."


class Unreadable(Refusal):
    """The whole file is not what its format asks for."""

    code = "exchange.unreadable"
    ko = "{format} 자료를 읽을 수 없습니다. 파일이 온전한지, 형식이 맞는지 확인하십시오."
    en = "This is no readable {format}. Check that the file is whole, and what it is."


class TooLarge(Refusal):
    """There is a limit to what is read at once."""

    code = "exchange.too-large"
    ko = "자료가 한도({most} {what})를 넘습니다. 나누어 보내십시오."
    en = "This is more than {most} {what}. Send it in parts."


class UnknownColumn(Refusal):
    """A heading that no field has; never ignored, for it may be a misspelt one."""

    code = "exchange.unknown-column"
    ko = "{system} 자료에 '{columns}' 열은 없습니다. 있는 열: {known}."
    en = "The rows of {system} have no column '{columns}'. They have: {known}."


class MissingColumn(Refusal):
    """A required column is missing."""

    code = "exchange.missing-column"
    ko = "{system} 자료에 '{columns}' 열이 빠졌습니다. 열을 넣어 다시 보내십시오."
    en = "The rows of {system} lack the column '{columns}'. Add it and send again."


class NoRows(Refusal):
    """A batch has rows."""

    code = "exchange.no-rows"
    ko = "주고받을 행이 없습니다. 자료가 있는지 확인하십시오."
    en = "There are no rows to exchange. Check that there is something to send."


class BadBatchId(Refusal):
    """A batch's id is part of its stream's name."""

    code = "exchange.batch-id"
    ko = "'{given}'은(는) 묶음 번호로 쓸 수 없습니다. 64자 이내의 영문자, 숫자, 점, 밑줄, 붙임표로 적으십시오."
    en = "'{given}' cannot be a batch's id: use up to 64 letters, digits, dots, underscores and hyphens."


class RowUnreadable(Refusal):
    """One row is not what its format asks for."""

    code = "exchange.row-unreadable"
    ko = "{line}행을 읽을 수 없습니다: {rule_ko}."
    en = "Row {line} cannot be read: {rule}."


class FormulaInCell(Refusal):
    """What a formula shows depends on who opens the file."""

    code = "exchange.formula"
    ko = "{line}행의 '{column}' 칸에 수식이나 오류가 있습니다. 값으로 붙여 넣어 다시 보내십시오."
    en = "In row {line} the cell '{column}' holds a formula or an error. Paste its value and send again."


class OtherEventType(Refusal):
    """An event says what it is."""

    code = "exchange.event-type"
    ko = "사건 종류 '{given}'은(는) 여기서 받지 않습니다. 받는 종류: {known}."
    en = "Events of the type '{given}' are not taken here, only {known}."


class KeyTwice(Refusal):
    """A key names one row of a batch."""

    code = "exchange.key-twice"
    ko = "자료번호 '{key}'이(가) {first}행에 이미 있습니다. 행마다 다른 번호를 쓰십시오."
    en = "The key '{key}' stands in row {first} already. Give each row a key of its own."


class OtherBody(Refusal):
    """A batch is about one body."""

    code = "exchange.other-body"
    ko = "이 묶음은 {body}의 자료입니다. '{given}'의 자료는 따로 보내십시오."
    en = "This batch is about {body}. Send what is about '{given}' in a batch of its own."


class IndicatorNeeded(Refusal):
    """A document belongs to an indicator."""

    code = "exchange.indicator-needed"
    ko = "단위과제 '{unit_task}'에 걸린 지표가 하나가 아닙니다({known}). 지표를 적어 다시 보내십시오."
    en = "The unit task '{unit_task}' does not serve exactly one indicator ({known}). Name the indicator."


class OtherUnitTask(Refusal):
    """The plan says which unit task serves which indicator."""

    code = "exchange.other-unit-task"
    ko = "지표 {indicator}은(는) 단위과제 '{unit_task}'에 걸려 있지 않습니다. 걸린 지표: {known}."
    en = "The indicator {indicator} is not served by the unit task '{unit_task}', which serves {known}."


class BodyNotNamed(Refusal):
    """A batch is about one body."""

    code = "exchange.body-needed"
    ko = "{year}년도에 참여하는 기관이 여럿입니다. 하나를 --body로 지정하십시오: {known}."
    en = "Several bodies take part in {year}. Name one with --body: {known}."


class BadSignature(Refusal):
    """Who knows no secret is nobody."""

    code = "exchange.signature"
    ko = "요청의 서명이 맞지 않습니다. 약속한 비밀 값으로 번호, 시각, 본문에 서명하여 다시 보내십시오."
    en = "The request's signature does not fit. Sign id, timestamp and body with the agreed secret."


class StaleRequest(Refusal):
    """A request that is old may be a repeated one."""

    code = "exchange.stale"
    ko = "요청 시각이 {seconds}초 넘게 어긋납니다. 시계를 맞추고 새로 서명하여 보내십시오."
    en = "The request's time is more than {seconds} seconds off. Set the clock right and sign anew."


class NoSuchPlace(Refusal):
    """There is one place for each neighbour."""

    code = "exchange.no-such-place"
    ko = "'{path}'에는 받는 곳이 없습니다. POST /exchange/SYSTEM/BODY로 보내십시오."
    en = "There is nothing at '{path}'. Send to POST /exchange/SYSTEM/BODY."


class OtherContentType(Refusal):
    """The inbox takes events."""

    code = "exchange.content-type"
    ko = "'{given}' 형식은 받지 않습니다. 받는 형식: {known}."
    en = "The content type '{given}' is not taken, only {known}."


class UnknownNeighbour(Refusal):
    """Addresses and secrets of neighbours stand in one file."""

    code = "exchange.neighbour-unknown"
    ko = "이웃 시스템 설정에 {body}의 {system}이(가) 없습니다. 설정 파일에 적으십시오."
    en = "The file of neighbours has no {system} of {body}. Enter it there."


class NoAddress(Refusal):
    """What is sent needs somewhere to go."""

    code = "exchange.no-address"
    ko = "{system}의 주소(url)가 이웃 시스템 설정에 없습니다. 주소를 적거나 --to로 파일에 쓰십시오."
    en = "The file of neighbours has no url for {system}. Enter one, or write a file with --to."


class BadNeighbours(Refusal):
    """The file of neighbours is checked before anything is sent or taken."""

    code = "exchange.neighbours-invalid"
    ko = "이웃 시스템 설정의 {field} 항목이 맞지 않습니다: {rule_ko}."
    en = "In the file of neighbours {field} does not fit: {rule}."
