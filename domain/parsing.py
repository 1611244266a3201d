"""From outside data to a command: what does not fit is refused field by field, with a stable code."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from pydantic import ValidationError

from domain.messages import Command, private_fields
from domain.refusals import Refusal
from domain.registry import COMMANDS
from domain.rule_problems import RulesDoNotHold


class UnknownCommand(Refusal):
    """There is no such command."""

    code = "input.unknown-command"
    ko = "'{given}'(이)라는 명령은 없습니다. 쓸 수 있는 명령: {known}."
    en = "There is no command '{given}'. Known commands: {known}."


class UnknownField(Refusal):
    """A field that the command does not have; never ignored, for it may be a misspelt one."""

    code = "input.unknown-field"
    ko = "{what}에 '{field}' 항목은 없습니다. 철자를 확인하거나 항목을 지우십시오."
    en = "{what} has no field '{field}'. Check its spelling, or leave it out."


class MissingField(Refusal):
    """A required field is missing."""

    code = "input.missing-field"
    ko = "{what}에 '{field}' 항목이 빠졌습니다. 값을 넣어 다시 제출하십시오."
    en = "{what} lacks the field '{field}'. Add it and try again."


class OutOfRange(Refusal):
    """A number beyond its bounds, such as a score of 101."""

    code = "input.out-of-range"
    ko = "{what}의 '{field}' 값 {given}은(는) 허용 범위를 벗어납니다({rule_ko}). 범위 안의 값을 입력하십시오."
    en = "'{field}' of {what} is {given}, which is out of range ({rule}). Give a value within it."


class FloatRefused(Refusal):
    """A binary float cannot hold a score exactly."""

    code = "input.float"
    ko = "{what}의 '{field}' 값이 부동소수점 수입니다. 정확한 십진수를 문자열로 적으십시오(예: \"9.5\")."
    en = "'{field}' of {what} is a binary float. Write the exact decimal as text, such as \"9.5\"."


class UnseenCharacter(Refusal):
    """A character that nobody sees, but that steers terminals or turns what is read around."""

    code = "input.unseen-character"
    ko = "{what}의 '{field}' 값에 보이지 않는 제어 문자({character})가 있습니다. 지우고 다시 제출하십시오."
    en = "'{field}' of {what} holds the control character {character}, which nobody sees. Take it out and try again."


class InvalidField(Refusal):
    """A value of the wrong form."""

    code = "input.invalid"
    ko = "{what}의 '{field}' 값 {given}이(가) 형식에 맞지 않습니다: {rule_ko}."
    en = "'{field}' of {what} is {given}, which does not fit: {rule}."


_RULES_KO = {
    "greater_than": "{gt}보다 커야 함",
    "greater_than_equal": "{ge} 이상이어야 함",
    "less_than": "{lt}보다 작아야 함",
    "less_than_equal": "{le} 이하여야 함",
    "decimal_max_places": "소수점 아래 {decimal_places}자리까지만 허용",
    "decimal_max_digits": "모두 {max_digits}자리까지만 허용",
    "decimal_parsing": "숫자가 아님",
    "int_parsing": "정수가 아님",
    "int_type": "정수가 아님",
    "string_type": "문자열이 아님",
    "string_too_short": "{min_length}자 이상이어야 함",
    "string_too_long": "{max_length}자 이하여야 함",
    "string_pattern_mismatch": "허용되지 않는 문자나 형식",
    "literal_error": "허용되는 값: {expected}",
    "date_from_datetime_parsing": "날짜가 아님 (예: 2010-03-31)",
    "date_parsing": "날짜가 아님 (예: 2010-03-31)",
    "datetime_from_date_parsing": "시각이 아님 (예: 2010-03-31T09:00:00+09:00)",
    "timezone_aware": "시간대가 빠진 시각",
    "bool_parsing": "true나 false가 아님",
    "bool_type": "true나 false가 아님",
    "date_type": "날짜가 아님 (예: 2010-03-31)",
    "decimal_type": "숫자가 아님",
    "decimal_whole_digits": "소수점 위 {whole_digits}자리까지만 허용",
    "dict_type": "항목과 값의 목록이 아님",
    "finite_number": "유한한 수가 아님",
    "int_from_float": "정수가 아님",
    "list_type": "목록이 아님",
    "model_type": "항목과 값의 목록이 아님",
    "too_long": "{max_length}개 이하여야 함",
    "too_short": "{min_length}개 이상이어야 함",
    "tuple_type": "목록이 아님",
    "missing": "빠진 항목",
    "extra_forbidden": "없는 항목",
}
_UNSEEN = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # lines and tabs are seen
_RANGE = {"greater_than", "greater_than_equal", "less_than", "less_than_equal", "decimal_max_places"}


def parse_command(data: Mapping[str, Any]) -> Command:
    """Return the command that *data* describes; its ``type`` names it.

    Raises:
        Refusal: there is no such command, or a field is unknown, missing or out of bounds.
    """
    kind = data.get("type")
    model = COMMANDS.get(str(kind))
    if model is None:
        raise UnknownCommand(given=_UNSEEN.sub("\ufffd", str(kind))[:80], known=", ".join(sorted(COMMANDS)))
    _refuse_unsafe(str(kind), "", data)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise refusal_of(str(kind), error, private_fields(model)) from error


def refusal_of(what: str, error: ValidationError, private: Collection[str] = ()) -> Refusal:
    """Return the refusal for the first thing that is wrong with *what*; *private* fields are not quoted."""
    first = error.errors(include_url=False)[0]
    field = _UNSEEN.sub("\ufffd", ".".join(str(part) for part in first["loc"])) or "-"
    kind, hidden = first["type"], field.split(".")[0] in private
    given = "…" if hidden else str(first["input"])[:80]
    if kind == "extra_forbidden":
        return UnknownField(what=what, field=field)
    if kind == "missing":
        return MissingField(what=what, field=field)
    rule_ko, rule = reason_of(first)
    wrong = OutOfRange if kind in _RANGE else InvalidField
    return wrong(what=what, field=field, given=given, rule=rule, rule_ko=rule_ko)


def code_of(detail: Mapping[str, Any]) -> str:
    """Return the code of the refusal for *detail*, one of the errors of a validation."""
    kind = detail["type"]
    special = {"extra_forbidden": UnknownField.code, "missing": MissingField.code}
    return special.get(kind, OutOfRange.code if kind in _RANGE else InvalidField.code)


def reason_of(detail: Mapping[str, Any]) -> tuple[str, str]:
    """Return in Korean and English what is wrong in *detail*, one of the errors of a validation."""
    rule = str(detail["msg"]).removeprefix("Value error, ")
    if isinstance(error := detail.get("ctx", {}).get("error"), RulesDoNotHold):
        told = (" ".join(it.sentence(language) for it in error.problems) for language in ("ko", "en"))
        return next(told), next(told)
    return _RULES_KO.get(detail["type"], "{rule}").format(**{**detail.get("ctx", {}), "rule": rule}), rule


def _refuse_unsafe(what: str, path: str, value: Any) -> None:
    """Refuse binary floats and unseen characters, wherever in *value* they are."""
    if isinstance(value, float):
        raise FloatRefused(what=what, field=path)
    if isinstance(value, str) and (unseen := _UNSEEN.search(value)):
        raise UnseenCharacter(what=what, field=path, character=f"U+{ord(unseen[0]):04X}")
    if isinstance(value, Mapping):
        for name, item in value.items():
            _refuse_unsafe(what, _below(path, name), item)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            _refuse_unsafe(what, f"{path}.{index}", item)


def _below(path: str, name: object) -> str:
    told = _UNSEEN.sub("\ufffd", str(name))
    return f"{path}.{told}" if path else told
