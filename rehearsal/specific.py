"""What the crowd does in the specific evaluation: panels of civilians, evidence, ballots, hearings, the committee.

Played where case.yaml says how many sit in a panel. Scores are drawn from dice of their own, as everywhere; the
sitting that resolves is one of ``rehearsal.sittings``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from activities.rehearsals import command_id
from domain.calendar import resolve
from domain.committee_commands import ConstituteCommittee
from domain.messages import Command, Label
from domain.rules import RuleSet
from domain.scoring.specific import area_score
from domain.specific import OpenSpecificEvaluation, PublishSpecificCriteria
from domain.specific_area import CalibrateArea, SealAreaScore
from domain.specific_ballot import Evidence, PanelBallot, Remark
from domain.specific_evidence import RecordSiteVisit, SubmitAreaEvidence
from domain.specific_facts import Grouped, Panel
from domain.specific_grades import GradeSpecificResults, PublishSpecificResults
from domain.specific_panel import AssignPanellists
from domain.specific_result import AnswerOpinion, ResolveSpecificResult, ShareSpecificDraft, StateOpinion
from domain.specific_rules import AreaRule
from rehearsal.case import Case, Entry
from rehearsal.crowd import seeded
from rehearsal.sitting import of_civilians
from rehearsal.sittings import Sittings

_OPINION = "일정이 늦어진 과제는 관계 법령 개정에 따른 것이므로 이를 고려하여 주시기 바람."
_REPLY = "의견을 검토하였으며 사유가 채점에 이미 반영되어 점수를 유지함."


def specific_conduct(case: Case, rules: RuleSet) -> Iterator[Entry]:
    """Yield the specific evaluation of every body of *case*, and the sittings of the government's committees.

    No body is evaluated where no panels are to be played.
    """
    manager = case.holder(rules.specific.manages, case.government)
    if case.panels is None or manager is None or not rules.specific.areas:
        yield from Sittings(case, rules, ()).entries()
        return
    yield from _Play(case, rules, manager).entries()


def digest(*about: str) -> str:
    """Return the SHA-256 of a document that nobody wrote."""
    return hashlib.sha256("/".join(about).encode()).hexdigest()


class _Play:
    """One year's specific evaluation."""

    def __init__(self, case: Case, rules: RuleSet, manager: str) -> None:
        self.case, self.year, self.manager = case, case.year, manager
        self.rules, self.zone = rules.specific, ZoneInfo(rules.zone)
        self.seed = case.crowd.seed if case.crowd else case.case
        speakers = {body: case.holder(self.rules.answers, body) for body in case.bodies}
        self.speakers = {body: person for body, person in speakers.items() if person}
        self.sittings = Sittings(case, rules, tuple(self.speakers))
        self.panels = {it.area: [f"P-SE-{it.area}-{n}" for n in range(1, (case.panels or 0) + 1)] for it in self.areas}

    @property
    def areas(self) -> tuple[AreaRule, ...]:
        return self.rules.areas

    def entries(self) -> Iterator[Entry]:
        """Yield everything, in the order it rests on each other."""
        yield from self._criteria()
        for body, speaker in self.speakers.items():
            for area in self.areas:
                yield self._evidence(body, area, speaker)
                yield from self._scored(body, area)
            yield from self._heard(body, speaker)
        yield from self._resolved()

    def entry(self, at: datetime, actor: str, command: Command, *about: object) -> Entry:
        """Return that *actor* gives *command* *at* a moment."""
        known = command_id(self.case.case, "specific", type(command).__name__, *map(str, about))
        return Entry(at, actor, known, command)

    def at(self, month: int, day: int, *about: str) -> datetime:
        """Return a moment in office hours of that day, or of the next that is no weekend; *about* draws it."""
        on = date(self.year, month, day)
        while on.weekday() > 4:  # noqa: PLR2004 - Saturday and Sunday
            on += timedelta(days=1)
        minutes = seeded(self.seed, "specific", *about).randrange(420) if about else 0
        return datetime.combine(on, time(9, 30), self.zone) + timedelta(minutes=minutes)

    def _criteria(self) -> Iterator[Entry]:
        for area in self.areas:
            yield self.entry(self.at(9, 15), self.manager, self._panel(area), area.area)
        key = {"year": self.year, "body": self.case.government, "phase": "criteria"}
        passed = self.sittings.resolved("criteria", str(self.year))
        criteria = PublishSpecificCriteria(
            **key,
            resolution=passed[0] if passed else None,
            document=digest(self.case.case, "criteria"),
            groups=tuple(Grouped(group=name, bodies=tuple(it)) for name, it in self.groups().items()),
            panels=tuple(Panel(area=it.area, committee=f"panel-{it.area}") for it in self.areas),
        )
        yield self.entry(self.at(10, 8), self.manager, criteria)
        yield self.entry(self.at(11, 1), self.manager, OpenSpecificEvaluation(year=self.year))

    def groups(self) -> dict[str, list[str]]:
        """Return the bodies by group; who is in none of the rules' stands in the last one."""
        known = [it.group for it in self.rules.groups]
        told = {it.body: it.group for it in self.case.organisation.bodies}
        made: dict[str, list[str]] = {}
        for body in self.speakers:
            group = told.get(body)
            made.setdefault(group if group in known else known[-1], []).append(body)
        return made

    def _panel(self, area: AreaRule) -> ConstituteCommittee:
        name = Label(ko=f"{area.name.ko} 특정평가단", en=f"Panel for {area.name.en}")
        about = {"year": self.year, "kind": self.rules.panel, "body": self.case.government, "name": name}
        about |= {"committee": f"panel-{area.area}", "since": date(self.year, 9, 15)}
        return of_civilians(about, self.panels[area.area])

    def _evidence(self, body: str, area: AreaRule, speaker: str) -> Entry:
        dice = seeded(self.seed, "evidence", body, area.area)
        shown = [
            Evidence(
                item=it.item,
                document=digest(body, area.area, it.item),
                value=Decimal(dice.randrange(700, 1000)) / 10,
                as_of=resolve("Y-12-31" if n == len(area.items) - 1 else self.rules.data_until, self.year),
                estimate=n == len(area.items) - 1,
            )
            for n, it in enumerate(area.items)
        ]
        key = {"year": self.year, "body": body, "phase": "specific-evidence", "area": area.area}
        moment = self.at(11, dice.randint(3, 26), body, area.area)
        return self.entry(moment, speaker, SubmitAreaEvidence(**key, evidence=tuple(shown)), body, area.area)

    def _scored(self, body: str, area: AreaRule) -> Iterator[Entry]:
        """Yield the bench, its sealed ballots and what the chair makes of them; the core task is visited."""
        place: dict[str, Any] = {"year": self.year, "ministry": body, "area": area.area}
        members = self.panels[area.area]
        turn = sorted(members, key=lambda it: digest(body, it))[: self.rules.panellists]
        about = (body, area.area)
        yield self.entry(self.at(11, 29), self.manager, AssignPanellists(**place, panellists=tuple(turn)), *about)
        if area is self.areas[0]:
            visit = RecordSiteVisit(
                **place, day=self.at(11, 30).date(), visitors=tuple(turn[:1]), report=digest("visit", *about)
            )
            yield self.entry(self.at(12, 1), self.manager, visit, *about)
        key: dict[str, Any] = {"year": self.year, "body": self.case.government, "phase": "specific-scoring"}
        ballots = {who: self.ballot(body, area, who) for who in turn}
        for who, ballot in ballots.items():
            seal = SealAreaScore(**key, seat=f"{body}:{area.area}:{who}", ballot=ballot)
            yield self.entry(self.at(12, 6, who), who, seal, *about, who)
        made = area_score(area, {who: it.marks() for who, it in ballots.items()}, self.rules.trim)
        far = tuple(Remark(panellist=it, reason="자료 해석의 차이") for it in made.far(self.rules.deviation))
        calibrate = CalibrateArea(**key, work=f"{body}:{area.area}", deviations=far)
        yield self.entry(self.at(12, 13, *about), members[0], calibrate, *about)

    def ballot(self, body: str, area: AreaRule, who: str) -> PanelBallot:
        """Return how *who* scores *area* of *body*: near what the body is worth, of the rules' best."""
        worth = seeded(self.seed, "worth", body, area.area).randrange(70, 93)
        dice = seeded(self.seed, "ballot", body, area.area, who)
        points = {it.item: Decimal(worth + dice.randrange(-5, 6)) * self.rules.best / 100 for it in area.items}
        nonce = digest(self.seed, body, area.area, who)[:32]
        return PanelBallot(scores=points, rationale="증빙과 현장점검 결과에 따름", nonce=nonce)

    def _heard(self, body: str, speaker: str) -> Iterator[Entry]:
        share = ShareSpecificDraft(year=self.year, body=body)
        yield self.entry(self.at(12, 15), self.manager, share, body)
        speaks = seeded(self.seed, "opinion", body).randrange(4) == 0
        said: dict[str, Any] = {"opinion": _OPINION} if speaks else {"waived": True}
        key = {"year": self.year, "body": body, "phase": "specific-hearing"}
        yield self.entry(self.at(12, 17, body), speaker, StateOpinion(**key, **said), body)
        if speaks:
            yield self.entry(
                self.at(12, 20), self.manager, AnswerOpinion(year=self.year, body=body, reply=_REPLY), body
            )

    def _resolved(self) -> Iterator[Entry]:
        """Yield the sittings, the resolutions put on record, the grades and their publication."""
        yield from self.sittings.entries()
        for body in self.speakers:
            key = {"year": self.year, "body": self.case.government, "phase": "specific-resolution", "ministry": body}
            resolve_it = ResolveSpecificResult(**key, resolution=self.sittings.result_of(body))
            yield self.entry(self.at(12, 23), self.manager, resolve_it, body)
        for group, bodies in self.groups().items():
            grade = GradeSpecificResults(year=self.year, group=group, order=tuple(bodies))
            yield self.entry(self.at(12, 27), self.manager, grade, group)
            publish = PublishSpecificResults(year=self.year, group=group)
            yield self.entry(self.at(12, 28), self.manager, publish, group)
