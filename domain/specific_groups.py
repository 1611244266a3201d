"""Who is evaluated in which group: what the log says of each body, whoever writes the criteria (ACT 2; P-eval2022)."""

from __future__ import annotations

from collections.abc import Sequence

from domain.body import BODY
from domain.body_class import BodyClass
from domain.calendar import day_of
from domain.cycle import CycleOpened
from domain.cycle_refusals import UnknownBody
from domain.ids import body_stream
from domain.messages import Facts
from domain.specific_facts import Grouped
from domain.specific_refusals import GroupedTwice, NoGroup, NotCentral, OtherGroup, UnknownGroup


def grouped(given: Sequence[Grouped], cycle: CycleOpened, facts: Facts) -> tuple[Grouped, ...]:
    """Return the groups *given*, or, if none are, every central body of the year in the group of the log.

    Raises:
        Refusal: a group or body is unknown, stands twice, or is not where the log has it.
    """
    classes = _classes(cycle, facts)
    groups = tuple(given) or _of_the_log(classes, cycle)
    known = [it.group for it in cycle.rules.specific.groups]
    for it in groups:
        if it.group not in known:
            raise UnknownGroup(year=cycle.year, group=it.group, known=", ".join(known) or "-")
    _require_once([body for it in groups for body in it.bodies], cycle)
    for it in groups:
        for body in it.bodies:
            _require_place(body, it.group, classes[body])
    return groups


def _classes(cycle: CycleOpened, facts: Facts) -> dict[str, BodyClass]:
    """Return what each body of the year is today."""
    today = day_of(facts.at, cycle.rules.zone)
    found = facts.read_all(BODY, [body_stream(it) for it in cycle.bodies])
    return {body: it.class_on(today) for body, it in zip(cycle.bodies, found, strict=True)}


def _of_the_log(classes: dict[str, BodyClass], cycle: CycleOpened) -> tuple[Grouped, ...]:
    central = {body: it.group for body, it in classes.items() if it.over == "central"}
    if nowhere := [body for body, group in central.items() if group is None]:
        raise NoGroup(year=cycle.year, bodies=", ".join(nowhere))
    order = dict.fromkeys([*(it.group for it in cycle.rules.specific.groups), *central.values()])
    made = {it: tuple(body for body in central if central[body] == it) for it in order}
    return tuple(Grouped.model_validate({"group": it, "bodies": bodies}) for it, bodies in made.items() if bodies)


def _require_once(bodies: Sequence[str], cycle: CycleOpened) -> None:
    for body in bodies:
        if body not in cycle.bodies:
            raise UnknownBody(body=body)
        if bodies.count(body) > 1:
            raise GroupedTwice(body=body)


def _require_place(body: str, group: str, known: BodyClass) -> None:
    if known.over != "central":
        raise NotCentral(body=body, sector=known.over)
    if known.group not in (None, group):
        raise OtherGroup(body=body, group=group, other=known.group)
