"""Hypothesis strategies for every event, built from the models themselves."""

from __future__ import annotations

import types
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from domain.committee_rules import CommitteeRule
from domain.messages import Event, Value
from domain.personnel import PersonnelRules
from domain.phase_rules import TaskRule
from domain.registry import EVENTS
from domain.rules import RuleSet
from tests.support.committees import COMMITTEES
from tests.support.office import PERSONNEL, RULES

Any_ = st.SearchStrategy[Any]

# What breaks naive encoders: composed and decomposed Hangul, emoji, controls, quotes, separators.
TRICKY = '각각가힣👩\u200d💻𝄞\u2028\u0000\u001f\u007f"\\/é\u0301ﬁ\ufeff'
texts = st.text(st.one_of(st.sampled_from(TRICKY), st.characters(exclude_categories=["Cs"])), max_size=30)
ids = st.text(st.sampled_from("abzAZ09._-"), max_size=12).map(lambda rest: f"a{rest}")
hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
_PATTERNS = {
    r"^[0-9a-f]{64}$": hashes,
    r"^[a-z][a-z-]{1,40}$": st.sampled_from(["operator", "planning"]),
    r"^[\w.:/-]{1,128}$": st.sampled_from(["P-01/q1", "문서:7"]),
    r"^[a-z-]+(/[A-Za-z0-9._-]+){1,4}@[1-9][0-9]{0,8}$": st.sampled_from(["plan/2010/KIPO@1", "strategy/KIPO/2010@12"]),
    r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}(:[A-Za-z0-9][A-Za-z0-9._-]{0,63}){0,3}$": st.just("KIPO:core-task:mina"),
    r"^[a-z0-9.-]{1,80}$": st.sampled_from(["indicator.unknown", "http.410"]),
}
moments = st.datetimes(datetime(1950, 1, 1), datetime(2200, 1, 1)).map(  # noqa: DTZ001 - the zone follows
    lambda it: it.replace(tzinfo=timezone(timedelta(hours=9)))
)


@cache
def events_of(kind: type[Event]) -> st.SearchStrategy[Event]:
    """Return a strategy for events of type *kind*."""
    return _of_model(kind)


def events() -> st.SearchStrategy[Event]:
    """Return a strategy for events of any type."""
    return st.one_of([events_of(kind) for kind in EVENTS.values()])


def _of_model(model: type[Value]) -> Any_:
    if model is RuleSet:
        return st.just(RULES)  # its parts depend on each other
    if model is CommitteeRule:
        return st.sampled_from(list(COMMITTEES.kinds.values()))  # as above
    if model is PersonnelRules:
        return st.just(PERSONNEL)
    if model is TaskRule:
        return st.sampled_from(RULES.phases[1].tasks)
    fields = {name: _of_field(field) for name, field in model.model_fields.items() if name != "type"}
    return st.builds(model, **fields)


def _of_field(field: FieldInfo) -> Any_:
    return _of(field.annotation, field.metadata)


def _of(kind: Any, marks: Iterable[Any] = ()) -> Any_:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _of(inner[0], [*inner[1:], *marks])
    if origin is Literal:
        return st.sampled_from(inner)
    if origin in (Union, types.UnionType):
        return st.one_of([_of(it) for it in inner])
    if origin is tuple:
        return st.lists(_of(inner[0]), min_size=_bound(list(_flat(marks)), "min_length", 0), max_size=3).map(tuple)
    if origin is dict:
        least = _bound(list(_flat(marks)), "min_length", 0)
        return st.dictionaries(_of(inner[0]), _of(inner[1]), min_size=least, max_size=3)
    if isinstance(kind, type) and issubclass(kind, Value):
        return _of_model(kind)
    return _plain(kind, list(_flat(marks)))


def _flat(marks: Iterable[Any]) -> Iterable[Any]:
    for mark in marks:
        yield from _flat(mark.metadata) if isinstance(mark, FieldInfo) else [mark]


def _plain(kind: Any, marks: list[Any]) -> Any_:
    if kind is type(None):
        return st.none()
    if kind is bool:
        return st.booleans()
    if kind is date:
        return st.dates(date(1950, 1, 1), date(2200, 1, 1))
    if kind is datetime:
        return moments
    if kind is int:
        return st.integers(_bound(marks, "ge", -1000), _bound(marks, "le", 5000))
    if kind is Decimal:
        return _decimals(marks)
    assert kind is str, f"no strategy for {kind}"
    return _strings(marks)


def _bound(marks: list[Any], side: str, otherwise: int) -> int:
    found = [getattr(mark, side) for mark in marks if getattr(mark, side, None) is not None]
    return int(found[0]) if found else otherwise


def _decimals(marks: list[Any]) -> Any_:
    low = Decimal("0.01") if any(getattr(mark, "gt", None) is not None for mark in marks) else None
    least = low if low is not None else _bound(marks, "ge", -(10**9))
    return st.decimals(least, _bound(marks, "le", 10**9), places=2)


def _strings(marks: list[Any]) -> Any_:
    for mark in marks:
        if isinstance(mark, StringConstraints) and mark.pattern is not None:
            return _PATTERNS.get(str(mark.pattern), ids)
    bounds = [mark for mark in marks if isinstance(mark, StringConstraints)]
    least = max((mark.min_length or 0 for mark in bounds), default=0)
    stripped = any(mark.strip_whitespace for mark in bounds)  # a blank does not count then
    return texts.map(lambda it: (it.strip() if stripped else it).ljust(least, "x"))
