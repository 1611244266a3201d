"""Which fields the rows of each neighbour have: the one table that codecs, checks and documents follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Field:
    """One field of a row: its name, its Korean heading, and what it holds."""

    name: str
    ko: str
    holds: str
    required: bool = False


@dataclass(frozen=True)
class Layout:
    """The rows of one neighbour in one direction."""

    system: str
    direction: Literal["in", "out"]
    record: str  # what one row is
    fields: tuple[Field, ...]

    @property
    def event_type(self) -> str:
        """The type of a row as a CloudEvent."""
        return f"kr.go.sacho.{self.system}.{self.record}.v1"

    def name_of(self, heading: str) -> str | None:
        """Return the field that *heading* names, in either language; None: no such field."""
        told = heading.strip()
        return next((it.name for it in self.fields if told in (it.name, it.ko)), None)


def _needed(name: str, ko: str, holds: str) -> Field:
    return Field(name, ko, holds, required=True)


_KEY = _needed("key", "자료번호", "the sender's own key of the row, once in a batch: letters, digits and ._:/-")
_YEAR = _needed("year", "연도", "the performance year")
_BODY = _needed("body", "기관", "the body's id")
_PHASE = _needed("phase", "단계", "the phase it is for, such as feedback-q1")
_UNIT = _needed("unit", "부서", "the unit's id")
_PERSON = _needed("person", "사람", "the person's id")
_NAMES = (_needed("name", "이름", "the name in Korean"), Field("name_en", "영문이름", "the name in English"))
_RESULT = (
    _needed("total", "총점", "the total on record, exact"),
    _needed("edition", "판", "which notice of the result it is; a later one supersedes"),
    Field("pool", "평가군", "the pool it is graded in"),
    Field("grade", "등급", "the grade"),
)
_MEASURED = (
    Field("target", "목표", "the target in force"),
    Field("value", "실적", "the last value reported"),
    Field("score", "점수", "the score, of 100"),
)

DOCUMENTS = Layout(
    "onnara",
    "in",
    "document",
    (
        _KEY,
        _YEAR,
        _BODY,
        _PHASE,
        Field("unit_task", "단위과제", "the unit task of the BRM the document was processed under"),
        Field("indicator", "지표", "the indicator; may be left out where the unit task serves one only"),
        _needed("document", "문서해시", "SHA-256 of the document's content, 64 hexadecimal digits"),
        _needed("title", "제목", "the document's title, 2 to 500 characters, without personal data"),
    ),
)
VALUES = Layout(
    "bsc",
    "in",
    "value",
    (
        _KEY,
        _YEAR,
        _BODY,
        _PHASE,
        _needed("indicator", "지표", "the indicator"),
        _needed("value", "실적", "the value, an exact decimal"),
        Field("estimate", "추정여부", "true or 예 where it is an estimate"),
        Field("numerator", "분자", "what the value was divided from"),
        Field("denominator", "분모", "by what; above 0"),
        Field("definition", "정의해시", "the seal of the definition it was computed under"),
    ),
)
UNIT_TASKS = Layout(
    "onnara",
    "out",
    "unit-task",
    (
        _KEY,
        _YEAR,
        _BODY,
        _UNIT,
        _needed("unit_task", "단위과제", "the code in the business reference model (BRM)"),
        _needed("task", "과제", "the plan's task"),
        *_NAMES,
        _needed("target", "성과목표", "the performance target above it"),
        _needed("objective", "전략목표", "the strategic objective above that"),
    ),
)
CARDS = Layout(
    "esaram",
    "out",
    "result",
    (
        _KEY,
        _YEAR,
        _BODY,
        _UNIT,
        _PERSON,
        *_RESULT,
        Field("rank", "순위", "the rank in the pool"),
        Field("of", "인원", "how many are in the pool"),
        Field("pay_grade", "성과급등급", "the grade of the performance pay"),
    ),
)
TALENT = Layout("talent", "out", "result", (_KEY, _YEAR, _BODY, _PERSON, *_RESULT))
PROGRAMMES = Layout(
    "dbrain",
    "out",
    "programme",
    (
        _KEY,
        _YEAR,
        _BODY,
        _UNIT,
        _needed("unit_task", "단위과제", "the task's code in the BRM"),
        _needed("task", "과제", "the plan's task"),
        *_NAMES,
        _needed("indicators", "지표수", "how many indicators measure it"),
        Field("scored", "평가지표수", "how many of them have a score"),
        Field("score", "점수", "their weighted score, once all have one"),
        Field("programme", "재정사업", "the spending programme that pays for it, where the plan names one"),
        Field("rating", "평가등급", "the programme's last rating, of five levels"),
        Field("rating_score", "평가점수", "the points of that rating, of 100"),
        Field("rated_on", "평가일", "the day of that rating"),
        Field("fiscal_year", "회계연도", "the fiscal year whose budget was decided by the year's rating"),
        Field("branch", "예산조치", "what the rating does to that budget: cut, freeze or free"),
        Field("amount", "예산액", "the amount granted, in million won"),
    ),
)
PUBLIC = Layout(
    "disclosure",
    "out",
    "result",
    (
        _KEY,
        _YEAR,
        _BODY,
        _UNIT,
        Field("indicator", "지표", "the indicator; empty: the row is the unit's own result"),
        *_NAMES,
        Field("weight", "가중치", "percent of the unit's scorecard"),
        *_MEASURED,
    ),
)

INWARD: Mapping[str, Layout] = {it.system: it for it in (DOCUMENTS, VALUES)}
OUTWARD: Mapping[str, Layout] = {it.system: it for it in (UNIT_TASKS, CARDS, TALENT, PROGRAMMES, PUBLIC)}
