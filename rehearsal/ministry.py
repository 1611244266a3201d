"""What ministries.yaml and pattern.yaml say: the ministries of a government, and what all of them have in common."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AwareDatetime, Field

from domain.ids import Id
from domain.messages import Label, Value
from domain.person_roles import Role
from domain.planning import Logic
from domain.refusals import Refusal
from rehearsal.case import Crowd, Members, Where
from rehearsal.crowd import DESKS
from rehearsal.follow_up import FollowUp
from rehearsal.refusals import PeopleDoNotFit, UnknownName


class Kind(Value):
    """What the two highest posts are called in one kind of ministry."""

    head: Label
    deputy: Label


class Post(Value):
    """A post at the head office; *abroad*: it sits in the government's office, and has its role here."""

    post: Id
    title: Label
    grade: Annotated[int, Field(ge=1, le=9)] = 4
    roles: tuple[Role, ...] = ()
    abroad: bool = False


class Measure(Value):
    """An indicator that every unit has; ``{unit}`` in its name is the unit's."""

    name: Label
    weight: Decimal
    unit_of_measure: str
    logic: Logic
    about: Decimal  # what it was three years ago, more or less
    gains: Decimal = Decimal(1)  # a year


class Step(Value):
    """What each ministry does as a whole: *by* names a post, ``head`` or ``deputy``."""

    at: AwareDatetime
    by: Id
    do: dict[str, Any]


class Pattern(Value):
    """pattern.yaml: what all generated ministries have in common."""

    kinds: dict[Id, Kind]
    office: Label
    government_unit: Id  # where the posts abroad sit
    bureau: Label
    departments: tuple[Label, ...]
    head_of_bureau: Label
    head_of_department: Label
    posts: tuple[Post, ...]
    mission: Label
    vision: Label
    objective: Label
    target: Label
    task: Label
    measures: tuple[Measure, ...]
    budgets: tuple[int, ...]  # of three years, in percent of the first
    spent: Annotated[int, Field(ge=1, le=100)]  # percent of each
    steps: tuple[Step, ...]
    follow_up: FollowUp | None = None  # nothing follows from the year if it is not said


class Ministry(Value):
    """One ministry: its bureaus by what they are about, and how many people are evaluated."""

    body: Id
    name: Label
    kind: Id
    group: Id
    people: Annotated[int, Field(ge=1)]
    budget: Annotated[int, Field(ge=1)]  # in million won
    bureaus: Annotated[tuple[Label, ...], Field(min_length=1)]
    committee: int | None = None  # members of its self-evaluation committee
    rules: str | None = None  # its own, on top of the year's


class Included(Value):
    """What a government says of a body that another case brings in."""

    committee: Members | None = None  # of its self-evaluation committee


class Ministries(Value):
    """ministries.yaml: the ministries of a government, and how their people behave."""

    crowd: Crowd
    groups: dict[Id, Label]
    included: dict[Id, Included] = Field(default_factory=dict)  # the bodies that other cases bring in
    ministries: tuple[Ministry, ...]


def problems(told: Ministries, pattern: Pattern) -> Iterator[tuple[str, Where, Refusal]]:
    """Yield what does not fit together: the file, the place in it, and why."""
    known = {"head", "deputy", *(it.post for it in pattern.posts)}
    for n, step in enumerate(pattern.steps):
        if step.by not in known:
            yield "pattern.yaml", ("steps", n, "by"), UnknownName(kind="post", name=step.by)
    for n, it in enumerate(told.ministries):
        at = ("ministries", n)
        if it.kind not in pattern.kinds:
            yield "ministries.yaml", (*at, "kind"), UnknownName(kind="kind", name=it.kind)
        if it.group not in told.groups:
            yield "ministries.yaml", (*at, "group"), UnknownName(kind="group", name=it.group)
        departments = len(it.bureaus) * len(pattern.departments)
        least = len(it.bureaus) + departments
        most = least + departments * DESKS
        if not least <= it.people <= most:
            room = PeopleDoNotFit(body=it.body, least=least, most=most, people=it.people)
            yield "ministries.yaml", (*at, "people"), room
