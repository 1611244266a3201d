"""Days of service: in which units, how long, and whether they are enough for an evaluation.

A year's service counts from 1 January to 31 December; a time away is no service.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

Absence = Literal["leave", "training", "secondment"]
Ground = Literal["short-service", "leave", "training", "secondment"]
_DAY = timedelta(days=1)
_MONTH = 31  # days, for what is left beside whole months: never one more by a day too few


class Spell(NamedTuple):
    """A time without interruption in one unit, from *begins* up to but without *until*."""

    unit: str
    begins: date
    until: date

    @property
    def days(self) -> int:
        """Return how many days it lasted."""
        return (self.until - self.begins).days


class Move(NamedTuple):
    """One transfer: the units before and after, and the first day in the new one."""

    from_unit: str | None
    to_unit: str | None
    on: date


class Away(NamedTuple):
    """One absence, both days included."""

    kind: Absence
    begins: date
    ends: date


def spells_in(year: int, home: str | None, moves: Sequence[Move], away: Iterable[Away]) -> list[Spell]:
    """Return where somebody served in *year*, in order; *home* is his unit if he never moved in it."""
    first, end = date(year, 1, 1), date(year + 1, 1, 1)
    within = sorted((it for it in moves if first < it.on < end), key=lambda it: it.on)
    before = [it for it in moves if it.on <= first]
    unit = within[0].from_unit if within else before[-1].to_unit if before else home
    spells: list[Spell] = []
    since = first
    for move in [*within, Move(None, None, end)]:
        if unit is not None:
            spells.extend(_without(Spell(unit, since, move.on), sorted(away, key=lambda it: it.begins)))
        unit, since = move.to_unit, move.on
    return spells


def _without(spell: Spell, away: Sequence[Away]) -> Iterable[Spell]:
    """Yield what is left of *spell* between the absences."""
    since = spell.begins
    for absence in away:
        if since < absence.begins < spell.until:
            yield Spell(spell.unit, since, absence.begins)
        if absence.begins < spell.until:
            since = max(since, absence.ends + _DAY)
    if since < spell.until:
        yield Spell(spell.unit, since, spell.until)


def days_by_unit(spells: Iterable[Spell]) -> dict[str, int]:
    """Return the days served in each unit, in order of the first."""
    days: dict[str, int] = {}
    for spell in spells:
        days[spell.unit] = days.get(spell.unit, 0) + spell.days
    return days


def eligibility(year: int, spells: Sequence[Spell], away: Sequence[Away], least_months: int) -> Ground | None:
    """Return why somebody is not evaluated in *year*, or None if he is (REG 11).

    Too little service is told by the absence that took the most days of it.
    """
    if _months(spells) >= least_months:
        return None
    first, last = date(year, 1, 1), date(year, 12, 31)
    absent: dict[Ground, int] = {}
    for it in away:
        days = (min(it.ends, last) - max(it.begins, first)).days + 1
        absent[it.kind] = absent.get(it.kind, 0) + max(0, days)
    longest = max(absent, key=lambda kind: absent[kind], default=None)
    return longest if longest is not None and absent[longest] else "short-service"


def _months(spells: Sequence[Spell]) -> int:
    """Return the months of *spells* together: whole ones, and 31 days beside them make one more."""
    months = days = 0
    for begins, until in _unbroken(spells):
        whole = (until.year - begins.year) * 12 + until.month - begins.month - (until.day < begins.day)
        months, days = months + whole, days + (until - _later(begins, whole)).days
    return months + days // _MONTH


def _unbroken(spells: Sequence[Spell]) -> list[tuple[date, date]]:
    """Return the times of *spells*; those that follow each other without a gap are one."""
    times: list[tuple[date, date]] = []
    for spell in spells:
        begins = times.pop()[0] if times and times[-1][1] == spell.begins else spell.begins
        times.append((begins, spell.until))
    return times


def _later(day: date, months: int) -> date:
    """Return the same day *months* later, or the last of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
