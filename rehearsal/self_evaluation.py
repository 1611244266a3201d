"""What a ministry's self-evaluation committee of invented civilians does: few members for each subject, so few facts.

The head plans a subject for each bureau with all its indicators and one for money and organisation each;
three members score a subject, the owners are heard, just more than half the committee resolves.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import cycle, islice
from typing import Any
from zoneinfo import ZoneInfo

from activities.rehearsals import command_id
from domain.inspection import InspectSelfEvaluation, NameInspector
from domain.messages import Command, Label
from domain.objectives import indicators_of
from domain.re_evaluation import OrderReEvaluation
from domain.rules import HUNDRED, RuleSet
from domain.self_evaluation_commands import (
    AcceptSelfEvaluationPlan,
    AssignScorers,
    HearOwners,
    PlanSelfEvaluation,
    SealSubjectScores,
    ShareSelfEvaluation,
    SubmitSelfEvaluation,
)
from domain.self_evaluation_content import EvaluationSubject, SubjectBallot
from domain.self_evaluation_default import equal_shares
from rehearsal.agenda import PlannedItem, PlannedSitting
from rehearsal.case import Case, Entry
from rehearsal.crowd import seeded
from rehearsal.sitting import Sitting, of_civilians

_SCORES = (84, 86, 88, 90, 91, 92, 93, 94, 96, 97)
_NAME = Label(ko="자체평가위원회", en="Self-evaluation committee")
_METHOD = Label(ko="위원별 채점의 평균", en="The mean of what the members give")
_CRITERIA = {  # beside the bureaus: part of the rules, what it is scored by
    "general-spending": Label(ko="재정사업 성과", en="Results of spending programmes"),
    "organisation": Label(ko="조직 운영의 적정성", en="How the organisation is run"),
}
_VERDICTS = {  # by whether it is doubted
    False: {"verdict": "confirmed", "opinion": "증빙과 부합함"},
    True: {"verdict": "re-evaluate", "opinion": "증빙만으로는 점수의 객관성을 확인하기 어려움"},
}
_ITEM = "1"


def self_evaluation(part: Case, whole: Case, rules: RuleSet) -> Iterator[Entry]:
    """Yield how the ministry of *part* evaluates itself, and how the offices of *whole* confirm it.

    Nothing where it has no committee, or nobody who accepts its plan.
    """
    secretary = whole.holder("evaluation-office", whole.government)
    planner = part.holder("planning", part.bodies[0])
    if part.committee is None or secretary is None or planner is None or part.home().head is None:
        return
    ministry = _Ministry(part, whole, rules, secretary, planner)
    resolving = ministry.sitting.planned.items
    yield from ministry.sitting.played(resolving, resolving)
    for steps in (ministry.planned(), ministry.scored(), ministry.confirmed()):
        for number, (at, actor, command) in enumerate(steps):
            known = (type(command).__name__, command.stream(), str(number))
            yield Entry(at, actor, command_id(part.case, "self-evaluation", *known), command)


_Step = tuple[datetime, str, Command]


class _Ministry:
    """One ministry that evaluates itself."""

    def __init__(self, part: Case, whole: Case, rules: RuleSet, secretary: str, planner: str) -> None:
        self.part, self.whole, self.rules = part, whole, rules
        self.secretary, self.planner = secretary, planner
        self.year, self.body = part.year, part.bodies[0]
        self.committee = f"sec-{self.body}"
        self.members = [f"C-{self.body}-{n:02}" for n in range(1, (part.committee or 0) + 1)]
        self.chair = self.members[0]
        self.head = str(part.home().head)
        place = {"committee": self.committee, "year": self.year, "kind": "self-evaluation", "body": self.body}
        self.made = of_civilians({**place, "name": _NAME, "since": date(self.year, 1, 5)}, self.members)
        self.sitting = Sitting(part, rules, self.made, planner, self._sitting(), 1)
        self.subjects = tuple(self._subjects())
        self.doubted = set(self._doubted())
        self.key = {"year": self.year, "body": self.body, "phase": "self-evaluation"}
        self.seed = part.crowd.seed if part.crowd else part.case

    def planned(self) -> Iterator[_Step]:
        """Yield the committee, the plan and its acceptance."""
        yield self._at(0, 1, 5, 10), self.head, self.made
        days = {"hearing": date(self.year + 1, 3, 2), "resolution": date(self.year + 1, 3, 15)}
        said = {**self.key, "phase": "self-evaluation-plan", "committee": self.committee, "method": _METHOD, **days}
        wish = PlanSelfEvaluation.model_validate({**said, "subjects": self.subjects})
        yield self._at(0, 4, 19 + self._dice("plan").randrange(5), 11), self.head, wish
        accepting = AcceptSelfEvaluationPlan(year=self.year, body=self.body, edition=1)
        yield self._at(0, 5, 6, 14, self._dice("accept").randrange(180)), self.secretary, accepting

    def scored(self) -> Iterator[_Step]:
        """Yield who scores what, every score, the hearing, the draft and, when it is resolved, the submission."""
        assigned = self._assigned()
        yield self._at(1, 1, 10, 10), self.chair, AssignScorers.model_validate({**self.key, "members": assigned})
        for subject in self.subjects:
            for member in assigned[subject.subject]:
                yield self._sealed(subject, member)
        heard = {it.subject: {"owner": self._owner(it), "said": "평가 내용에 이견 없음."} for it in self.subjects}
        yield self._at(1, 3, 2, 14), self.planner, HearOwners.model_validate({**self.key, "heard": heard})
        yield self._at(1, 3, 4, 10), self.planner, ShareSelfEvaluation.model_validate(self.key)
        resolution = self.sitting.ref(_ITEM)
        yield self._at(1, 3, 22, 11), self.head, SubmitSelfEvaluation(**self.key, resolution=resolution)

    def confirmed(self) -> Iterator[_Step]:
        """Yield what the offices that supervise the sectors do; none looks at its own ministry."""
        over = self.part.home().sector or "central"
        for it in self.rules.supervision:
            if it.over != over:
                continue
            inspector = self.whole.holder("inspector", it.body)
            if inspector is None or it.body == self.body or self.body in self._homes(inspector):
                continue
            named = NameInspector(year=self.year, ministry=self.body, sector=it.sector, inspector=inspector)
            yield self._at(1, 4, 4, 10), inspector, named
            dice = self._dice("inspect", it.sector)
            key = {"year": self.year, "body": self.whole.government, "phase": "confirmation"}
            said = {"inspected": f"{self.body}:{it.sector}", **_VERDICTS[it.sector in self.doubted]}
            wish = InspectSelfEvaluation.model_validate({**key, **said})
            yield self._at(1, 4, 11 + dice.randrange(18), 10, dice.randrange(300)), inspector, wish

    def _sitting(self) -> PlannedSitting:
        """Return the sitting in March that resolves the result, attended by just more than half."""
        title = Label(ko="자체평가 결과(안)", en="The draft of the self-evaluation")
        item = PlannedItem(item=_ITEM, title=title, matter="self-evaluation", concerns=self.body)
        away = tuple(self.members[len(self.members) // 2 + 1 :])
        days = {"called": self._at(1, 3, 7, 9), "at": self._at(1, 3, 15, 14)}
        return PlannedSitting(committee=self.committee, **days, absent=away, items=(item,))

    def _homes(self, person: str) -> set[str]:
        return {it.body for it in self.whole.people if it.person == person}

    def _subjects(self) -> Iterator[EvaluationSubject]:
        """Yield a subject for each bureau, whose measures are all its indicators, and one for each criterion."""
        bureaus = self._bureaus()
        for (bureau, codes), weight in zip(bureaus.items(), equal_shares(len(bureaus)), strict=True):
            measures = [
                {"code": it, "weight": share} for it, share in zip(codes, equal_shares(len(codes)), strict=True)
            ]
            unit = next(it for it in self.part.home().units if it.unit == bureau)
            said = {"subject": bureau, "name": unit.name, "part": "policy", "weight": weight, "unit": bureau}
            yield EvaluationSubject.model_validate({**said, "measures": measures})
        for part, name in _CRITERIA.items():
            measure = {"code": f"{part}-1", "weight": HUNDRED, "criterion": name}
            said = {"subject": part, "name": name, "part": part, "weight": HUNDRED, "measures": [measure]}
            yield EvaluationSubject.model_validate(said)

    def _doubted(self) -> Iterator[str | None]:
        """Yield the sectors of what the conduct orders to be evaluated again."""
        orders = (it.command for it in self.whole.conduct if isinstance(it.command, OrderReEvaluation))
        again = {it for order in orders if order.ministry == self.body for it in order.subjects}
        for it in self.subjects:
            part = self.rules.self_evaluation.part(it.part)
            if it.subject in again and part is not None:
                yield part.sector

    def _bureaus(self) -> dict[str, list[str]]:
        """Return the codes of the indicators of each bureau and all below it."""
        above = {it.unit: it.parent for it in self.part.home().units}
        found: dict[str, list[str]] = {}
        for it in self.part.plan.units:
            top = it.unit
            while (parent := above[top]) is not None:
                top = parent
            found.setdefault(top, []).extend(one.code for one in indicators_of(it.objectives))
        return found

    def _assigned(self) -> dict[str, tuple[str, ...]]:
        """Return as many members for each subject as the rules ask for, one after the other."""
        turn, few = cycle(self.members), self.rules.self_evaluation.scorers
        return {it.subject: tuple(islice(turn, few)) for it in self.subjects}

    def _sealed(self, subject: EvaluationSubject, member: str) -> _Step:
        dice = self._dice("score", subject.subject, member)
        scores = {it.code: Decimal(dice.choice(_SCORES)) for it in subject.measures}
        ballot = SubjectBallot(scores=scores, nonce=self._nonce(subject.subject, member))
        said = {**self.key, "scoring": f"{subject.subject}:{member}", "person": member, "ballot": ballot}
        at = self._at(1, 1, 17, 9, dice.randrange(480)) + timedelta(days=dice.randrange(39))
        return at, member, SealSubjectScores.model_validate(said)

    def _owner(self, subject: EvaluationSubject) -> str:
        heads = {it.unit: it.head for it in self.part.home().units}
        return (heads.get(subject.unit) if subject.unit else None) or self.head

    def _nonce(self, *about: str) -> str:
        return hashlib.sha256("/".join((self.seed, "self-evaluation", *about)).encode()).hexdigest()[:32]

    def _dice(self, *about: str) -> Any:
        return seeded(self.seed, "self-evaluation", *about)

    def _at(self, years: int, month: int, day: int, hour: int, minutes: int = 0) -> datetime:
        """Return a moment of the performance year, or of a year after it."""
        when = datetime.combine(date(self.year + years, month, day), time(hour), ZoneInfo(self.rules.zone))
        return when + timedelta(minutes=minutes)
