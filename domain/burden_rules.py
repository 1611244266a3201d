"""What a year's rules say of the work that evaluation itself costs: who may ask for data, and estimated minutes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from domain.ids import Id, Year
from domain.messages import Value

_Role = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{1,40}$")]
_Roles = tuple[_Role, ...]
_Count = Annotated[int, Field(ge=0)]
_Minutes = Annotated[int, Field(ge=0, le=10_000)]


class RequestRules(Value):
    """Which roles ask a body for data, by whose office they ask in (ACT 12), and which of the body's roles answer."""

    government: _Roles = ("evaluation-office", "gpec")  # of the body that acts for the government
    supervision: _Roles = ("supervising-office",)  # of a body with a mandate on that day
    own: _Roles = ()  # of the body itself, besides who speaks for its committee
    answer: _Roles = ("planning",)  # besides the head of the body, or of the unit that was asked


class BurdenRules(Value):
    """How many minutes work is taken to cost: estimates, never measured."""

    task: _Minutes = 15  # of one that *tasks* does not name
    tasks: Mapping[Id, _Minutes] = {}
    document: _Minutes = 20  # to find and hand over one
    request: _Minutes = 30  # to read one and find who answers it, each time it is asked
    reminder: _Minutes = 1  # to read a letter about what is late
    requests: RequestRules = RequestRules()

    def minutes_of(self, task: str) -> int:
        """Return the estimate of one *task*."""
        return self.tasks.get(task, self.task)


class BurdenStated(Value):
    """What the evaluation of *year* cost all who took part, as counted from the log."""

    year: Year
    tasks_done: _Count
    documents: _Count
    requests: _Count
    repeated: _Count
    reminders: _Count
    estimated_minutes: _Count
