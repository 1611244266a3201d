"""What the people of a crowd do: seeded conduct for every task that nobody wrote down."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from activities.rehearsals import command_id
from domain.calendar import day_of
from domain.messages import TaskCommand
from domain.phase_rules import PhaseRule, TaskRule
from domain.rules import RuleSet
from rehearsal.case import Case, Crowd, Entry
from rehearsal.days import Days
from rehearsal.makers import MAKERS
from rehearsal.office import Office, Turn

_AFTER = {"sign-agreement": "offer-agreement", "sign-note": "write-note"}  # what one signs must be there
_REPORTS_OF_THE_YEAR = ("report-results", "publish-results", "report-cabinet")
_ALWAYS_DONE = ("draft-unit-plan", "score-indicator", "record-training", *_REPORTS_OF_THE_YEAR)  # others count on them
_RATINGS = ("rate-competency-first", "rate-competency-second", "rate-attitude", "rate-goals")


def conduct(case: Case, crowd: Crowd, rules: RuleSet) -> Iterator[Entry]:
    """Yield what the people of *case* do in the year, except what its written conduct covers.

    Days are the calendar's: a phase that the written conduct moves is not followed.
    """
    people = _Conduct(case, crowd, rules)
    for rule in rules.phases:
        yield from people.phase(rule)


class _Conduct:
    """Who does what when: one phase after the other."""

    def __init__(self, case: Case, crowd: Crowd, rules: RuleSet) -> None:
        self._case, self._crowd, self._rules = case, crowd, rules
        self._office, self._days = Office(case, crowd, rules), Days(case, rules)
        self._written = _written(case)
        self._interviewed: dict[str, datetime] = {}  # when the first note of a person was signed by both

    def phase(self, rule: PhaseRule) -> Iterator[Entry]:
        """Yield the conduct of one phase, task by task; what is signed was written before."""
        done: dict[tuple[str, str], datetime] = {}
        for task in rule.tasks:
            for subject in self._office.subjects(rule, task):
                written = self._written.get((rule.phase, task.task, subject))
                owner = self._office.owner(rule, task, subject, self._days.opens(rule))
                if written:
                    self._note(done, task.task, subject, written[-1])
                elif owner is not None and task.task in MAKERS:
                    turn = self._turn(rule, task, subject, owner)
                    moment = self._moment(turn, done)
                    if moment is not None:
                        self._note(done, task.task, subject, moment)
                        yield self._entry(turn, moment)

    def _note(self, done: dict[tuple[str, str], datetime], task: str, subject: str, moment: datetime) -> None:
        done[task, subject] = moment
        if task == "sign-note":
            self._interviewed.setdefault(subject, moment)

    def _entry(self, turn: Turn, moment: datetime) -> Entry:
        known = command_id(self._case.case, "crowd", turn.rule.phase, turn.task.task, turn.subject)
        return Entry(moment, turn.owner, known, MAKERS[turn.task.task](self._office, turn))

    def _turn(self, rule: PhaseRule, task: TaskRule, subject: str, owner: str) -> Turn:
        key = {"year": self._case.year, "body": self._office.body(rule), "phase": rule.phase}
        editions = self._written.get((rule.phase, _AFTER.get(task.task, ""), subject), ())
        dice = self._office.dice(rule.phase, task.task, subject)
        return Turn(rule, task, subject, owner, key, dice, len(editions) or 1)

    def _moment(self, turn: Turn, done: dict[tuple[str, str], datetime]) -> datetime | None:
        """Return when the turn is taken, on time or late; None when it is left undone."""
        before = None
        if turn.task.task in _AFTER:
            before = done.get((_AFTER[turn.task.task], turn.subject))
            if before is None:
                return None
        elif turn.task.task in _RATINGS and self._rules.people.interviews:
            before = self._interviewed.get(turn.subject)
            if before is None:
                return None
        on_time, late = self._days.of(turn.rule, turn.task)
        luck = Decimal(turn.dice.randrange(10_000)) / 10_000
        if luck < self._crowd.missing and not self._is_needed(turn):
            return None
        is_late = luck < self._crowd.missing + self._crowd.lateness
        return self._some_time(turn.dice, (late if is_late else []) or on_time or late, before)

    def _is_needed(self, turn: Turn) -> bool:
        """Return whether the turn is never left undone: others' work or somebody's total hangs on it."""
        rating = turn.task.task in _RATINGS and turn.rule.phase in self._rules.grading.rests_on
        return rating or turn.task.task in _ALWAYS_DONE

    def _some_time(self, dice: random.Random, days: Sequence[date], before: datetime | None) -> datetime | None:
        """Return a moment in office hours on one of *days*, more likely a late one, after *before*."""
        zone = self._rules.zone
        if before is not None:
            days = [day for day in days if day > day_of(before, zone)]
            if not days:
                return before + timedelta(minutes=dice.randint(5, 25))
        if not days:
            return None
        day = days[max(dice.randrange(len(days)), dice.randrange(len(days)))]
        return datetime.combine(day, time(9, 5), ZoneInfo(zone)) + timedelta(seconds=dice.randrange(8 * 3600 + 1200))


def _written(case: Case) -> dict[tuple[str, str, str], list[datetime]]:
    """Return when the written conduct does what: by phase, task and subject, in order of time."""
    written: dict[tuple[str, str, str], list[datetime]] = defaultdict(list)
    for deed in sorted(case.conduct, key=lambda deed: deed.at):
        it = deed.command
        if isinstance(it, TaskCommand) and it.year == case.year and it.body in (case.bodies[0], case.government):
            written[it.phase, it.task, it.subject].append(deed.at)
    return dict(written)
