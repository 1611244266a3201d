"""Which spending programme pays for a task of the plan: the thread from the plan to ratings and budgets (S1-74)."""

from __future__ import annotations

from domain.ids import programme_stream
from domain.messages import Facts
from domain.objectives import Objectives
from domain.programme import PROGRAMME
from domain.programme_refusals import NoProgramme


def require_programmes(facts: Facts, body: str, objectives: Objectives) -> None:
    """Let pass a part whose tasks name only programmes that the body has on its list.

    Raises:
        NoProgramme: one is not on the list, or not any more.
    """
    tasks = (task for objective in objectives for target in objective.targets for task in target.tasks)
    for programme in dict.fromkeys(task.programme for task in tasks if task.programme):
        state = facts.read(PROGRAMME, programme_stream(body, programme))
        if state.established is None or state.ended:
            raise NoProgramme(body=body, programme=programme)
