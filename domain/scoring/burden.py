"""What evaluation costs those who do it: counts that add up, and minutes that are estimates."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import astuple, dataclass
from typing import NamedTuple, TypeVar

from domain.burden_rules import BurdenRules

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Load:
    """A sum of work: what was done, handed over and asked for, and how long it is taken to have lasted."""

    tasks: int = 0  # each time one was done, also anew
    documents: int = 0  # handed over
    requests: int = 0  # for data
    repeated: int = 0  # asked once more, for what was lacking
    reminders: int = 0  # letters about what was late
    minutes: int = 0  # estimated

    def __add__(self, other: Load) -> Load:
        """Return both together."""
        return Load(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))


class Place(NamedTuple):
    """Where work falls: on which body, unit, role of the task's owner, and person; None: on nobody in particular."""

    body: str
    unit: str | None = None
    role: str | None = None
    person: str | None = None


class Work(NamedTuple):
    """A load and where it falls."""

    place: Place
    load: Load


def task_done(rules: BurdenRules, task: str, *, documents: int = 0) -> Load:
    """Return the load of one *task* with the documents it hands over."""
    return Load(tasks=1, documents=documents, minutes=rules.minutes_of(task) + documents * rules.document)


def data_asked(rules: BurdenRules, *, again: bool) -> Load:
    """Return the load of one request for data; *again*: for what an answer lacked."""
    return Load(requests=1, repeated=int(again), minutes=rules.request)


def letters(rules: BurdenRules, number: int) -> Load:
    """Return the load of *number* letters about what is late."""
    return Load(reminders=number, minutes=number * rules.reminder)


def summed(works: Iterable[Work], by: Callable[[Place], K]) -> dict[K, Load]:
    """Return the load of each *by*; in whatever order the works come."""
    sums: dict[K, Load] = {}
    for place, load in works:
        key = by(place)
        sums[key] = sums.get(key, Load()) + load
    return sums
