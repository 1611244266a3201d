"""A body's own rules on top of the year's: its model of appraising people, and nothing else.

Kept is only what differs. The days of the year, the calendar, the grades and what bodies owe to each
other are the government's: there is no field for them, so no body can change them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from domain.ids import Id
from domain.layers import changes
from domain.messages import Label, Value
from domain.numbers import Number
from domain.personal_rules import PersonalRules
from domain.personnel import PersonnelRules
from domain.phase_rules import PhaseRule, TaskRule
from domain.refusals import Refusal
from domain.results_rules import ReferenceAmount
from domain.rules import Approval, Aspects, CompetencyCategory, Profile, RuleSet

M = TypeVar("M", bound=Value)
_NAMES = ("id", "name", "extends", "approval", "sources")
_FREE = ("aspects", "competency", "competency_scale", "profiles", "people", "personnel")
_FREE_OF_PHASE = ("basis", "tasks", "rights")


class OwnPhase(Value):
    """What a body's people owe and may do in a phase whose days are the year's."""

    phase: Id
    basis: str = ""
    tasks: tuple[TaskRule, ...] = ()
    rights: tuple[TaskRule, ...] = ()


class OwnRules(Value):
    """What a body's rule set says otherwise than the year's; None: nothing."""

    id: Id
    name: Label
    extends: str | None = None
    approval: Approval | None = None
    sources: tuple[str, ...] = ()
    aspects: Aspects | None = None
    competency: tuple[CompetencyCategory, ...] | None = None
    competency_scale: Number | None = None
    profiles: dict[Id, Profile] | None = None
    people: PersonalRules | None = None
    personnel: PersonnelRules | None = None
    pay_amounts: tuple[ReferenceAmount, ...] | None = None
    phases: tuple[OwnPhase, ...] = ()


class NotABodysToChange(Refusal):
    """A ministry chooses how it appraises its people; all else is the government's."""

    code = "rules.not-own"
    ko = (
        "규칙 {rules}은(는) 기관이 정할 수 없는 항목에서 {year_rules}와(과) 다릅니다: {fields}. "
        "기관은 역량·프로필·평가 관점·인사·보수액과 사람에 대한 과제만 따로 정할 수 있습니다."
    )
    en = (
        "The rules {rules} differ from {year_rules} in what is not for a body to choose: {fields}. A body may have its "
        "own competency, profiles, aspects, personnel, pay amounts and tasks about persons, and nothing else."
    )


def own_rules(year: RuleSet, body: RuleSet) -> OwnRules:
    """Return what the rule set *body* says otherwise than *year*.

    Raises:
        NotABodysToChange: it differs in something that is the government's.
    """
    own: dict[str, Any] = {name: getattr(body, name) for name in _NAMES}
    own |= {name: getattr(body, name) for name in _FREE if getattr(body, name) != getattr(year, name)}
    if body.pay.amounts != year.pay.amounts:
        own["pay_amounts"] = body.pay.amounts
    own["phases"] = tuple(
        OwnPhase(phase=it.phase, **{name: getattr(it, name) for name in _FREE_OF_PHASE})
        for it in body.phases
        if it != year.phase(it.phase)
    )
    found = OwnRules.model_validate(own)
    fields = [it.field for it in changes(_governments(year), _governments(body))]
    if fields or (fields := foreign_tasks(year, found)):
        raise NotABodysToChange(rules=body.id, year_rules=year.id, fields=", ".join(fields))
    return found


def composed(year: RuleSet, own: OwnRules) -> RuleSet:
    """Return the rules of a body: those of *year*, with *own* on top.

    Raises:
        ValueError: together they do not hold.
    """
    said = {name: getattr(own, name) for name in _FREE if getattr(own, name) is not None}
    if own.pay_amounts is not None:
        said["pay"] = _with(year.pay, {"amounts": own.pay_amounts})
    phases = {it.phase: it for it in own.phases}
    said["phases"] = tuple(_phase(it, phases.get(it.phase)) for it in year.phases)
    return _with(year, {**{name: getattr(own, name) for name in _NAMES}, **said})


def foreign_tasks(year: RuleSet, own: OwnRules) -> list[str]:
    """Return where *own* changes what is not a body's: another task than one about a person, or its last day."""
    return list(_foreign(year, own))


def _phase(rule: PhaseRule, own: OwnPhase | None) -> PhaseRule:
    return rule if own is None else _with(rule, {name: getattr(own, name) for name in _FREE_OF_PHASE})


def _foreign(year: RuleSet, own: OwnRules) -> Iterator[str]:
    for it in own.phases:
        rule = year.phase(it.phase)
        if rule is None:
            yield f"phases.{it.phase}"
            continue
        for kind in ("tasks", "rights"):
            before, after = ({task.task: task for task in getattr(of, kind)} for of in (rule, it))
            for task in sorted({*before, *after}):
                if _is_foreign(before.get(task), after.get(task)):
                    yield f"phases.{it.phase}.{kind}.{task}"


def _is_foreign(before: TaskRule | None, after: TaskRule | None) -> bool:
    """Return whether a change of a task is the government's to make; a task that is new has its own day."""
    if before == after:
        return False
    if any(it is not None and it.of != "person" for it in (before, after)):
        return True
    return before is not None and after is not None and before.due != after.due


def _governments(rules: RuleSet) -> dict[str, Any]:
    """Return what is not a body's to choose in *rules*."""
    said = rules.model_dump(mode="json", exclude={*_NAMES, *_FREE})
    said["pay"].pop("amounts")
    for phase in said["phases"]:
        for name in _FREE_OF_PHASE:
            phase.pop(name)
    return said


def _with(model: M, said: Mapping[str, Any]) -> M:
    """Return *model* with the fields *said*, validated; what it computed and kept stays behind."""
    fields = {name: getattr(model, name) for name in type(model).model_fields}
    return type(model)(**{**fields, **said})
