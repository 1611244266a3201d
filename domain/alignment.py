"""What a year's plans must serve: items of the national agenda, ministerial plans, the President's directives (S1-23).

The year's guideline lists them; targets and tasks of a plan name those they advance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from domain.ids import Id
from domain.messages import Label, Reason, Value
from domain.objectives import Objectives, Target, Task
from domain.refusals import Refusal


class PolicyItem(Value):
    """An item of the guideline; *bodies* must serve it or say why not, the others may."""

    code: Id
    kind: Literal["national-agenda", "ministerial-plan", "directive"]
    name: Label
    bodies: tuple[Id, ...] = ()


class Unserved(Value):
    """Why a body's plan serves an item not at all."""

    item: Id
    reason: Reason


class PolicyItemTwice(Refusal):
    """A code names one item of the guideline."""

    code = "guideline.item-twice"
    ko = "지침에 정책 항목 {items}이(가) 두 번 있습니다. 항목마다 다른 코드를 쓰십시오."
    en = "The guideline has the policy items {items} twice. Give each item a code of its own."


class UnknownPolicyItem(Refusal):
    """A plan serves what the year's guideline lists."""

    code = "plan.unknown-policy-item"
    ko = "{body} 계획이 든 정책 항목 {items}이(가) 올해 지침에 없습니다. 지침에 있는 항목: {known}."
    en = "The guideline of the year has no policy items {items}, which the plan of {body} names. It has: {known}."


class PolicyItemUnserved(Refusal):
    """What the guideline asks of a body is served, or the plan says why not."""

    code = "plan.policy-item-unserved"
    ko = (
        "{body}에 주어진 정책 항목 {items}을(를) 이바지하는 성과목표나 관리과제가 없습니다. "
        "목표나 과제의 advances에 코드를 적거나 unserved에 사유를 적으십시오."
    )
    en = (
        "No target or task of {body} advances {items}, which the guideline asks of it. "
        "Name the code under 'advances' of a target or task, or give the reason under 'unserved'."
    )


def require_items_once(items: Sequence[PolicyItem]) -> None:
    """Let pass items of which each has a code of its own.

    Raises:
        PolicyItemTwice: some have the same.
    """
    codes = [it.code for it in items]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise PolicyItemTwice(items=", ".join(twice))


def advanced_by(objectives: Objectives) -> dict[str, list[str]]:
    """Return by the code of each policy item the targets and tasks that advance it, in the order of the plan."""
    found: dict[str, list[str]] = {}
    for objective in objectives:
        for target in objective.targets:
            holders: tuple[Target | Task, ...] = (target, *target.tasks)
            for it in holders:
                for code in it.advances:
                    found.setdefault(code, []).append(it.id)
    return found


def require_known(body: str, named: Iterable[str], items: Sequence[PolicyItem]) -> None:
    """Let pass a plan whose *named* codes are all those of *items*.

    Raises:
        UnknownPolicyItem: some are not.
    """
    known = [it.code for it in items]
    if strange := sorted(set(named) - set(known)):
        raise UnknownPolicyItem(body=body, items=", ".join(strange), known=", ".join(known) or "-")


def require_aligned(
    body: str,
    parts: Mapping[str, Objectives],
    items: Sequence[PolicyItem],
    unserved: Sequence[Unserved],
    before: Sequence[Unserved] = (),
) -> None:
    """Let pass a plan, *parts* by unit, that names only *items* and leaves none asked of *body* without a reason.

    Reasons given *before* may be about what a newer guideline has dropped.

    Raises:
        Refusal: it names others, or leaves one.
    """
    named = {code for objectives in parts.values() for code in advanced_by(objectives)}
    told = {it.item for it in unserved}
    require_known(body, named | told, items)
    settled = named | told | {it.item for it in before}
    if left := [it.code for it in items if body in it.bodies and it.code not in settled]:
        raise PolicyItemUnserved(body=body, items=", ".join(left))
