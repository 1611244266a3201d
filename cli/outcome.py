"""Words for what the rules and the results speak of: phases, tasks, roles, pools, grades, grounds and amounts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from rich.markup import escape
from sqlalchemy import Connection

from cli.texts import has, language, say
from cli.voice import Names, name_of
from domain.cycle import CycleOpened
from domain.rules import RuleSet
from projections.queries import names, years

_ASSIGNED = ("area", "sector", "part")  # what an assignment may name of the rules


def titles(rules: RuleSet) -> dict[str, dict[str, str]]:
    """Return what to show for the ids of a rule set.

    The keys are phase/ID, task/PHASE/ID, profile/ID, pool/ID, pay-class/ID, grade/ID, level/ID, and those of
    the evaluations of bodies.
    """
    shown = {f"phase/{rule.phase}": rule.name.model_dump() for rule in rules.phases}
    shown |= {f"task/{rule.phase}/{it.task}": it.name.model_dump() for rule in rules.phases for it in rule.tasks}
    shown |= {f"profile/{key}": it.name.model_dump() for key, it in rules.profiles.items()}
    shown |= {f"pool/{rule.pool}": rule.name.model_dump() for rule in rules.grading.pools}
    shown |= {f"pay-class/{rule.pay_class}": rule.name.model_dump() for rule in rules.grading.pools}
    shown |= {f"level/{it.level}": it.name.model_dump() for it in rules.follow_up.programmes.levels}
    scales = [*rules.grading.scales.values(), *rules.pay.scales()]
    shown |= {f"grade/{it.grade}": it.name.model_dump() for scale in scales for it in scale.quotas}
    return {**shown, **_titles_of_bodies(rules)}


def _titles_of_bodies(rules: RuleSet) -> dict[str, dict[str, str]]:
    """Return area/ID, sector/ID, part/ID, committee-kind/ID, band/ID (own grades of bodies) and specific-grade/ID."""
    scale, parts = rules.specific.scale, [it for one in rules.self_evaluation.categories for it in one.parts]
    shown = {f"area/{it.area}": it.name.model_dump() for it in rules.specific.areas}
    shown |= {f"sector/{it.sector}": it.name.model_dump() for it in rules.supervision}
    shown |= {f"part/{it.part}": it.name.model_dump() for it in parts}
    shown |= {f"committee-kind/{kind}": it.name.model_dump() for kind, it in rules.committees.kinds.items()}
    shown |= {f"band/{it.grade}": it.name.model_dump() for it in rules.self_evaluation.bands}
    return {**shown, **{f"specific-grade/{it.grade}": it.name.model_dump() for it in (scale.quotas if scale else ())}}


def titles_of(opened: CycleOpened) -> dict[str, dict[str, str]]:
    """Return what to show for the ids of a year's rules, and for those that bodies add to them."""
    own = {key: name for body in opened.own for key, name in titles(opened.of(body).rules).items()}
    return {**own, **titles(opened.rules)}


def all_names(connection: Connection) -> Names:
    """Return what to show for everything with a name, and for the ids of every year's rules; the last year's win."""
    shown = names(connection)
    for row in years(connection):
        shown.update(titles_of(CycleOpened.model_validate_json(row["rules"])))
    return shown


def title(shown: Names, kind: str, key: str | None) -> str:
    """Return the name of the rules' id *key* in the chosen language; a bureau's pool names the bureau after it."""
    if key is None:
        return "–"
    rule, _, unit = key.partition(":")
    named = shown.get(f"{kind}/{rule}")
    told = escape(named[language()] if named else rule)
    return f"{told} ({unit})" if unit else told


def assignment_name(subject: str, shown: Names, *within: str) -> str:
    """Return what an assignment such as BODY:SECTOR, SUBJECT:PERSON or AREA is about, each part by its name."""
    return " · ".join(_part_name(part, shown, *within) for part in subject.split(":"))


def _part_name(part: str, shown: Names, *within: str) -> str:
    kind = next((kind for kind in _ASSIGNED if f"{kind}/{part}" in shown), None)
    return title(shown, kind, part) if kind else name_of(shown, part, *within)


def role_name(role: str) -> str:
    """Return what to show for a role: its name, and the id that grants and rules call it by."""
    return f"{say(f'role.{role}')} ({escape(role)})" if has(f"role.{role}") else escape(role)


def owner_name(owner: str, shown: Names) -> str:
    """Return who owes a task: a person, or whoever has a role or a place in the line."""
    if has(f"owner.{owner}"):
        return say(f"owner.{owner}")
    return role_name(owner.removeprefix("role:")) if owner.startswith("role:") else name_of(shown, owner)


def ground(key: str | None) -> str:
    """Return why there is no result, in words."""
    return say(f"results.ground.{key}") if has(f"results.ground.{key}") else key or "–"


def won(amount: str | None) -> str:
    """Return an amount with thousands set apart."""
    return f"{Decimal(amount):,}" if amount is not None else "–"


def added(it: Mapping[str, str]) -> str:
    """Return an addition to the pay in words."""
    return say(f"pay.added.{it['ground']}", percent=it["percent"], amount=won(it["amount"]))
