"""How a log says that it is a rehearsal: the id of its first command names the case that is played.

Such a log keeps its own time. Whoever writes to it stands at its last day, never at today's.
"""

from __future__ import annotations

from datetime import datetime

from domain.refusals import Refusal
from eventstore.port import Log, Query

_MARK = "case"


class OwnTime(Refusal):
    """A rehearsal's clocks must not run by the present time."""

    code = "log.rehearsal"
    ko = "{place}은(는) 사례 '{case}'의 예행연습 기록입니다. 오늘의 시각으로 돌릴 수 없으니 다른 기록을 지정하십시오."
    en = "{place} is a rehearsal of the case '{case}' and cannot run by today's time. Name another log."


def command_id(case: str, *parts: object) -> str:
    """Return the id of a command of the rehearsed *case*: for ever the same for the same *parts*."""
    return "/".join((_MARK, case, *map(str, parts)))


def rehearsed_case(log: Log) -> str | None:
    """Return the case that *log* is a rehearsal of; None if it is the record of an installation, or empty."""
    first = next(log.read(Query(upto=1)), None)
    mark, _, rest = first.command_id.partition("/") if first else ("", "", "")
    return rest.partition("/")[0] if mark == _MARK else None


def own_time(log: Log) -> datetime | None:
    """Return the moment at which the rehearsal in *log* stands; None if it is none."""
    return datetime.fromisoformat(log.head().recorded_at) if rehearsed_case(log) else None


def require_present(log: Log) -> None:
    """Let pass a log that lives in the present.

    Raises:
        Refusal: it is a rehearsal.
    """
    case = rehearsed_case(log)
    if case is not None:
        raise OwnTime(place=log.place, case=case)
