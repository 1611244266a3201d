"""The script of a case: who gives which command when, from the set-up to the last act."""

from __future__ import annotations

from collections.abc import Iterator

from activities.rehearsals import command_id
from activities.yaml_files import read_rules
from domain.body_commands import EstablishBody, EstablishUnit
from domain.committee_commands import ConstituteCommittee
from domain.headship import AppointHead
from domain.ids import SYSTEM
from domain.messages import Command
from domain.own_rules import OwnRules, own_rules
from domain.person_commands import AssignEvaluators, RegisterPerson
from domain.person_roles import GrantRole
from domain.refusals import Refusal
from domain.rules import RuleSet
from rehearsal.case import Case, Entry
from rehearsal.conduct import conduct
from rehearsal.consequences import consequences
from rehearsal.crowd import whole
from rehearsal.evaluated import Evaluated
from rehearsal.self_evaluation import self_evaluation
from rehearsal.specific import specific_conduct
from rehearsal.true_up import true_up


class NoCrowd(Refusal):
    """Without a crowd nobody can be added."""

    code = "case.no-crowd"
    ko = "사례 '{case}'의 case.yaml에 crowd가 없어 인원을 늘릴 수 없습니다. crowd를 적거나 인원을 지정하지 마십시오."
    en = "The case '{case}' has no crowd in its case.yaml, so nobody can be added. Add one, or ask for no people."


def script(case: Case, rules: RuleSet, people: int | None = None) -> list[Entry]:
    """Return what everybody does, in order of time; the same for the same case, rules and *people*.

    The set-up stands at the moment the case begins, everything else later. Opening the cycle and its
    phases is the clocks' part and not in it. *people* is how many are evaluated, if not as the case says.

    Raises:
        Refusal: people are asked for, and the case has no crowd.
    """
    if case.crowd is None and people is not None:
        raise NoCrowd(case=case.case)
    complete = whole(case, people)
    entries = [*set_up(complete), *_written(complete)]
    evaluated = list(specific_conduct(complete, rules))
    evaluated += true_up(complete, rules, evaluated)
    poor = Evaluated(rules, evaluated).poor
    for part in complete.parts or (complete,):
        if part is not complete:
            entries += _written(part)
        if part.crowd is not None:
            own = rules if part.rules == case.rules else read_rules(part.rules)
            played = list(conduct(part, part.crowd, own))
            entries += played
            entries += self_evaluation(part, complete, own)
            entries += consequences(part, complete, own, played, poor.get(part.bodies[0]))
    return sorted([*entries, *evaluated], key=lambda entry: entry.at)


def own_of(case: Case, rules: RuleSet) -> dict[str, OwnRules]:
    """Return what the bodies of *case* have otherwise than *rules*.

    Raises:
        Refusal: a body's rule set is none, or changes what is the government's.
    """
    others = {body: part.rules for part in case.parts for body in part.bodies if part.rules != case.rules}
    return {body: own_rules(rules, read_rules(name)) for body, name in others.items()}


def _written(case: Case) -> Iterator[Entry]:
    """Yield what is written down, but for the deeds of people, or about people, who do not take part."""
    there = {it.person for it in case.people} | set(_civilians(case))
    for number, deed in enumerate(case.conduct, 1):
        if not {deed.actor, *_about(deed.command)} <= there | {SYSTEM}:
            continue
        known = command_id(case.case, "conduct", number)
        yield Entry(deed.at, deed.actor, known, deed.command, deed.effective_on, deed.occurred_at)


def _civilians(case: Case) -> Iterator[str]:
    """Yield the members of committees who hold no post."""
    for deed in case.conduct:
        if isinstance(deed.command, ConstituteCommittee):
            yield from (it.person for it in deed.command.members if it.civilian)


def _about(command: Command) -> Iterator[str]:
    """Yield the persons that *command* names as whom it is about."""
    fields = dict(command)
    if not isinstance(command, RegisterPerson) and "person" in fields:
        yield fields["person"]
    yield from (*fields.get("persons", ()), *fields.get("upper", ()))


def set_up(case: Case) -> Iterator[Entry]:
    """Yield the bodies, units, people, roles, heads and evaluators, in the order they rest on each other."""
    made = (*_bodies(case), *_posts(case), *_heads(case), *_evaluators(case))
    for key, command in {f"{type(command).__name__}/{key}": command for key, command in made}.items():
        yield Entry(case.begins, SYSTEM, command_id(case.case, "set-up", key), command)


def _bodies(case: Case) -> Iterator[tuple[str, Command]]:
    for body in case.organisation.bodies:
        what = {"sector": body.sector, "kind": body.kind, "group": body.group}
        yield body.body, EstablishBody.model_validate({"body": body.body, "name": body.name, **what})
        for it in body.units:
            place = {"unit": it.unit, "parent": it.parent, "level": it.level, "name": it.name}
            yield f"{body.body}/{it.unit}", EstablishUnit.model_validate({"body": body.body, **place})


def _posts(case: Case) -> Iterator[tuple[str, Command]]:
    for it in case.people:
        post = {name: value for name, value in it if name not in ("roles", "evaluated")}
        yield it.person, RegisterPerson.model_validate(post)
        for body, roles in it.roles.items():
            for role in roles:
                yield f"{it.person}/{body}/{role}", GrantRole(person=it.person, role=role, body=body)
    for body in (it.body for it in case.organisation.bodies):
        yield f"{case.operator}/{body}/operator", GrantRole(person=case.operator, role="operator", body=body)


def _heads(case: Case) -> Iterator[tuple[str, Command]]:
    for body in case.organisation.bodies:
        if body.head is not None:
            yield body.body, AppointHead(body=body.body, person=body.head)
        for unit in body.units:
            if unit.head is not None:
                yield f"{body.body}/{unit.unit}", AppointHead(body=body.body, unit=unit.unit, person=unit.head)


def _evaluators(case: Case) -> Iterator[tuple[str, Command]]:
    for it in case.people:
        if it.evaluated is not None:
            post = {"person": it.person, "year": case.year, "body": it.body, "unit": it.unit}
            yield it.person, AssignEvaluators.model_validate({**post, **dict(it.evaluated)})
