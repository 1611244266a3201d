"""Refusals: an outcome, not a crash. Each has a stable code, facts, and a sentence in both languages.

A sentence says what was refused, about whom, and what would help.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from domain.korean import with_particles


class Refusal(Exception):  # noqa: N818 - the field's word is refusal, not error
    """A rule refuses a command. Subclasses fix code and sentences; instances carry the facts."""

    code: ClassVar[str]
    for_all: ClassVar[bool] = False  # of a task: who else it is about would be refused the same
    ko: ClassVar[str]
    en: ClassVar[str]

    def __init__(self, **facts: Any) -> None:
        self.facts = {name: _plain(value) for name, value in facts.items()}
        super().__init__(self.sentence("en"))

    def sentence(self, language: str, names: Mapping[str, str] | None = None) -> str:
        """Return the sentence in *language*, ``ko`` or else English; *names* say how to call whom by id."""
        facts = {key: _named(value, names) for key, value in self.facts.items()} if names else self.facts
        told = string.Formatter().vformat(self.ko if language == "ko" else self.en, (), facts)
        return with_particles(told) if language == "ko" else told


def refusal_of(code: str, facts: Mapping[str, Any]) -> Refusal | None:
    """Return the refusal with *code* and *facts* as it was raised; None when no rule's refusal is called so."""
    kind = next((it for it in _kinds(Refusal) if getattr(it, "code", None) == code), None)
    return kind(**facts) if kind else None


def _kinds(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for child in kind.__subclasses__():
        yield child
        yield from _kinds(child)


def _named(value: Any, names: Mapping[str, str]) -> Any:
    """Return *value*, an id or several, with each id called as *names* say."""
    if isinstance(value, list):
        return [_named(it, names) for it in value]
    if not isinstance(value, str):
        return value
    return ", ".join(names.get(it, it) for it in value.split(", "))


def _plain(value: Any) -> Any:
    """Return *value* as JSON can hold it: numbers of scores and dates become text."""
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value if isinstance(value, int | str | bool | None) else str(value)


class NotAllowed(Refusal):
    """The actor lacks the role that the command needs."""

    code = "actor.role-missing"
    ko = (
        "{actor}은(는) {body}에서 이 일을 할 수 없습니다. '{role}' 역할이 필요합니다. "
        "운영자에게 역할 부여를 요청하십시오."
    )
    en = "{actor} may not do this in {body}: it needs the role '{role}'. Ask an operator to grant it."


class CycleNotOpen(Refusal):
    """No such year is open."""

    code = "cycle.not-open"
    ko = "{year}년도 평가 주기가 열려 있지 않습니다. 'sacho cycle open {year}'(으)로 먼저 여십시오."
    en = "The cycle {year} is not open. Open it first with 'sacho cycle open {year}'."


class UnknownPhase(Refusal):
    """The year's rule set has no such phase."""

    code = "phase.unknown"
    ko = "{year}년도 규칙에는 '{phase}' 단계가 없습니다. 있는 단계: {known}."
    en = "The rules of {year} have no phase '{phase}'. They have: {known}."


class UnknownPerson(Refusal):
    """The log knows no such person in the year."""

    code = "person.unknown"
    ko = "{person}은(는) {year}년도 평가 대상이 아닙니다. 먼저 등록하고 평가자를 지정하십시오."
    en = "{person} is not evaluated in {year}. Register the person and assign evaluators first."


class NotRegistered(Refusal):
    """The person has no post."""

    code = "person.not-registered"
    ko = "{person}은(는) 등록되어 있지 않습니다. 먼저 등록하십시오."
    en = "{person} is not registered. Register the person first."
