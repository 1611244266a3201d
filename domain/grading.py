"""Grading a body's year: pools fixed before anybody is ranked, forced lowest, quotas, ties, grades.

Order of operations: eligibility, forced lowest, ranking, quotas, ties, notice (REG 10, 14, 16, 18).
After the notice a changed total re-ranks its pool in shadow: who is directly concerned and who
gains move at once; nobody else moves down without a decision of the committee.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, assert_never

from domain.body import BODY
from domain.cycle import CycleOpened, require_cycle
from domain.ids import Id, Year, body_stream, person_stream, pools_stream, result_stream
from domain.messages import Command, Decider, Event, Facts, Reason, TaskCommand, TaskEvent, Value, content, having
from domain.obligations import permit
from domain.person import PERSON
from domain.refusals import Refusal
from domain.result import RESULT
from domain.roles import require_role
from domain.rules import RuleSet
from domain.scorecard import require_engine
from domain.scoring.grades import Candidate, Placed, Ranking, Tie, rank


class Pool(Value):
    """Who is graded against whom; *merged* are the pools that were too small to stand alone."""

    pool: Id
    persons: tuple[Id, ...]
    merged: tuple[Id, ...] = ()


class Apart(Value):
    """A person who is in no pool, and why."""

    person: Id
    ground: Id


class GradePoolsFormed(TaskEvent):
    """Every person is in exactly one pool, or apart; from here on the pools are fixed (REG 14)."""

    type: Literal["GradePoolsFormed"] = "GradePoolsFormed"
    task_id = "form-pools"
    subject_field = "body"
    by: Id
    pools: tuple[Pool, ...]
    apart: tuple[Apart, ...]


class LowestGradeAssigned(Event):
    """The head put *person* into the lowest grade, on grounds published before (REG 10, 16; SCS 20)."""

    type: Literal["LowestGradeAssigned"] = "LowestGradeAssigned"
    year: Year
    body: Id
    person: Id
    ground: str


class TieReferred(Event):
    """Equals stand across a line; the committee says who of them stays above it."""

    type: Literal["TieReferred"] = "TieReferred"
    year: Year
    body: Id
    pool: Id
    tie: Tie


class TieResolved(Event):
    """The committee chose *upper* of the equals to stay above the line, for recorded reasons."""

    type: Literal["TieResolved"] = "TieResolved"
    year: Year
    body: Id
    pool: Id
    upper: tuple[Id, ...]
    lower: tuple[Id, ...]
    reason: str


class PoolGraded(Event):
    """The pool's ranking and grades; *pay* are the pay grades by person, a ranking of their own."""

    type: Literal["PoolGraded"] = "PoolGraded"
    year: Year
    body: Id
    pool: Id
    minimums_waived: bool
    counts: dict[str, int]
    placed: tuple[Placed, ...]
    pay: dict[str, str]


class GradesAllocated(TaskEvent):
    """Every pool is graded."""

    type: Literal["GradesAllocated"] = "GradesAllocated"
    task_id = "allocate-grades"
    subject_field = "body"
    by: Id


class Change(Value):
    """One person's grades before and after."""

    person: Id
    before: Id
    after: Id
    pay_before: Id | None = None
    pay_after: Id | None = None


class PoolReviewed(Event):
    """The pool was ranked again in shadow because of *cause*.

    *changes* hold at once: of those directly *concerned*, and of those who gain. *pending* would move
    down for another's sake; they stay until the committee decides.
    """

    type: Literal["PoolReviewed"] = "PoolReviewed"
    year: Year
    body: Id
    pool: Id
    cause: str
    concerned: tuple[Id, ...]
    changes: tuple[Change, ...]
    pending: tuple[Change, ...]


class PendingSettled(Event):
    """The committee decided what was pending in *pool*: *changes* hold now, the others keep their grades."""

    type: Literal["PendingSettled"] = "PendingSettled"
    year: Year
    body: Id
    pool: Id
    changes: tuple[Change, ...]
    kept: tuple[Id, ...]
    reason: str


GradingEvent = (
    GradePoolsFormed
    | LowestGradeAssigned
    | TieReferred
    | TieResolved
    | PoolGraded
    | GradesAllocated
    | PoolReviewed
    | PendingSettled
)


@dataclass(frozen=True)
class Grade:
    """A person's grade as it stands now."""

    pool: str
    grade: str
    pay: str | None
    rank: int
    of: int


@dataclass(frozen=True)
class Grading:
    """What decisions need to know of a body's grading."""

    formed: GradePoolsFormed | None = None
    lowest: frozenset[str] = frozenset()
    ties: dict[str, Tie] = field(default_factory=dict)  # open ones, by pool
    chosen: dict[str, dict[str, int]] = field(default_factory=dict)  # decided order of equals, by pool
    graded: dict[str, PoolGraded] = field(default_factory=dict)  # by pool
    allocated: bool = False
    grades: dict[str, Grade] = field(default_factory=dict)  # by person
    reviewed: frozenset[tuple[str, str]] = frozenset()  # (pool, cause)
    pending: dict[str, tuple[Change, ...]] = field(default_factory=dict)  # by pool

    def pool_of(self, person: str) -> Pool | None:
        """Return the pool of *person*; None for one who is apart."""
        pools = self.formed.pools if self.formed else ()
        return next((pool for pool in pools if person in pool.persons), None)


def evolve(state: Grading, event: GradingEvent) -> Grading:
    """Return *state* after *event*."""
    match event:
        case GradePoolsFormed():
            return replace(state, formed=event)
        case LowestGradeAssigned():
            return replace(state, lowest=state.lowest | {event.person})
        case TieReferred():
            return replace(state, ties=having(state.ties, event.pool, event.tie))
        case TieResolved():
            return _resolved(state, event)
        case PoolGraded():
            return replace(state, graded=having(state.graded, event.pool, event), grades=_grades(state, event))
        case GradesAllocated():
            return replace(state, allocated=True)
        case PoolReviewed():
            return _reviewed(state, event)
        case PendingSettled():
            grades = {**state.grades, **_changed(state, event.changes)}
            return replace(state, grades=grades, pending=having(state.pending, event.pool, ()))
        case _:
            assert_never(event)


def _resolved(state: Grading, event: TieResolved) -> Grading:
    places = {**dict.fromkeys(event.upper, 1), **dict.fromkeys(event.lower, 2)}
    chosen = having(state.chosen, event.pool, {**state.chosen.get(event.pool, {}), **places})
    return replace(state, chosen=chosen, ties={pool: tie for pool, tie in state.ties.items() if pool != event.pool})


def _grades(state: Grading, event: PoolGraded) -> dict[str, Grade]:
    n = len(event.placed)
    placed = {it.person: Grade(event.pool, it.grade, event.pay.get(it.person), it.rank, n) for it in event.placed}
    return {**state.grades, **placed}


def _reviewed(state: Grading, event: PoolReviewed) -> Grading:
    return replace(
        state,
        grades={**state.grades, **_changed(state, event.changes)},
        reviewed=state.reviewed | {(event.pool, event.cause)},
        pending=having(state.pending, event.pool, event.pending),
    )


def _changed(state: Grading, changes: Sequence[Change]) -> dict[str, Grade]:
    return {it.person: replace(state.grades[it.person], grade=it.after, pay=it.pay_after) for it in changes}


class _GradingTask(TaskCommand):
    """A task of the grading of a body."""

    subject_field = "body"

    def stream(self) -> str:
        """Return the grading's stream."""
        return pools_stream(self.year, self.body)


class _GradingCommand(Command):
    """A command about the grading of a body."""

    year: Year
    body: Id

    def stream(self) -> str:
        """Return the grading's stream."""
        return pools_stream(self.year, self.body)


class FormPools(_GradingTask):
    """Fix who is graded against whom, by the rules."""

    type: Literal["FormPools"] = "FormPools"
    task_id = "form-pools"


class AssignLowest(_GradingCommand):
    """Put *person* into the lowest grade before the ranking, as head of the body."""

    type: Literal["AssignLowest"] = "AssignLowest"
    person: Id
    ground: Reason


class AllocateGrades(_GradingTask):
    """Rank every pool and allocate the grades; ties that nobody may break are referred."""

    type: Literal["AllocateGrades"] = "AllocateGrades"
    task_id = "allocate-grades"


class ResolveTie(_GradingCommand):
    """Say, as the committee, who of the equals of *pool* stays above the line."""

    type: Literal["ResolveTie"] = "ResolveTie"
    pool: Id
    upper: tuple[Id, ...]
    reason: Reason


class ReviewPool(_GradingCommand):
    """Rank *pool* again in shadow because the totals of *persons* changed; the engine's own command."""

    type: Literal["ReviewPool"] = "ReviewPool"
    engines = True
    pool: Id
    persons: tuple[Id, ...]
    cause: str


class SettlePending(_GradingCommand):
    """Decide, as the committee, whom of those pending in *pool* to move down; the others keep their grades."""

    type: Literal["SettlePending"] = "SettlePending"
    pool: Id
    persons: tuple[Id, ...] = ()
    reason: Reason


GradingCommand = FormPools | AssignLowest | AllocateGrades | ResolveTie | ReviewPool | SettlePending


class PersonsUnscored(Refusal):
    """Pools are fixed when everybody has a total or is exempt."""

    code = "pools.unscored"
    ko = "{body}의 평가군을 정할 수 없습니다. 총점이 확정되지 않은 사람이 {count}명 있습니다: {persons}."
    en = "The pools of {body} cannot be fixed: {count} persons have no total yet: {persons}."


class NoPoolFor(Refusal):
    """Every eligible person is in exactly one pool."""

    code = "pools.none-for"
    ko = "{person}({grade}급, {instrument})이(가) 들어갈 평가군이 규칙에 없습니다. 규칙의 평가군을 확인하십시오."
    en = "The rules have no pool for {person} (grade {grade}, {instrument}). Check the pools of the rule set."


class PoolsNotFormed(Refusal):
    """Nobody is ranked before it is fixed against whom."""

    code = "pools.not-formed"
    ko = "{body}의 평가군이 아직 정해지지 않았습니다. 평가군을 먼저 확정하십시오."
    en = "The pools of {body} are not fixed yet. Fix them first."


class InOwnPool(Refusal):
    """Who administers a pool is not in it (SOD-08)."""

    code = "pools.own"
    ko = "{actor}은(는) '{pool}' 평가군에 속하므로 그 등급 부여를 맡을 수 없습니다. 다른 담당자가 해야 합니다."
    en = "{actor} is in the pool '{pool}' and may not administer it. Another officer must."


class AlreadyGraded(Refusal):
    """What was graded changes only by a review."""

    code = "pools.graded"
    ko = "'{pool}' 평가군은 이미 등급이 부여되었습니다. 이의신청이나 재평가 절차를 이용하십시오."
    en = "The pool '{pool}' is graded already. Use the objection or the re-evaluation."


class NotInAnyPool(Refusal):
    """The person is not graded this year."""

    code = "pools.not-in"
    ko = "{person}은(는) {body}의 어느 평가군에도 없습니다. 확정된 평가군을 확인하십시오."
    en = "{person} is in no pool of {body}. Look at the pools as they were fixed."


class NotTheHead(Refusal):
    """Only the head of the body assigns the lowest grade."""

    code = "pools.not-head"
    ko = "최하위 등급은 기관장({head})만 지정할 수 있습니다. {actor}은(는) 지정할 수 없습니다."
    en = "Only the head of the body ({head}) assigns the lowest grade; {actor} may not."


class NothingTied(Refusal):
    """No tie of this pool waits for a decision."""

    code = "tie.none"
    ko = "'{pool}' 평가군에는 결정할 동점이 없습니다."
    en = "No tie of the pool '{pool}' waits for a decision."


class WrongChoice(Refusal):
    """The choice must name exactly as many of the equals as stay above the line."""

    code = "tie.choice"
    ko = "동점자 {persons} 가운데 {upper}명을 골라야 합니다. 고른 사람: {given}."
    en = "Choose {upper} of the equals {persons}. Chosen: {given}."


class OwnTie(Refusal):
    """Nobody decides about himself."""

    code = "tie.own"
    ko = "{actor}은(는) 이 결정의 당사자이므로 참여할 수 없습니다. 다른 위원이 결정해야 합니다."
    en = "{actor} is concerned by this decision and may not take it. Another member must."


class NothingPending(Refusal):
    """Only what a review left pending can be settled."""

    code = "pools.nothing-pending"
    ko = "'{pool}' 평가군에서 {persons}에 대해 결정을 기다리는 등급 변경이 없습니다."
    en = "No change of grade of {persons} is pending in the pool '{pool}'."


def decide(command: GradingCommand, state: Grading, facts: Facts) -> list[GradingEvent]:
    """Return the events that *command* causes; [] if already so.

    Raises:
        Refusal: a rule refuses *command*.
    """
    match command:
        case FormPools():
            return _form(command, state, facts)
        case AssignLowest():
            return _assign_lowest(command, state, facts)
        case AllocateGrades():
            return _allocate(command, state, facts)
        case ResolveTie():
            return _resolve(command, state, facts)
        case ReviewPool():
            return _review(command, state, facts)
        case SettlePending():
            return _settle(command, state, facts)
        case _:
            assert_never(command)


def _form(command: FormPools, state: Grading, facts: Facts) -> list[GradingEvent]:
    opened = permit(command, facts).cycle
    if state.formed is not None:
        return []
    persons = list(facts.evaluated(command.year, command.body))
    results = facts.read_all(RESULT, [result_stream(command.year, person) for person in persons])
    found = dict(zip(persons, results, strict=True))
    if open_ := [person for person, it in found.items() if it.scored is None and it.exempted is None]:
        raise PersonsUnscored(body=command.body, count=len(open_), persons=", ".join(open_[:10]))
    apart = [Apart(person=person, ground=it.exempted.ground) for person, it in found.items() if it.exempted]
    pools = _pools(command, [person for person, it in found.items() if it.scored], opened, facts)
    return [GradePoolsFormed(**content(command), by=facts.actor, pools=tuple(pools), apart=tuple(apart))]


def _pools(command: FormPools, persons: Sequence[str], opened: CycleOpened, facts: Facts) -> list[Pool]:
    """Return the pools of *persons*: by rule and bureau, too small ones merged upward."""
    members: dict[str, list[str]] = {}
    for person, pool in zip(persons, _homes(command, persons, opened, facts), strict=True):
        members.setdefault(pool, []).append(person)
    merged: dict[str, list[str]] = {}
    rules = opened.rules.grading
    for rule in rules.pools:
        _merge_small(
            members,
            merged,
            [it for it in members if it.split(":")[0] == rule.pool and ":" in it],
            rule.pool,
            rule.smallest,
        )
    for rule in rules.pools:
        if rule.merges_into is not None and rule.pool in members:
            _merge_small(members, merged, [rule.pool], rule.merges_into, rule.smallest)
    order = [rule.pool for rule in rules.pools]
    ids = sorted(members, key=lambda it: (order.index(it.split(":")[0]), it))
    return [Pool(pool=it, persons=tuple(sorted(members[it])), merged=tuple(merged.get(it, ()))) for it in ids]


def _merge_small(
    members: dict[str, list[str]], merged: dict[str, list[str]], pools: Sequence[str], into: str, smallest: int
) -> None:
    for pool in pools:
        if len(members[pool]) < smallest:
            members.setdefault(into, []).extend(members.pop(pool))
            merged.setdefault(into, []).append(pool)


def _homes(command: FormPools, persons: Sequence[str], opened: CycleOpened, facts: Facts) -> Iterator[str]:
    """Yield the pool of each of *persons* by the rules, before any is merged."""
    body = facts.read(BODY, body_stream(command.body))
    for person, it in zip(persons, facts.read_all(PERSON, [person_stream(it) for it in persons]), strict=True):
        assigned, grade = it.years[command.year], it.registered.grade if it.registered else 0
        rule = opened.rules.grading.pool_for(grade, assigned.instrument)
        if rule is None:
            raise NoPoolFor(person=person, grade=grade, instrument=assigned.instrument)
        line = body.line(assigned.unit) if rule.per == "bureau" else ()
        bureau = next((unit for unit in line if body.units[unit].level == "bureau"), None)
        yield f"{rule.pool}:{bureau}" if bureau else rule.pool


def _assign_lowest(command: AssignLowest, state: Grading, facts: Facts) -> list[GradingEvent]:
    head = facts.read(BODY, body_stream(command.body)).head
    if facts.actor != head:
        raise NotTheHead(actor=facts.actor, head=head or "-")
    if state.formed is None:
        raise PoolsNotFormed(body=command.body)
    pool = state.pool_of(command.person)
    if pool is None:
        raise NotInAnyPool(person=command.person, body=command.body)
    if command.person in state.lowest:
        return []
    if pool.pool in state.graded:
        raise AlreadyGraded(pool=pool.pool)
    return [LowestGradeAssigned(**content(command))]


def _allocate(command: AllocateGrades, state: Grading, facts: Facts) -> list[GradingEvent]:
    opened = permit(command, facts).cycle
    if state.formed is None:
        raise PoolsNotFormed(body=command.body)
    if state.allocated:
        return []
    if own := state.pool_of(facts.actor):
        raise InOwnPool(actor=facts.actor, pool=own.pool)
    left = [pool for pool in state.formed.pools if pool.pool not in state.graded and pool.pool not in state.ties]
    events: list[GradingEvent] = [_grade(command, pool, state, opened, facts) for pool in left]
    if not state.ties and not any(isinstance(event, TieReferred) for event in events):
        return [*events, GradesAllocated(**content(command), by=facts.actor)]
    return events


def _grade(
    command: AllocateGrades, pool: Pool, state: Grading, opened: CycleOpened, facts: Facts
) -> PoolGraded | TieReferred:
    ranked, pay, waived = _ranked(command, pool, state, opened.rules, facts)
    about = {"year": command.year, "body": command.body, "pool": pool.pool}
    if ranked.ties:
        return TieReferred.model_validate({**about, "tie": ranked.ties[0]})
    how = {"minimums_waived": waived, "counts": ranked.counts, "placed": ranked.placed, "pay": pay}
    return PoolGraded.model_validate({**about, **how})


def _ranked(
    command: AllocateGrades | ReviewPool, pool: Pool, state: Grading, rules: RuleSet, facts: Facts
) -> tuple[Ranking, dict[str, str], bool]:
    """Return the ranking of *pool* by the totals of this moment, its pay grades, and whether minimums were waived."""
    candidates = _candidates(command.year, pool, state.lowest, facts)
    rule, chosen = rules.grading.pool(pool.pool), state.chosen.get(pool.pool)
    waive, near = len(candidates) < rule.smallest, rules.grading.near
    ranked = rank(rules.grading.scales[rule.scale], candidates, near, waive_minimums=waive, chosen=chosen)
    if rules.pay.scale is None:
        return ranked, {}, waive
    paid = rank(rules.pay.scale, candidates, near, waive_minimums=waive, chosen=chosen)
    return ranked, _pay_grades(ranked, paid, rules.pay.always), waive


def _pay_grades(ranked: Ranking, paid: Ranking, always: Mapping[str, str]) -> dict[str, str]:
    """Return pay grades by person: by rank, but for evaluation grades that have one of their own."""
    by_rank = {it.person: it.grade for it in paid.placed}
    return {it.person: always.get(it.grade, by_rank[it.person]) for it in ranked.placed}


def _candidates(year: int, pool: Pool, lowest: frozenset[str], facts: Facts) -> list[Candidate]:
    results = facts.read_all(RESULT, [result_stream(year, person) for person in pool.persons])
    return [
        Candidate.model_construct(
            person=person, total=it.scored.total, breakers=it.scored.breakers, forced=person in lowest
        )
        for person, it in zip(pool.persons, results, strict=True)
        if it.scored is not None
    ]


def _require_committee(command: ResolveTie | SettlePending, concerned: Sequence[str], facts: Facts) -> None:
    require_role(facts, "evaluation-committee", command.body)
    if facts.actor in concerned:
        raise OwnTie(actor=facts.actor)


def _resolve(command: ResolveTie, state: Grading, facts: Facts) -> list[GradingEvent]:
    tie = state.ties.get(command.pool)
    if tie is None:
        raise NothingTied(pool=command.pool)
    _require_committee(command, tie.persons, facts)
    if len(set(command.upper)) != tie.upper or not set(command.upper) <= set(tie.persons):
        given = ", ".join(command.upper) or "-"
        raise WrongChoice(persons=", ".join(tie.persons), upper=tie.upper, given=given)
    lower = tuple(person for person in tie.persons if person not in command.upper)
    return [TieResolved(**content(command), lower=lower)]


def _review(command: ReviewPool, state: Grading, facts: Facts) -> list[GradingEvent]:
    require_engine(facts, command.body)
    pools = {pool.pool: pool for pool in (state.formed.pools if state.formed else ())}
    if command.pool not in state.graded or (command.pool, command.cause) in state.reviewed:
        return []
    _, opened = require_cycle(facts, command.year)
    ranked, pay, _ = _ranked(command, pools[command.pool], state, opened.rules, facts)
    moved = list(_moves(state, ranked, pay))
    concerned = set(command.persons)
    at_once = [it for it in moved if it.person in concerned or _gains(it, command.pool, opened.rules)]
    pending = [it for it in moved if it not in at_once]
    about = {
        "year": command.year,
        "body": command.body,
        "pool": command.pool,
        "cause": command.cause,
        "concerned": command.persons,
    }
    return [PoolReviewed.model_validate({**about, "changes": tuple(at_once), "pending": tuple(pending)})]


def _gains(it: Change, pool: str, rules: RuleSet) -> bool:
    """Return whether nobody could mind the change: no grade falls."""
    scale = rules.grading.scales[rules.grading.pool(pool).scale]
    falls = scale.is_better(it.before, it.after)
    if rules.pay.scale is not None and it.pay_before and it.pay_after:
        falls = falls or rules.pay.scale.is_better(it.pay_before, it.pay_after)
    return not falls


def _moves(state: Grading, ranked: Ranking, pay: Mapping[str, str]) -> Iterator[Change]:
    for it in ranked.placed:
        now, paid = state.grades[it.person], pay.get(it.person)
        if (now.grade, now.pay) != (it.grade, paid):
            yield Change(person=it.person, before=now.grade, after=it.grade, pay_before=now.pay, pay_after=paid)


def _settle(command: SettlePending, state: Grading, facts: Facts) -> list[GradingEvent]:
    waiting = {it.person: it for it in state.pending.get(command.pool, ())}
    if not waiting or not set(command.persons) <= set(waiting):
        raise NothingPending(pool=command.pool, persons=", ".join(command.persons) or "-")
    _require_committee(command, list(waiting), facts)
    changes = tuple(waiting[person] for person in command.persons)
    kept = tuple(person for person in waiting if person not in command.persons)
    about = {"year": command.year, "body": command.body, "pool": command.pool, "reason": command.reason}
    return [PendingSettled.model_validate({**about, "changes": changes, "kept": kept})]


GRADING: Decider[Grading] = Decider(
    "pools",
    (
        GradePoolsFormed,
        LowestGradeAssigned,
        TieReferred,
        TieResolved,
        PoolGraded,
        GradesAllocated,
        PoolReviewed,
        PendingSettled,
    ),
    (FormPools, AssignLowest, AllocateGrades, ResolveTie, ReviewPool, SettlePending),
    Grading(),
    evolve,
    decide,
)
