"""The sittings of the government's committees over a year, as the case plans them.

Where panels of the specific evaluation are played and nothing is planned, a sitting in September takes up its
criteria and one in December the results; where the conduct constitutes no committee, it is one of civilians.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from activities.rehearsals import command_id
from domain.committee_commands import ConstituteCommittee
from domain.committee_rules import Matter
from domain.messages import Label
from domain.rules import RuleSet
from rehearsal.agenda import PlannedItem, PlannedSitting
from rehearsal.case import Case, Entry
from rehearsal.sitting import Sitting, of_civilians

_CIVILIANS, _CHAIRS = 9, 2
_NAME = Label(ko="정부업무평가위원회(가상)", en="Committee of the government (synthetic)")
_CRITERIA = Label(ko="특정평가 평가기준(안)", en="Criteria of the specific evaluation")


class _Round(NamedTuple):
    """One sitting, what is new on its agenda, and what it decides."""

    sitting: Sitting
    tabled: Sequence[PlannedItem]
    decided: Sequence[PlannedItem]


class Sittings:
    """All sittings of a year; *bodies* are those whose results of the specific evaluation are resolved."""

    def __init__(self, case: Case, rules: RuleSet, bodies: Sequence[str]) -> None:
        self.case, self.rules, self.bodies = case, rules, bodies
        deeds = [it.command for it in case.conduct]
        self._written = {it.committee: it for it in deeds if isinstance(it, ConstituteCommittee)}
        self._rounds = list(self._held())

    def entries(self) -> Iterator[Entry]:
        """Yield every sitting; and first the committee, unless the conduct constitutes it."""
        for it in self._rounds:
            made = it.sitting.made
            if made.committee not in self._written and it.sitting.key["session"] == 1:
                at = datetime.combine(made.since, time(9), ZoneInfo(self.rules.zone))
                known = command_id(self.case.case, "sitting", made.committee, "constituted")
                yield Entry(at, it.sitting.keeper, known, made)
            yield from it.sitting.played(it.tabled, it.decided)

    def result_of(self, body: str) -> str:
        """Return what the resolution on the result of *body* in the specific evaluation is called."""
        found = self.resolved("specific-result", body)
        assert found is not None, "a sitting takes up the results"  # noqa: S101 - narrows the type
        return found[0]

    def resolved(self, matter: Matter, concerns: str) -> tuple[str, datetime] | None:
        """Return what the first decision on *matter* about *concerns* is called, and when it is taken; no opinion."""
        found = (
            (it.sitting.ref(item.item), it.sitting.planned.at)
            for it in self._rounds
            if matter in it.sitting.rule.decides
            for item in it.decided
            if (item.matter, item.concerns) == (matter, concerns)
        )
        return next(found, None)

    def _held(self) -> Iterator[_Round]:
        held, left = Counter[str](), dict[str, list[PlannedItem]]()
        for planned in self._planned():
            made = self._written.get(planned.committee) or self._invented(planned.committee)
            keeper = self.case.holder(self.rules.committees.kinds[made.kind].keeps, made.body)
            if keeper is None:
                continue
            held[made.committee] += 1
            sitting = Sitting(self.case, self.rules, made, keeper, planned, held[made.committee])
            tabled = [*planned.items, *self._results(planned)]
            open_items = [*left.get(made.committee, ()), *tabled]
            decided = [it for it in open_items if sitting.decides(it)]
            left[made.committee] = [it for it in open_items if it not in decided]
            yield _Round(sitting, tabled, decided)

    def _planned(self) -> Sequence[PlannedSitting]:
        planned = list(self.case.sittings)
        if self.bodies and not any(one.matter == "criteria" for it in planned for one in it.items):
            criteria = PlannedItem(item="criteria", title=_CRITERIA, matter="criteria", concerns=str(self.case.year))
            planned.append(self._sitting(9, items=(criteria,)))
        if self.bodies and not any(it.results for it in planned):
            planned.append(self._sitting(12, results=True))
        return sorted(planned, key=lambda it: it.at)

    def _sitting(self, month: int, **said: Any) -> PlannedSitting:
        zone, year = ZoneInfo(self.rules.zone), self.case.year
        called, at = (datetime.combine(date(year, month, day), time(9, 30), zone) for day in (10, 22))
        return PlannedSitting(committee=self.rules.specific.resolves, called=called, at=at, **said)

    def _results(self, planned: PlannedSitting) -> Iterator[PlannedItem]:
        """Yield an item for each result that the plan does not say more about."""
        said = {(it.matter, it.concerns) for it in planned.items}
        names = {it.body: it.name for it in self.case.organisation.bodies}
        for body in self.bodies if planned.results else ():
            ko, en = names[body].ko, names[body].en
            title = Label(ko=f"{ko} 특정평가 결과(안)", en=f"Result of the specific evaluation: {en}")
            if ("specific-result", body) not in said:
                yield PlannedItem(item=body, title=title, matter="specific-result", concerns=body)

    def _invented(self, committee: str) -> ConstituteCommittee:
        members = [f"P-GC-{n}" for n in range(1, _CIVILIANS + 1)]
        about = {"committee": committee, "year": self.case.year, "kind": committee, "body": self.case.government}
        return of_civilians({**about, "name": _NAME, "since": date(self.case.year, 1, 4)}, members, _CHAIRS)
