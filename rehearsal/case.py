"""A case: one year of a government as a folder of YAML; here its form, file by file."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AwareDatetime, Field, SerializeAsAny

from domain.body_class import Sector
from domain.ids import Id, Year
from domain.messages import Command, Label, Text, Value
from domain.objectives import Objectives
from domain.person_roles import Role
from domain.plan_events import FinancialResult
from domain.registry import COMMANDS
from domain.results_rules import Instrument
from rehearsal.agenda import PlannedSitting
from rehearsal.follow_up import FollowUp, Share

_OF_THE_SET_UP = ("OpenCycle", "CloseCycle")
CONDUCT: dict[str, type[Command]] = {
    name: it for name, it in COMMANDS.items() if not it.engines and name not in _OF_THE_SET_UP
}

Members = Annotated[int, Field(ge=10, le=30)]  # of a self-evaluation committee
Where = tuple[int | str, ...]  # a place in a file: keys, and numbers of list items from 0


class Crowd(Value):
    """The people nobody wrote conduct for: *people* evaluated in all, the same for the same *seed*."""

    seed: Id
    people: Annotated[int, Field(ge=0)]
    lateness: Share = Decimal(0)  # of all tasks, done in the days of grace
    missing: Share = Decimal(0)  # of all tasks, never done
    fine: bool = False  # marks to the hundredth, so that equals are rare


class Heading(Value):
    """case.yaml: which year of whom, under which rules; *begins* is the moment of the set-up."""

    case: Id
    name: Label
    year: Year
    rules: str  # a rule set that ships with the product, or a file
    government: Id
    bodies: Annotated[tuple[Id, ...], Field(min_length=1)]  # the first is the one whose plan the case holds
    begins: AwareDatetime
    operator: Id
    protagonist: Id | None = None  # whose result the rehearsal shows first
    includes: tuple[str, ...] = ()  # cases whose bodies take part in this one's year, with all they do
    based_on: str | None = None  # a case whose heading, files and conduct are this one's, too, unless said here
    crowd: Crowd | None = None
    panels: Annotated[int, Field(ge=3, le=50)] | None = None  # who sit in each panel of the specific evaluation
    committee: Members | None = None  # civilians by whom its body evaluates itself


class Unit(Value):
    """A unit of a body; its parent stands above it in the list."""

    unit: Id
    parent: Id | None = None
    level: Literal["office", "bureau", "department"]
    name: Label
    head: Id | None = None


class Body(Value):
    """A body with its units."""

    body: Id
    name: Label
    sector: Sector | None = None
    kind: Id | None = None
    group: Id | None = None  # those it is compared with
    head: Id | None = None
    units: tuple[Unit, ...] = ()


class Organisation(Value):
    """organisation.yaml."""

    bodies: tuple[Body, ...]


class Evaluated(Value):
    """How a person is evaluated in the case's year, and by whom."""

    instrument: Instrument
    profile: Id
    first: Id
    second: Id | None = None


class Official(Value):
    """An entry of people.yaml: a post, roles by the body they hold in, and evaluators if evaluated."""

    person: Id
    body: Id
    unit: Id
    grade: Annotated[int, Field(ge=1, le=9)]
    title: Label
    name: Text
    roles: dict[Id, tuple[Role, ...]] = Field(default_factory=dict)
    evaluated: Evaluated | None = None


class UnitPlan(Value):
    """A unit's part of the plan."""

    unit: Id
    objectives: Objectives


class Plan(Value):
    """plan.yaml: the plan of the case's first body; who drafts which part when stands in the conduct."""

    mission: Label
    vision: Label
    finance: tuple[FinancialResult, ...] = ()  # of the past years, in million won
    units: tuple[UnitPlan, ...]


class Act(Value):
    """An entry of conduct.yaml: at this moment, this person gives this command of the domain."""

    at: AwareDatetime
    actor: Id = Field(alias="as")
    do: dict[str, Any]
    effective_on: date | None = None
    occurred_at: AwareDatetime | None = None


class Deed(Value):
    """An act, with its command complete."""

    at: datetime
    actor: Id
    command: SerializeAsAny[Command]
    effective_on: date | None = None
    occurred_at: datetime | None = None


class Case(Heading):
    """A whole case."""

    organisation: Organisation
    people: tuple[Official, ...]
    plan: Plan
    conduct: tuple[Deed, ...]
    parts: tuple[Case, ...] = ()  # of a government: each body with a plan as a case of its own
    follow_up: FollowUp | None = None  # of a part: what follows from its year
    groups: dict[Id, Label] = Field(default_factory=dict)
    sittings: tuple[PlannedSitting, ...] = ()  # of committees of the government

    def holder(self, role: str, body: str) -> str | None:
        """Return who holds *role* (``role:NAME`` or its name) in *body*; None: nobody."""
        wanted = role.removeprefix("role:")
        return next((it.person for it in self.people if wanted in it.roles.get(body, ())), None)

    def home(self) -> Body:
        """Return the body whose plan the case holds."""
        return next(body for body in self.organisation.bodies if body.body == self.bodies[0])


class Entry(NamedTuple):
    """One line of a script: who gives which command when; *id* is the command's id, for ever the same."""

    at: datetime
    actor: str
    id: str
    command: Command
    effective_on: date | None = None
    occurred_at: datetime | None = None
