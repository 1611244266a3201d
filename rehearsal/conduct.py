"""What the people of a crowd do: seeded conduct for every task that nobody wrote down."""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from activities.rehearsals import command_id
from domain.agreement import OfferAgreement, SignAgreement
from domain.appraisal import RateAttitude, RateGoals, SubmitSelfReport
from domain.appraisal_competency import Ballot, SealCompetency
from domain.calendar import day_of, public_holidays, resolve
from domain.cycle import Cycle, CycleOpened
from domain.feedback import ReviewProgress, SignFeedbackNote, WriteFeedbackNote
from domain.indicator import ReportProgress, ScoreIndicator
from domain.messages import Command, Label, TaskCommand
from domain.notice import ReceiveNotice
from domain.objectives import indicators_of
from domain.person import AssignEvaluators
from domain.person_service import DetermineEligibility
from domain.phase_facts import Phase
from domain.plan import ConfirmAnnualPlan, DraftUnitPlan, SubmitAnnualPlan
from domain.report import PublishResult, ReportResultToAssembly, ReportToCabinet
from domain.rules import HUNDRED, PhaseRule, RuleSet, TaskRule
from domain.training import RecordTraining
from domain.window import deadline, window_of
from rehearsal.case import Case, Crowd, Entry, Evaluated
from rehearsal.crowd import seeded

_AFTER = {"sign-agreement": "offer-agreement", "sign-note": "write-note"}  # what one signs must be there
_REPORTS_OF_THE_YEAR = ("report-results", "publish-results", "report-cabinet")
_ALWAYS_DONE = ("draft-unit-plan", "score-indicator", "record-training", *_REPORTS_OF_THE_YEAR)  # others count on them
_RATINGS = ("rate-competency-first", "rate-competency-second", "rate-attitude", "rate-goals")
_LATEST = 5  # working days: late work comes within them
_BELIEVABLE = (0, 0, 1, 1, 1, 2, 2, 3, 4, 6)  # steps below the best: most results are good

_GOALS = (
    "담당 사업의 추진 일정을 지키고 분기마다 실적을 점검한다.",
    "민원 처리 기간을 줄이고 고객 만족도를 높인다.",
    "소관 지표의 목표를 달성하고 개선 과제를 두 건 발굴한다.",
    "관계 기관과 협의하여 제도 개선안을 마련한다.",
)
_NOTES = (
    "분기 실적이 계획대로 진행되고 있으며 다음 분기 일정을 함께 확인함.",
    "지표 하나가 목표에 조금 못 미쳐 원인과 보완 방안을 논의함.",
    "현장 의견을 반영하여 사업 추진 방식을 조정하기로 함.",
    "업무 분담을 다시 확인하고 교육 참여를 권함.",
    "성과가 양호하며 우수 사례를 부서에 공유하기로 함.",
)
_FINDINGS = (
    "상반기 목표를 달성하였고 하반기 계획에 무리가 없음.",
    "일부 과제가 늦어 7월 중 보완하기로 함.",
    "지표 실적이 전년보다 나아졌으며 추세를 이어가도록 당부함.",
)
_REPORTS = (
    "연초 계약한 목표를 대부분 달성하였고 미흡한 과제의 원인을 정리하였습니다.",
    "담당 사업을 일정대로 마쳤으며 개선 사항을 다음 해 계획에 반영하겠습니다.",
    "지표 실적을 증빙과 함께 정리하였고 협업 성과를 덧붙였습니다.",
)
_COMMITTEE = Label(ko="국회 소관 상임위원회", en="The Assembly's standing committee")
_GROUNDS = (
    "연중 관찰과 분기 면담 기록에 따름.",
    "복무와 협업 태도가 성실함.",
    "계약한 목표에 견주어 실적을 확인함.",
)


@dataclass(frozen=True)
class _Turn:
    """One task that *owner* has about *subject*, and the dice that fall for it alone."""

    rule: PhaseRule
    task: TaskRule
    subject: str
    owner: str
    key: dict[str, Any]  # year, body and phase, as commands want them
    dice: random.Random
    edition: int  # of what is to be signed


def conduct(case: Case, crowd: Crowd, rules: RuleSet) -> Iterator[Entry]:
    """Yield what the people of *case* do in the year, except what its written conduct covers.

    Days are the calendar's: a phase that the written conduct moves is not followed.
    """
    office = _Office(case, crowd, rules)
    for rule in rules.phases:
        yield from office.phase(rule)


class _Office:
    """The people of a case at work."""

    def __init__(self, case: Case, crowd: Crowd, rules: RuleSet) -> None:
        self.case, self.crowd, self.rules = case, crowd, rules
        self.evaluated = {it.person: it.evaluated for it in case.people if it.evaluated and it.body == case.bodies[0]}
        self.home_unit = {it.person: it.unit for it in case.people if it.body == case.bodies[0]}
        self.parts = {part.unit: part.objectives for part in case.plan.units}
        self.unit_of = {it.code: unit for unit, objectives in self.parts.items() for it in indicators_of(objectives)}
        self.indicators = {it.code: it for objectives in self.parts.values() for it in indicators_of(objectives)}
        self.quarters = [rule.phase for rule in rules.phases if rule.task("report-progress")]
        self._units = {unit.unit: unit for unit in case.home().units}
        self._holders = _holders(case)
        self._written = _written(case)
        self.moves = _moves(case)
        self._apart = {it.command.person for it in case.conduct if isinstance(it.command, DetermineEligibility)}
        self._interviewed: dict[str, datetime] = {}  # when the first note of a person was signed by both
        self._cycle = _cycle(case, rules)
        self._days: dict[tuple[str, str], tuple[list[date], list[date]]] = {}

    def phase(self, rule: PhaseRule) -> Iterator[Entry]:
        """Yield the conduct of one phase, task by task; what is signed was written before."""
        done: dict[tuple[str, str], datetime] = {}
        for task in rule.tasks:
            for subject in self._subjects(rule, task):
                written = self._written.get((rule.phase, task.task, subject))
                owner = self._owner(rule, task, subject)
                if written:
                    self._note(done, task.task, subject, written[-1])
                elif owner is not None and task.task in _MAKERS:
                    turn = self._turn(rule, task, subject, owner)
                    moment = self._moment(turn, done)
                    if moment is not None:
                        self._note(done, task.task, subject, moment)
                        yield self._entry(turn, moment)

    def _note(self, done: dict[tuple[str, str], datetime], task: str, subject: str, moment: datetime) -> None:
        done[task, subject] = moment
        if task == "sign-note":
            self._interviewed.setdefault(subject, moment)

    def codes(self, unit: str) -> list[str]:
        """Return the codes of the unit's indicators, in the order of its plan."""
        return [it.code for it in indicators_of(self.parts.get(unit, ()))]

    def talent(self, person: str) -> int:
        """Return how a person's results differ from the common: steps of a tenth, up or down."""
        return self.dice("talent", person).choice((-1, 0, 0, 0, 1))

    def dice(self, *about: str) -> random.Random:
        """Return dice for exactly this."""
        return seeded(self.crowd.seed, *about)

    def _entry(self, turn: _Turn, moment: datetime) -> Entry:
        known = command_id(self.case.case, "crowd", turn.rule.phase, turn.task.task, turn.subject)
        return Entry(moment, turn.owner, known, _MAKERS[turn.task.task](self, turn))

    def _turn(self, rule: PhaseRule, task: TaskRule, subject: str, owner: str) -> _Turn:
        key = {"year": self.case.year, "body": self._body(rule), "phase": rule.phase}
        editions = self._written.get((rule.phase, _AFTER.get(task.task, ""), subject), ())
        dice = self.dice(rule.phase, task.task, subject)
        return _Turn(rule, task, subject, owner, key, dice, len(editions) or 1)

    def _body(self, rule: PhaseRule) -> str:
        return self.case.bodies[0] if rule.scope == "body" else self.case.government

    def _subjects(self, rule: PhaseRule, task: TaskRule) -> Sequence[str]:
        """Return whom the crowd may do *task* about; what concerns the whole body is mostly written by hand."""
        if task.of == "person":
            people = ((person, it) for person, it in self.evaluated.items() if person not in self._apart)
            return [person for person, it in people if it.instrument in task.instruments]
        bodies = [self._body(rule)] if task.task in _MAKERS else []
        return {"unit": list(self.parts), "indicator": list(self.indicators), "body": bodies}.get(task.of, [])

    def _owner(self, rule: PhaseRule, task: TaskRule, subject: str) -> str | None:
        """Return who does *task*, or None where nobody owes it."""
        match task.by:
            case "self":
                return subject
            case "first" | "second" as evaluator:
                owner: str | None = getattr(self._evaluated(subject, rule), evaluator)
                return owner
            case "unit-head":
                return self._units[self.unit_of.get(subject, subject)].head
            case "body-head":
                return self.case.home().head
            case role:
                return self._one_of(self._holders[self._body(rule), role.removeprefix("role:")], rule, task, subject)

    def _evaluated(self, person: str, rule: PhaseRule) -> Evaluated | AssignEvaluators:
        """Return who evaluates *person* when the phase *rule* opens: after a transfer, somebody else."""
        opens = window_of(self._cycle, rule, Phase()).opens
        moved = [it for on, it in self.moves.get(person, ()) if on <= opens]
        return moved[-1] if moved else self.evaluated[person]

    def _one_of(self, holders: Sequence[str], rule: PhaseRule, task: TaskRule, subject: str) -> str | None:
        """Return one of *holders* who does not belong to the unit in question or a unit below it."""
        unit = self.unit_of.get(subject, subject)
        free = [it for it in holders if unit not in self._line(self.home_unit.get(it))]
        return self.dice("owner", rule.phase, task.task, subject).choice(free) if free else None

    def _line(self, unit: str | None) -> Iterator[str]:
        while unit is not None:
            yield unit
            unit = self._units[unit].parent if unit in self._units else None

    def _moment(self, turn: _Turn, done: dict[tuple[str, str], datetime]) -> datetime | None:
        """Return when the turn is taken, on time or late; None when it is left undone."""
        before = None
        if turn.task.task in _AFTER:
            before = done.get((_AFTER[turn.task.task], turn.subject))
            if before is None:
                return None
        elif turn.task.task in _RATINGS and self.rules.people.interviews:
            before = self._interviewed.get(turn.subject)
            if before is None:
                return None
        on_time, late = self._days_of(turn.rule, turn.task)
        luck = Decimal(turn.dice.randrange(10_000)) / 10_000
        if luck < self.crowd.missing and not self._is_needed(turn):
            return None
        is_late = luck < self.crowd.missing + self.crowd.lateness
        return self._some_time(turn.dice, (late if is_late else []) or on_time or late, before)

    def _is_needed(self, turn: _Turn) -> bool:
        """Return whether the turn is never left undone: others' work or somebody's total hangs on it."""
        rating = turn.task.task in _RATINGS and turn.rule.phase in self.rules.grading.rests_on
        return rating or turn.task.task in _ALWAYS_DONE

    def _some_time(self, dice: random.Random, days: Sequence[date], before: datetime | None) -> datetime | None:
        """Return a moment in office hours on one of *days*, more likely a late one, after *before*."""
        zone = self.rules.zone
        if before is not None:
            days = [day for day in days if day > day_of(before, zone)]
            if not days:
                return before + timedelta(minutes=dice.randint(5, 25))
        if not days:
            return None
        day = days[max(dice.randrange(len(days)), dice.randrange(len(days)))]
        return datetime.combine(day, time(9, 5), ZoneInfo(zone)) + timedelta(seconds=dice.randrange(8 * 3600 + 1200))

    def _days_of(self, rule: PhaseRule, task: TaskRule) -> tuple[list[date], list[date]]:
        """Return the working days on which *task* is done on time, and those on which it is done late."""
        key = (rule.phase, task.task)
        if key not in self._days:
            window, due = window_of(self._cycle, rule, Phase()), deadline(self._cycle, rule, task, Phase())
            first, last = self._bounds(rule, task, window.opens, window.closes)
            days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
            worked = [day for day in days if self._cycle.working_days.is_working(day)]
            self._days[key] = [day for day in worked if day <= due], [day for day in worked if day > due][:_LATEST]
        return self._days[key]

    def _bounds(self, rule: PhaseRule, task: TaskRule, first: date, last: date) -> tuple[date, date]:
        """Return first and last day on which *task* makes sense: a draft before submission, all else once confirmed."""
        day = timedelta(days=1)
        if task.task == "draft-unit-plan":
            return first, min(last, *(submitted - day for submitted in self._days_of_step(SubmitAnnualPlan)))
        starts = [first, *(confirmed + day for confirmed in self._days_of_step(ConfirmAnnualPlan))]
        if task.task == "report-progress" and rule.as_of is not None:
            starts.append(resolve(rule.as_of, self.case.year) + day)
        return max(starts), last

    def _days_of_step(self, step: type[Command]) -> list[date]:
        """Return the first day on which the written conduct takes *step*, if it does."""
        days = [day_of(deed.at, self.rules.zone) for deed in self.case.conduct if isinstance(deed.command, step)]
        return days[:1]


def _holders(case: Case) -> dict[tuple[str, str], list[str]]:
    """Return who holds which role, by body and role."""
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for official in case.people:
        for body, roles in official.roles.items():
            for role in roles:
                holders[body, role].append(official.person)
    return holders


def _written(case: Case) -> dict[tuple[str, str, str], list[datetime]]:
    """Return when the written conduct does what: by phase, task and subject, in order of time."""
    written: dict[tuple[str, str, str], list[datetime]] = defaultdict(list)
    for deed in sorted(case.conduct, key=lambda deed: deed.at):
        it = deed.command
        if isinstance(it, TaskCommand) and it.year == case.year and it.body in (case.bodies[0], case.government):
            written[it.phase, it.task, it.subject].append(deed.at)
    return dict(written)


def _moves(case: Case) -> dict[str, list[tuple[date, AssignEvaluators]]]:
    """Return who gets other evaluators on which day, by person, in order of time."""
    moves: dict[str, list[tuple[date, AssignEvaluators]]] = defaultdict(list)
    for deed in sorted(case.conduct, key=lambda deed: deed.at):
        if isinstance(deed.command, AssignEvaluators):
            moves[deed.command.person].append((deed.at.date(), deed.command))
    return dict(moves)


def _cycle(case: Case, rules: RuleSet) -> Cycle:
    """Return the year as it will be opened."""
    version, holidays = public_holidays(rules.country, range(case.year, case.year + 3))
    opened = CycleOpened(
        year=case.year,
        government=case.government,
        bodies=case.bodies,
        rules=rules,
        rules_hash=rules.hash(),
        calendar_version=version,
        holidays=holidays,
    )
    return Cycle(opened=opened)


def _draft(office: _Office, turn: _Turn) -> Command:
    return DraftUnitPlan(**turn.key, unit=turn.subject, objectives=office.parts[turn.subject])


def _train(office: _Office, turn: _Turn) -> Command:
    """All who evaluate anybody in the year, also those to whom somebody moves later."""
    pairs = [(it.first, it.second) for it in office.evaluated.values()]
    pairs += [(it.first, it.second) for moves in office.moves.values() for _, it in moves]
    evaluators = {evaluator for pair in pairs for evaluator in pair if evaluator}
    return RecordTraining(**turn.key, evaluators=tuple(sorted(evaluators)))


def _offer(office: _Office, turn: _Turn) -> Command:
    """A head answers for all indicators of his unit, the others for two of them."""
    codes = office.codes(office.home_unit[turn.subject])
    if office.evaluated[turn.subject].instrument == "goals":
        codes = sorted(turn.dice.sample(codes, min(2, len(codes))))
    return OfferAgreement(**turn.key, person=turn.subject, indicators=tuple(codes), goals=turn.dice.choice(_GOALS))


def _report(office: _Office, turn: _Turn) -> Command:
    """The value moves from the last result towards the target, and does not quite keep to the line."""
    indicator, n = office.indicators[turn.subject], len(office.quarters)
    quarter = office.quarters.index(turn.rule.phase) + 1
    start = indicator.baseline[-1] if indicator.baseline else Decimal(0)
    planned = start + ((indicator.target or HUNDRED) - start) * quarter / n
    value = planned * turn.dice.randint(92, 104) / 100
    return ReportProgress(**turn.key, indicator=turn.subject, value=value.quantize(Decimal("0.1")))


def _score(_: _Office, turn: _Turn) -> Command:
    aspects = {name: 100 - 2 * turn.dice.choice(_BELIEVABLE) for name in ("planning", "execution", "achievement")}
    return ScoreIndicator.model_validate({**turn.key, "indicator": turn.subject, **aspects})


def _seal(office: _Office, turn: _Turn) -> Command:
    scale, talent = office.rules.competency_scale, office.talent(turn.subject)
    scores = {
        it.category: scale * (min(10, 9 + talent + turn.dice.choice((-1, 0, 0, 1))) - _a_bit(office, turn, 1)) / 10
        for it in office.rules.competency
    }
    about = f"{office.crowd.seed}/{turn.rule.phase}/{turn.task.task}/{turn.subject}"
    ballot = Ballot(scores=scores, nonce=hashlib.sha256(about.encode()).hexdigest()[:32])
    evaluator = turn.task.task.removeprefix("rate-competency-")
    return SealCompetency.model_validate({**turn.key, "person": turn.subject, "evaluator": evaluator, "ballot": ballot})


def _a_bit(office: _Office, turn: _Turn, most: int) -> Decimal:
    """Return some hundredths of *most*, where marks are fine."""
    return Decimal(turn.dice.randrange(100 * most)) / 100 if office.crowd.fine else Decimal(0)


def _attitude(office: _Office, turn: _Turn) -> Command:
    best = office.rules.profiles[office.evaluated[turn.subject].profile].attitude
    points = (best * (100 - 5 * turn.dice.choice(_BELIEVABLE)) / 100).quantize(Decimal("0.01"))
    return RateAttitude(**turn.key, person=turn.subject, points=points, ground=turn.dice.choice(_GROUNDS))


def _goals(office: _Office, turn: _Turn) -> Command:
    points = Decimal(min(100, 97 + 2 * office.talent(turn.subject) - 2 * turn.dice.choice(_BELIEVABLE)))
    points -= _a_bit(office, turn, 3)
    return RateGoals(**turn.key, person=turn.subject, points=points, ground=turn.dice.choice(_GROUNDS))


def _document(office: _Office, turn: _Turn) -> str:
    """Return the hash of a document that the case does not have."""
    return hashlib.sha256(f"{office.case.case}/{turn.task.task}".encode()).hexdigest()


def _to_assembly(office: _Office, turn: _Turn) -> Command:
    said = {"committee": _COMMITTEE, "document": _document(office, turn), "receipt": "의안과 접수"}
    return ReportResultToAssembly(**turn.key, **said)


def _publish(office: _Office, turn: _Turn) -> Command:
    return PublishResult(**turn.key, document=_document(office, turn), place="기관 누리집 정보공개 마당")


_MAKERS: dict[str, Callable[[_Office, _Turn], Command]] = {
    "draft-unit-plan": _draft,
    "record-training": _train,
    "offer-agreement": _offer,
    "sign-agreement": lambda _, it: SignAgreement(**it.key, person=it.subject, edition=it.edition),
    "report-progress": _report,
    "write-note": lambda _, it: WriteFeedbackNote(**it.key, person=it.subject, note=it.dice.choice(_NOTES)),
    "sign-note": lambda _, it: SignFeedbackNote(**it.key, person=it.subject, edition=it.edition),
    "review-progress": lambda _, it: ReviewProgress(**it.key, person=it.subject, findings=it.dice.choice(_FINDINGS)),
    "submit-self-report": lambda _, it: SubmitSelfReport(**it.key, person=it.subject, report=it.dice.choice(_REPORTS)),
    "score-indicator": _score,
    "rate-competency-first": _seal,
    "rate-competency-second": _seal,
    "rate-attitude": _attitude,
    "rate-goals": _goals,
    "report-results": _to_assembly,
    "publish-results": _publish,
    "report-cabinet": lambda office, it: ReportToCabinet(**it.key, document=_document(office, it)),
    "receive-notice": lambda _, it: ReceiveNotice(**it.key, person=it.subject, edition=1),
}
