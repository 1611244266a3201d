"""The calendar: days relative to a performance year, working days, and half-open windows.

A window that ends on a day ends with the last moment of that day in the rule set's time zone,
so "until 31 December" means before 1 January 00:00 in Seoul. A last day that is not a working
day moves to the next one.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator

from domain.rule_problems import RulesDoNotHold, problem

_DAY = re.compile(r"^Y(?P<later>\+[0-2])?-(?P<month>\d\d)-(?P<day>\d\d|last)$")
_SATURDAY = 5
HOME = "Asia/Seoul"  # only for the day of facts that belong to no year, such as an appointment


def _is_year_day(text: str) -> str:
    if not _DAY.match(text):
        raise RulesDoNotHold(problem("rules.day"))
    try:
        resolve(text, 2000)  # a leap year: every day there can be
    except ValueError as error:
        raise RulesDoNotHold(problem("rules.no-such-day", day=text)) from error
    return text


YearDay = Annotated[str, AfterValidator(_is_year_day)]  # a day relative to the performance year Y


@lru_cache(maxsize=4096)
def resolve(text: str, year: int) -> date:
    """Return the calendar day that *text* means in performance year *year*.

    >>> resolve("Y-02-last", 2010), resolve("Y+1-01-10", 2010)
    (datetime.date(2010, 2, 28), datetime.date(2011, 1, 10))
    """
    found = _DAY.match(text)
    if found is None:
        raise ValueError(f"{text!r} is no day of a performance year")
    in_year = year + int(found["later"] or 0)
    month = int(found["month"])
    last = found["day"] == "last"
    return date(in_year, month, calendar.monthrange(in_year, month)[1] if last else int(found["day"]))


@dataclass(frozen=True)
class WorkingDays:
    """Which days are worked: all but Saturdays, Sundays and the public holidays given."""

    holidays: frozenset[date]

    def is_working(self, day: date) -> bool:
        """Return whether *day* is worked."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    def on_or_after(self, day: date) -> date:
        """Return *day*, or the next working day when it is none."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def shifted(self, day: date, working_days: int) -> date:
        """Return the day *working_days* after *day* (before it, if negative)."""
        step = timedelta(days=1 if working_days > 0 else -1)
        for _ in range(abs(working_days)):
            day += step
            while not self.is_working(day):
                day += step
        return day


def months_after(day: date, months: int) -> date:
    """Return the same day of the month *months* later, or that month's last day.

    >>> months_after(date(2010, 8, 31), 6)
    datetime.date(2011, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def start_of(day: date, zone: str) -> datetime:
    """Return the first moment of *day* in *zone*."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))


def end_of(day: date, zone: str) -> datetime:
    """Return the first moment after *day* in *zone*: windows are half-open."""
    return start_of(day + timedelta(days=1), zone)


def day_of(moment: datetime, zone: str) -> date:
    """Return the day that *moment* falls on in *zone*."""
    return moment.astimezone(ZoneInfo(zone)).date()


@dataclass(frozen=True)
class Window:
    """The days of a phase, each included, and the zone they are days of."""

    opens: date
    due: date
    closes: date
    zone: str

    @cached_property
    def begins(self) -> datetime:
        """Return the first moment of the phase."""
        return start_of(self.opens, self.zone)

    @cached_property
    def falls_due(self) -> datetime:
        """Return the moment from which work is late."""
        return end_of(self.due, self.zone)

    @cached_property
    def ends(self) -> datetime:
        """Return the moment from which work is refused."""
        return end_of(self.closes, self.zone)


def public_holidays(country: str, years: Iterable[int]) -> tuple[str, tuple[date, ...]]:
    """Return the calendar's version and the public holidays of *country* in *years*, in order.

    Called once, when a cycle is opened; from then on the days stored in the log decide.
    """
    import holidays  # noqa: PLC0415 - 40 ms that only the opening of a cycle needs
    from holidays.version import __version__  # noqa: PLC0415 - as above

    days = holidays.country_holidays(country, years=list(years))
    return f"holidays {__version__} {country}", tuple(sorted(days))
