"""Grading: pools fixed before anybody is ranked, grades by rank, and nobody moved down in silence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from domain.grading import GRADING as GRADING_DECIDER
from domain.grading_commands import AllocateGrades, AssignLowest, FormPools, ResolveTie, ReviewPool, SettlePending
from domain.grading_facts import (
    Apart,
    Change,
    GradePoolsFormed,
    LowestGradeAssigned,
    PendingSettled,
    Pool,
    PoolGraded,
    PoolReviewed,
    TieReferred,
    TieResolved,
)
from domain.grading_refusals import (
    AlreadyGraded,
    InOwnPool,
    NoPoolFor,
    NothingPending,
    NothingTied,
    NotInAnyPool,
    NotTheHead,
    OwnTie,
    PersonsUnscored,
    PoolsNotFormed,
    TieUndecided,
    WrongChoice,
)
from domain.messages import Event
from domain.obligations import NotYourTask
from domain.refusals import NotAllowed
from domain.result_facts import AppraisalExempted
from domain.results_rules import GradingRules, PayRules
from domain.scoring.grades import Candidate, Tie, rank
from tests.support.grading import (
    TEN,
    all_graded,
    allocated,
    enrolled,
    formed,
    graded,
    names,
    pool_graded,
    rescored,
    scored,
    ten_people,
    totals,
    year,
)
from tests.support.office import (
    BUREAU,
    EXAMINATION,
    GRADES,
    GRADING,
    KIPO,
    PROMOTION,
    RULES,
    bodies,
    bora,
    hana,
    holds,
    hr,
    label,
    mina,
    opened_cycle,
    phase_open,
    yuna,
)
from tests.support.spec import Given, spec

january = spec.given(ten_people).at("2011-01-12")
ready = january.given(totals(*TEN))
form, allocate = FormPools(**graded), AllocateGrades(**graded)


def change(person: str, before: str, after: str) -> Change:
    return Change(person=person, before=before, after=after, pay_before=before, pay_after=after)


# Pools


def test_the_personnel_officer_fixes_the_pools_when_everybody_has_a_total() -> None:
    ready.when(hr, form).then(formed)


def test_nobody_else_does() -> None:
    ready.when(yuna, form).then_refused(NotYourTask, owner="role:hr")


def test_who_would_be_in_a_pool_does_not_fix_the_pools() -> None:
    ready.given(holds("p01", "hr")).when("p01", form).then_refused(InOwnPool, actor="p01", pool="staff")


def test_who_is_apart_is_in_no_pool_and_may_fix_them() -> None:
    exempt = AppraisalExempted(**graded, person="p10", unit=PROMOTION, ground="incomplete")
    (event,) = january.given(totals(*TEN[:9]), exempt, holds("p10", "hr")).when("p10", form).events()
    assert isinstance(event, GradePoolsFormed)
    assert event.by == "p10"


def test_pools_wait_for_the_last_total() -> None:
    january.given(totals(*TEN[:8])).when(hr, form).then_refused(PersonsUnscored, count=2, persons="p09, p10")


def test_who_is_exempt_is_apart_with_his_ground() -> None:
    exempt = AppraisalExempted(**graded, person="p10", unit=PROMOTION, ground="incomplete", missing=("competency",))
    expected = formed.model_copy(
        update={
            "pools": (Pool(pool="staff", persons=tuple(names[:9])),),
            "apart": (Apart(person="p10", ground="incomplete"),),
        }
    )
    january.given(totals(*TEN[:9]), exempt).when(hr, form).then(expected)


def by_rules(*pools: dict[str, Any], people: list[Event]) -> Given:
    """Return the office under *pools*, in which everybody of *people* has a total."""
    grading = {"scales": {"plain": {"quotas": GRADES}}, "pools": pools}
    rules = RULES.model_copy(update={"grading": GradingRules.model_validate(grading)})
    persons = sorted({it.person for it in people if hasattr(it, "person")})
    roles = [holds(hr, "hr")]
    events = [*bodies, opened_cycle(rules), *roles, *people, phase_open(GRADING)]
    return spec.given(events, [scored(it, "90") for it in persons]).at("2011-01-12")


def pool(name: str, **more: Any) -> dict[str, Any]:
    return {"pool": name, "name": label(name), "highest": 1, "lowest": 9, "scale": "plain", **more}


def pools_of(asked: Given) -> list[Pool]:
    (event,) = asked.when(hr, form).events()
    assert isinstance(event, GradePoolsFormed)
    return list(event.pools)


def test_each_bureau_has_a_pool_of_its_own_where_the_rules_say_so() -> None:
    people = [*enrolled(names[:5], unit=PROMOTION), *enrolled(names[5:], unit=EXAMINATION)]
    found = pools_of(by_rules(pool("staff", per="bureau"), people=people))
    assert {it.pool: len(it.persons) for it in found} == {f"staff:{EXAMINATION}": 5, f"staff:{BUREAU}": 5}


def test_a_bureau_that_is_too_small_joins_the_pool_of_the_body() -> None:
    people = [*enrolled(names[:6], unit=PROMOTION), *enrolled(names[6:], unit=EXAMINATION)]
    found = pools_of(by_rules(pool("staff", per="bureau"), people=people))
    assert found == [
        Pool(pool="staff", persons=tuple(names[6:]), merged=(f"staff:{EXAMINATION}",)),
        Pool(pool=f"staff:{BUREAU}", persons=tuple(names[:6])),
    ]


def test_a_pool_that_is_too_small_joins_the_one_above() -> None:
    people = [*enrolled(names[:4], instrument="agreement"), *enrolled(names[4:])]
    own = pool("leaders", instruments=("agreement",), merges_into="staff")
    found = pools_of(by_rules(own, pool("staff", instruments=("goals",)), people=people))
    assert found == [Pool(pool="staff", persons=tuple(names), merged=("leaders",))]


def test_who_fits_no_pool_stops_the_pools() -> None:
    rules = pool("leaders", instruments=("agreement",))
    by_rules(rules, people=enrolled(names[:1])).when(hr, form).then_refused(
        NoPoolFor, person="p01", grade=6, instrument="goals"
    )


def test_no_rules_can_put_a_person_into_two_pools() -> None:
    with pytest.raises(ValidationError, match="it must be in one"):
        by_rules(pool("staff"), pool("others", highest=6), people=[])


@pytest.mark.parametrize(
    ("wrong", "why"), [({"scale": "none"}, "no scale"), ({"merges_into": "none"}, "which is no pool")]
)
def test_pools_name_what_there_is(wrong: dict[str, Any], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        by_rules(pool("staff", **wrong), people=[])


# The lowest grade by decision

fixed = ready.given(formed)
lowest = LowestGradeAssigned(**year, person="p02", ground="misconduct")


def put_lowest(person: str = "p02") -> AssignLowest:
    return AssignLowest(**year, person=person, ground="misconduct")


def test_the_head_puts_somebody_into_the_lowest_grade() -> None:
    fixed.when(hana, put_lowest()).then(lowest)


def test_nobody_but_the_head_does() -> None:
    fixed.when(hr, put_lowest()).then_refused(NotTheHead, head=hana, actor=hr)


def test_not_before_the_pools_are_fixed() -> None:
    ready.when(hana, put_lowest()).then_refused(PoolsNotFormed, body=KIPO)


def test_not_somebody_who_is_not_graded() -> None:
    fixed.when(hana, put_lowest(mina)).then_refused(NotInAnyPool, person=mina)


def test_not_after_the_grading() -> None:
    fixed.given(pool_graded()).when(hana, put_lowest()).then_refused(AlreadyGraded, pool="staff")


def test_who_is_put_lowest_is_lowest_whatever_his_total() -> None:
    found = graded_pool(fixed.given(lowest))
    assert {it.person: it.grade for it in found.placed if it.grade == "C"} == {"p02": "C"}
    assert found.pay["p02"] == "C"


def test_not_while_a_tie_is_before_the_committee() -> None:
    tied.given(referred).when(hana, put_lowest()).then_refused(TieUndecided, pool="staff")
    tied.given(referred, resolved).when(hana, put_lowest()).then(lowest)
    tied.given(referred, lowest).when(hana, put_lowest()).then_nothing()


# Grades


def graded_pool(asked: Given) -> PoolGraded:
    event, done = asked.when(hr, allocate).events()
    assert done == allocated
    assert isinstance(event, PoolGraded)
    return event


def test_grades_follow_the_totals() -> None:
    found = graded_pool(fixed)
    assert "".join(it.grade for it in found.placed) == "SSAAABBBBC"
    assert (found.counts, found.minimums_waived) == ({"S": 2, "A": 3, "B": 4, "C": 1}, False)
    assert found.pay == dict(zip(names, "SSAAABBBBC", strict=True))


def test_grading_again_changes_nothing() -> None:
    fixed.when(hr, allocate).then(graded_pool(fixed), allocated)


def test_nobody_is_ranked_before_the_pools_are_fixed() -> None:
    ready.when(hr, allocate).then_refused(PoolsNotFormed, body=KIPO)


def test_who_is_in_a_pool_does_not_administer_it() -> None:
    fixed.given(holds("p01", "hr")).when("p01", allocate).then_refused(InOwnPool, actor="p01", pool="staff")


def test_in_a_pool_too_small_nobody_must_be_lowest() -> None:
    few = by_rules(pool("staff"), people=enrolled(names[:4]))
    found = graded_pool(few.given(*few.when(hr, form).events()))
    assert (found.minimums_waived, found.counts["C"]) == (True, 0)


def test_a_grade_can_have_a_pay_grade_of_its_own() -> None:
    pay = RULES.pay.model_copy(update={"always": {"A": "B"}})
    rules = RULES.model_copy(update={"pay": pay})
    people = [it if type(it).__name__ != "CycleOpened" else opened_cycle(rules) for it in ten_people]
    found = graded_pool(spec.given(people, totals(*TEN), formed).at("2011-01-12"))
    assert "".join(found.pay.values()) == "SSBBBBBBBC"


def test_a_pay_class_can_have_a_scale_of_its_own() -> None:
    shares = (("S", "cap", 20), ("A", "rest", 4), ("B", "rest", 3), ("C", "minimum", 10))
    quotas = [{"grade": grade, "name": label(grade), "kind": kind, "share": share} for grade, kind, share in shares]
    own = {"scale": {"quotas": quotas}, "rates": RULES.pay.rates}
    pay = PayRules.model_validate({**RULES.pay.model_dump(), "classes": {"staff": own}})
    opened = opened_cycle(RULES.model_copy(update={"pay": pay}))
    people = [opened if it == opened_cycle() else it for it in ten_people]
    found = graded_pool(spec.given(people, totals(*TEN), formed).at("2011-01-12"))
    assert "".join(it.grade for it in found.placed) == "SSAAABBBBC"
    assert "".join(found.pay.values()) == "SSAAAABBBC"


# Ties that nobody may break but people

tied = january.given(totals(*TEN[:7], "90", "90", "90"), formed)
tie = Tie(persons=("p08", "p09", "p10"), upper=2, above="B", below="C")
referred = TieReferred(**year, pool="staff", tie=tie)
resolved = TieResolved(**year, pool="staff", upper=("p09", "p10"), lower=("p08",), reason="harder work")


def choose(*upper: str) -> ResolveTie:
    return ResolveTie(**year, pool="staff", upper=upper, reason="harder work")


def test_a_tie_across_the_lowest_grade_is_referred() -> None:
    tied.when(hr, allocate).then(referred)


def test_the_committee_says_who_stays_above() -> None:
    tied.given(referred).when(yuna, choose("p09", "p10")).then_once(resolved, again=NothingTied)


def test_then_the_pool_is_graded_by_what_it_said() -> None:
    found = graded_pool(tied.given(referred, resolved))
    assert [it.person for it in found.placed if it.grade == "C"] == ["p08"]


def test_nobody_but_the_committee_decides_a_tie() -> None:
    tied.given(referred).when(hr, choose("p09", "p10")).then_refused(NotAllowed, role="evaluation-committee")


def test_no_member_decides_about_himself() -> None:
    concerned = tied.given(referred, holds("p09", "evaluation-committee"))
    concerned.when("p09", choose("p09", "p10")).then_refused(OwnTie, actor="p09")


@pytest.mark.parametrize("upper", [("p09",), ("p09", "p09"), ("p09", "p01"), ("p08", "p09", "p10"), ()])
def test_exactly_as_many_stay_above_as_there_are_places(upper: tuple[str, ...]) -> None:
    tied.given(referred).when(yuna, choose(*upper)).then_refused(WrongChoice, upper=2)


def test_where_nothing_is_tied_there_is_nothing_to_decide() -> None:
    fixed.when(yuna, choose("p09", "p10")).then_refused(NothingTied, pool="staff")


# After the grading: ranked again in shadow

CAUSE = "objection/2010/p03/1@3"
after = spec.given(all_graded).at("2011-02-01")


def review(*persons: str) -> ReviewPool:
    return ReviewPool(**year, pool="staff", persons=persons, cause=CAUSE)


def reviewed(
    *changes: Change, pending: tuple[Change, ...] = (), concerned: str = "p03", total: str = "98.5"
) -> PoolReviewed:
    """Return the review after the total of *concerned* became *total*."""
    changed = {**dict(zip(names, TEN, strict=True)), concerned: total}
    candidates = [Candidate(person=it, total=Decimal(mine), breakers=(Decimal(mine),)) for it, mine in changed.items()]
    order = rank(RULES.grading.scales["plain"], candidates, RULES.grading.near).placed
    about = {**year, "pool": "staff", "cause": CAUSE, "concerned": (concerned,), "placed": order}
    return PoolReviewed.model_validate({**about, "changes": changes, "pending": pending})


raised = after.given(rescored("p03", "97", "98.5", CAUSE))
up, down = change("p03", "A", "S"), change("p02", "S", "A")


def test_who_is_concerned_moves_up_and_nobody_else_moves_down_for_it() -> None:
    raised.when_the_clock(review("p03")).then(reviewed(up, pending=(down,)))


def test_who_is_concerned_moves_down_and_who_gains_moves_up_at_once() -> None:
    lowered = after.given(rescored("p02", "98", "90.5", CAUSE))
    moved = (change("p03", "A", "S"), change("p06", "B", "A"), change("p02", "S", "B"))
    lowered.when_the_clock(review("p02")).then(reviewed(*moved, concerned="p02", total="90.5"))


def test_a_total_that_moves_no_grade_is_reviewed_without_a_change() -> None:
    same = after.given(rescored("p03", "97", "97.5", CAUSE))
    same.when_the_clock(review("p03")).then(reviewed(total="97.5"))


def test_nobody_orders_a_review() -> None:
    raised.when(hr, review("p03")).then_refused(NotAllowed, role="system")


def test_what_is_not_graded_is_not_reviewed() -> None:
    fixed.when_the_clock(review("p03")).then_nothing()


# A tie that a review finds

LATER = "objection/2010/p02/1@3"
to_90 = after.given(rescored("p09", "91", "90", CAUSE))
among = Tie(persons=("p09", "p10"), upper=1, above="B", below="C")
review_tied = TieReferred(**year, pool="staff", tie=among, cause=CAUSE, concerned=("p09",))
review_resolved = TieResolved(
    **year, pool="staff", upper=("p10",), lower=("p09",), reason="harder work", cause=CAUSE, concerned=("p09",)
)
waiting = to_90.given(review_tied)


def test_a_tie_that_a_review_finds_is_referred_like_the_first() -> None:
    to_90.when_the_clock(review("p09")).then(review_tied)


def test_nobody_moves_until_it_is_decided() -> None:
    grading = GRADING_DECIDER.fold([it for it in waiting.events if isinstance(it, GRADING_DECIDER.events)])
    assert (grading.grades["p09"].grade, grading.grades["p10"].grade) == ("B", "C")
    assert grading.ties == {"staff": among}


def test_the_committee_decides_it_and_says_for_which_review() -> None:
    wish = ResolveTie(**year, pool="staff", upper=("p10",), reason="harder work")
    waiting.when(yuna, wish).then_once(review_resolved, again=NothingTied)
    waiting.when(hr, wish).then_refused(NotAllowed, role="evaluation-committee")
    waiting.given(holds("p09", "evaluation-committee")).when("p09", wish).then_refused(OwnTie, actor="p09")


def test_then_the_pool_is_reviewed_by_what_it_said() -> None:
    (event,) = waiting.given(review_resolved).when_the_clock(review("p09")).events()
    assert isinstance(event, PoolReviewed)
    assert set(event.changes) == {change("p09", "B", "C"), change("p10", "C", "B")}
    assert event.pending == ()
    waiting.given(review_resolved).when_the_clock(review("p09")).then(event)


def test_another_cause_waits_with_it_and_is_reviewed_with_it() -> None:
    more = waiting.given(rescored("p03", "97", "98.5", LATER))
    later = ReviewPool(**year, pool="staff", persons=("p03",), cause=LATER)
    both = review_tied.model_copy(update={"cause": LATER, "concerned": ("p09", "p03")})
    more.when_the_clock(later).then(both)
    decided = review_resolved.model_copy(update={"cause": LATER, "concerned": ("p09", "p03")})
    story = more.given(both)
    story.when(yuna, ResolveTie(**year, pool="staff", upper=("p10",), reason="harder work")).then_once(
        decided, again=NothingTied
    )
    again = ReviewPool(**year, pool="staff", persons=("p09", "p03"), cause=LATER)
    (event,) = story.given(decided).when_the_clock(again).events()
    assert isinstance(event, PoolReviewed)
    assert {it.person for it in event.changes} == {"p03", "p09", "p10"}
    assert {it.person for it in event.pending} == {"p02"}
    story.given(decided, event).when_the_clock(review("p09")).then_nothing()  # that cause is answered, too


def test_a_tie_that_later_totals_dissolve_is_no_more() -> None:
    apart = waiting.given(rescored("p10", "90", "89", LATER))
    later = ReviewPool(**year, pool="staff", persons=("p10",), cause=LATER)
    (event,) = apart.when_the_clock(later).events()
    assert isinstance(event, PoolReviewed)
    assert (event.concerned, event.changes) == (("p09", "p10"), ())
    apart.given(event).when(yuna, choose("p09")).then_refused(NothingTied, pool="staff")


def test_who_becomes_the_equal_of_those_decided_about_is_decided_about_with_them() -> None:
    scores = (*TEN[:7], "90", "90", "90")
    first = PoolGraded.model_validate(pool_graded(scores=scores).model_dump())
    before: list[Event] = [*ten_people, *totals(*scores), formed, referred, resolved, first, allocated]
    story = spec.given(before).at("2011-02-01").given(rescored("p07", "93", "90", CAUSE))
    (event,) = story.when_the_clock(review("p07")).events()
    assert isinstance(event, TieReferred)
    assert set(event.tie.persons) == {"p07", "p08", "p09", "p10"}


def test_a_review_that_waits_keeps_no_other_pool_from_being_graded() -> None:
    leaders = Pool(pool="leaders", persons=("p01",))
    two = formed.model_copy(update={"pools": (*formed.pools, leaders)})
    people = [it for it in to_90.events if it not in (formed, allocated)]
    position = people.index(pool_graded())
    story = spec.given([*people[:position], two, *people[position:], review_tied]).at("2011-01-12")
    events = story.when(hr, allocate).events()
    assert events[-1] == allocated


settling = raised.given(reviewed(up, pending=(down,)))


def settle(*persons: str) -> SettlePending:
    return SettlePending(**year, pool="staff", persons=persons, reason="quota")


def test_the_committee_moves_down_whom_it_names() -> None:
    settled = PendingSettled(**year, pool="staff", changes=(down,), kept=(), reason="quota")
    settling.when(yuna, settle("p02")).then_once(settled, again=NothingPending)


def test_whom_it_does_not_name_keeps_his_grade() -> None:
    settled = PendingSettled(**year, pool="staff", changes=(), kept=("p02",), reason="quota")
    settling.when(bora, settle()).then_once(settled, again=NothingPending)


def test_who_waits_or_was_let_keep_his_grade_falls_by_a_decision_only() -> None:
    later = "scorecard/2010/KIPO/IPPB@2"
    lowered = rescored("p02", "98", "97.9", later)
    kept = PendingSettled(**year, pool="staff", changes=(), kept=("p02",), reason="quota")
    again = ReviewPool(**year, pool="staff", persons=("p02",), cause=later)
    for story in (settling, settling.given(kept)):
        (event,) = story.given(lowered).when_the_clock(again).events()
        assert isinstance(event, PoolReviewed)
        assert (event.changes, event.pending) == ((), (down,))


def test_nobody_but_the_committee_moves_anybody_down() -> None:
    settling.when(hana, settle("p02")).then_refused(NotAllowed, role="evaluation-committee")


def test_a_member_who_is_concerned_does_not_settle() -> None:
    settling.given(holds("p02", "evaluation-committee")).when("p02", settle()).then_refused(OwnTie, actor="p02")


def test_only_what_is_pending_is_settled() -> None:
    settling.when(yuna, settle("p05")).then_refused(NothingPending, persons="p05")
