"""A ministry's result: no resolution before the hearing, none after the last day (DEC 15, S1-38, C-16)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.appraisal_competency import AboveScale
from domain.cycle import CycleOpened
from domain.guideline import IssueGuideline, NoResultToFeed
from domain.ids import SYSTEM
from domain.messages import Event
from domain.obligations import NotYourTask
from domain.phase_facts import PhaseClosed
from domain.phase_refusals import NotYet
from domain.refusals import NotAllowed
from domain.resolutions import NoSuchResolution, OtherMatter
from domain.specific_area_facts import AreaTruedUp
from domain.specific_area_refusals import NotCalibrated
from domain.specific_facts import Grouped, SpecificDeadlineExtended
from domain.specific_grades import (
    GradeSpecificResults,
    Listed,
    PublishSpecificResults,
    SpecificResultNotified,
    SpecificResultsGraded,
    SpecificResultsPublished,
)
from domain.specific_refusals import CriteriaNotPublished, UnknownGroup
from domain.specific_result import AnswerOpinion, ReopenSpecificResult, ResolveSpecificResult, ShareSpecificDraft
from domain.specific_result_facts import (
    Addition,
    Offered,
    OpinionAnswered,
    SpecificResultReopened,
)
from domain.specific_result_refusals import (
    GradesStand,
    GradesTied,
    HearingIsOver,
    NoDraftYet,
    NoGrades,
    NoOpinion,
    NotGraded,
    NotHeard,
    NothingToReopen,
    NotResolvedYet,
    OpinionUnanswered,
    ResolutionTooLate,
    SaysNothing,
    TruedUpSince,
    UnknownAddition,
)
from domain.specific_waiver import WaiveHearing
from tests.support.committees import GPEC, MOSF
from tests.support.inbox import owed_by
from tests.support.office import (
    GUIDELINES,
    KIPO,
    PMO,
    SEAL,
    YEAR,
    gyu,
    label,
    mina,
    opened_cycle,
    phase_open,
    planner,
    with_phases,
)
from tests.support.spec import Given, spec
from tests.support.specific import (
    CORE,
    HEARING,
    PR,
    about,
    at_work,
    calibrated,
    cycle,
    drafted,
    heard,
    panels,
    passed,
    published,
    resolved,
    speaking,
    story,
)

REF = f"{GPEC}/1/1"
both_areas = [calibrated("80.00"), calibrated("90.00", PR)]


def sharing(*additions: Addition) -> ShareSpecificDraft:
    return ShareSpecificDraft(year=YEAR, body=KIPO, additions=additions)


def extra(points: str = "1.5", addition: str = "proactive") -> Addition:
    return Addition(addition=addition, points=Decimal(points), reason="적극행정 우수사례")


def test_the_draft_is_composed_of_all_areas_and_the_ministry_is_asked() -> None:
    story(both_areas, at="2010-12-16").when(gyu, sharing()).then(drafted())
    assert [(it.body, it.task, it.subject, it.owner) for it in drafted().assignments()] == [
        (None, "state-opinion", KIPO, "role:planning"),
        (PMO, "resolve-specific-result", KIPO, "role:evaluation-office"),
    ]


def test_additions_count_within_the_rules() -> None:
    more = drafted(total="85.50").model_copy(update={"additions": (extra(),)})
    story(both_areas, at="2010-12-16").when(gyu, sharing(extra())).then(more)


def test_other_additions_do_not() -> None:
    sixteenth = story(both_areas, at="2010-12-16")
    sixteenth.when(gyu, sharing(extra("3.01"))).then_refused(AboveScale, scale="3")
    sixteenth.when(gyu, sharing(extra(addition="luck"))).then_refused(UnknownAddition, known="proactive")
    sixteenth.when(gyu, sharing(extra(), extra())).then_refused(UnknownAddition)


def test_a_draft_needs_every_area_and_the_office() -> None:
    story(both_areas[:1], at="2010-12-16").when(gyu, sharing()).then_refused(NotCalibrated, areas=PR)
    story(both_areas, at="2010-12-16").when(planner, sharing()).then_refused(NotAllowed)
    story(both_areas, drafted("70.00"), resolved(), at="2010-12-29").when(gyu, sharing()).then_refused(HearingIsOver)


hearing = story(both_areas, drafted(), at="2010-12-17")
opinion: dict[str, Any] = {
    "opinion": "일정 지연은 법 개정 때문임",
    "offered": (Offered(area=CORE, document=SEAL, reason="통계 공표가 늦음"),),
}


@pytest.mark.parametrize("said", [{"waived": True}, opinion], ids=["waived", "an opinion with late evidence"])
def test_the_ministry_is_heard_or_waives_it_on_record(said: dict[str, Any]) -> None:
    hearing.when(planner, speaking(**said)).then(heard(**said))


def test_a_hearing_says_one_thing_by_who_may_about_a_draft() -> None:
    hearing.when(planner, speaking(waived=False)).then_refused(SaysNothing)
    hearing.when(planner, speaking(waived=True, opinion="그래도")).then_refused(SaysNothing)
    hearing.when(mina, speaking()).then_refused(NotYourTask)
    story(both_areas, at="2010-12-17").when(planner, speaking()).then_refused(NoDraftYet)
    hearing.given(resolved()).when(planner, speaking()).then_refused(HearingIsOver)


# Silence, and what comes after the hearing's days

HEARING_DAYS: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "specific-hearing"}
silence = WaiveHearing(**HEARING_DAYS)
over = PhaseClosed(**HEARING_DAYS, early=False, missed=1)
ENDS = "2010-12-21"
silent = heard(on=date(2010, 12, 21)).model_copy(update={"by": SYSTEM})
unheard = story(both_areas, drafted(), at=ENDS)


def test_dec_15_silence_to_the_end_of_the_hearing_is_a_waiver_on_record() -> None:
    unheard.when_the_clock(silence).then(silent)


def test_a_ministry_can_speak_to_the_last_moment() -> None:
    unheard.at("2010-12-20T23:59:59.999999").when_the_clock(silence).then_refused(NotYet)


def test_nobody_declares_a_ministry_silent() -> None:
    for actor in (gyu, planner):
        unheard.when(actor, silence).then_refused(NotAllowed)


@pytest.mark.parametrize("before", [[], [drafted(), heard()], [drafted(), heard(**opinion)]])
def test_who_spoke_or_was_not_asked_is_not_silent(before: list[Event]) -> None:
    story(both_areas, *before, at=ENDS).when_the_clock(silence).then_nothing()


def test_rules_that_do_nothing_at_the_close_know_no_silence() -> None:
    plain = HEARING.model_copy(update={"at_close": None})
    year = cycle()
    assert isinstance(year, CycleOpened)
    phases = tuple(plain if it.phase == plain.phase else it for it in year.rules.phases)
    known = [
        it.model_copy(update={"rules": it.rules.model_copy(update={"phases": phases})})
        if isinstance(it, CycleOpened)
        else it
        for it in unheard.events
    ]
    spec.given(known).at(ENDS).when_the_clock(silence).then_nothing()


def test_an_opinion_is_taken_after_the_hearing_until_the_result_is_resolved() -> None:
    late = unheard.given(silent, over).at("2010-12-23")
    late.when(planner, speaking(**opinion)).then(heard(**opinion, on=date(2010, 12, 23)))
    late.given(resolved()).when(planner, speaking(**opinion)).then_refused(HearingIsOver)


def test_a_draft_that_was_made_anew_after_the_hearing_is_heard_again() -> None:
    anew = unheard.given(heard(), over, drafted("70.00")).at("2010-12-23")
    anew.when(planner, speaking()).then(heard(on=date(2010, 12, 23)))


def test_and_is_in_the_inbox_of_who_speaks_for_the_ministry() -> None:
    known = [*at_work, drafted()]
    year = next(it for it in reversed(known) if isinstance(it, CycleOpened))
    for events in ([heard()], [heard(), drafted("70.00")]):
        found = owed_by(year, KIPO, "specific-hearing", *known, *events)
        assert [it.owner for it in found] == ["role:planning"] * (len(events) - 1)


def answering(reply: str = "점수를 유지함") -> AnswerOpinion:
    return AnswerOpinion(year=YEAR, body=KIPO, reply=reply)


answered = OpinionAnswered(year=YEAR, body=KIPO, reply="점수를 유지함", by=gyu, government=PMO)


def test_an_opinion_is_answered() -> None:
    hearing.given(heard(**opinion)).when(gyu, answering()).then(answered)
    hearing.given(heard()).when(gyu, answering()).then_refused(NoOpinion)
    hearing.when(gyu, answering()).then_refused(NoOpinion)


def resolving(ref: str = REF) -> ResolveSpecificResult:
    key = {"year": YEAR, "body": PMO, "phase": "specific-resolution", "ministry": KIPO}
    return ResolveSpecificResult(**key, resolution=ref)


resolution = passed()
ready = story(both_areas, drafted(), heard(), resolution, at="2010-12-31T23:59")


def test_the_committee_confirms_the_draft_by_the_last_of_december() -> None:
    ready.when(gyu, resolving()).then(resolved())
    ready.at("2011-01-01").when(gyu, resolving()).then_refused(ResolutionTooLate, last="2010-12-31")


def test_the_office_that_keeps_the_evaluation_puts_it_on_record() -> None:
    ready.when(planner, resolving()).then_refused(NotYourTask, owner="role:evaluation-office", subject=KIPO)
    ready.when(mina, resolving()).then_refused(NotYourTask)


def test_it_owes_that_of_every_ministry_with_a_draft_until_it_is_done() -> None:
    office = "role:evaluation-office"
    assert owed_after(*at_work) == []
    assert owed_after(*at_work, drafted()) == [(KIPO, office)]
    both = [*at_work, drafted(), drafted("70.00"), drafted(body=MOSF)]
    assert owed_after(*both) == [(KIPO, office), (MOSF, office)]
    assert owed_after(*both, heard(), resolved()) == [(MOSF, office)]
    assert owed_after(*both, resolved(), resolved(body=MOSF)) == []


def test_a_draft_of_before_its_office_was_on_record_asks_the_ministry_alone() -> None:
    old = drafted().model_copy(update={"government": None, "manager": None})
    assert [it.task for it in old.assignments()] == ["state-opinion"]
    assert owed_after(*at_work, old) == []


def owed_after(*known: Event) -> list[tuple[str, str]]:
    year = next(it for it in reversed(known) if isinstance(it, CycleOpened))
    found = owed_by(year, PMO, "specific-resolution", *known)
    assert {it.task for it in found} <= {"resolve-specific-result"}
    return [(it.subject, it.owner) for it in found]


def test_an_extension_gives_january() -> None:
    until = SpecificDeadlineExtended(year=YEAR, until=date(2011, 1, 31), reason="유회", resolution=REF, by=gyu)
    ready.given(until).at("2011-01-31T23:59").when(gyu, resolving()).then(resolved())
    ready.given(until).at("2011-02-01").when(gyu, resolving()).then_refused(ResolutionTooLate, last="2011-01-31")


def after(*events: Event) -> Given:
    return story(both_areas, *events, resolution, at="2010-12-22")


def test_nothing_is_resolved_before_the_hearing() -> None:
    after().when(gyu, resolving()).then_refused(NoDraftYet)
    after(drafted()).when(gyu, resolving()).then_refused(NotHeard)
    after(drafted(), heard(), drafted("70.00")).when(gyu, resolving()).then_refused(NotHeard)


@pytest.mark.parametrize(("day", "counts"), [(20, True), (21, False)], ids=["the day itself", "a day after"])
def test_the_committee_sits_after_the_hearing(day: int, counts: bool) -> None:
    asked = after(drafted(), heard(on=date(2010, 12, day))).when(gyu, resolving())
    asked.then(resolved()) if counts else asked.then_refused(NotHeard)


def test_an_opinion_is_answered_before_the_result_is_resolved() -> None:
    after(drafted(), heard(**opinion)).when(gyu, resolving()).then_refused(OpinionUnanswered)


def test_an_answered_opinion_is_a_hearing() -> None:
    story(drafted(), heard(**opinion), answered, resolution, at="2010-12-22").when(gyu, resolving()).then(resolved())


def test_only_the_committees_own_resolution_about_this_ministry_counts() -> None:
    ready.when(gyu, resolving(f"{GPEC}/1/9")).then_refused(NoSuchResolution)
    other = story(drafted(), heard(), passed(concerns=MOSF), at="2010-12-22")
    other.when(gyu, resolving()).then_refused(OtherMatter)
    ready.given(resolved()).when(gyu, resolving(f"{GPEC}/1/2")).then_refused(HearingIsOver)


def moved(score: str, *, asks: bool) -> AreaTruedUp:
    said = {"before": Decimal("80.00"), "score": Decimal(score), "reason": "연말 실적", "by": "v1"}
    return AreaTruedUp(**about(), **said, asks=asks)


reopening = ReopenSpecificResult(year=YEAR, body=KIPO, resolution=f"{GPEC}/1/2")
january = story(both_areas, drafted(), heard(), resolution, resolved(), passed("reopen", item="2"), at="2011-01-20")


def test_a_result_is_reopened_by_the_committee_when_the_true_up_moved_it_much() -> None:
    areas = {CORE: Decimal("70.00"), PR: Decimal("90.00")}
    said = {"areas": areas, "total": Decimal("78.00"), "resolution": f"{GPEC}/1/2", "edition": 2, "by": gyu}
    january.given(moved("70.00", asks=True)).when(gyu, reopening).then(
        SpecificResultReopened(year=YEAR, body=KIPO, **said)
    )


def test_what_was_restated_after_the_resolution_needs_a_new_one() -> None:
    on_the_day = moved("70.00", asks=True).model_copy(update={"on": date(2010, 12, 20)})
    assert january.given(on_the_day).when(gyu, reopening).events()
    since = on_the_day.model_copy(update={"on": date(2010, 12, 21), "score": Decimal("99.00")})
    january.given(on_the_day, since).when(gyu, reopening).then_refused(TruedUpSince, area=CORE, on="2010-12-21")


def test_it_is_not_reopened_otherwise() -> None:
    january.given(moved("79.00", asks=False)).when(gyu, reopening).then_refused(NothingToReopen)
    story(both_areas, drafted(), at="2011-01-20").when(gyu, reopening).then_refused(NotResolvedYet, bodies=KIPO)
    wrong = reopening.model_copy(update={"resolution": f"{GPEC}/1/3"})
    january.given(moved("70.00", asks=True)).when(gyu, wrong).then_refused(NoSuchResolution)


GRADE = GradeSpecificResults(year=YEAR, group="deputy")
PUBLISH = PublishSpecificResults(year=YEAR, group="deputy")
four = {"B1": "90.00", "B2": "80.00", "B3": "70.00", "B4": "60.00"}
grouped = published(groups=(Grouped(group="deputy", bodies=tuple(four)),))


def results(**totals: str) -> list[Event]:
    return [resolved(total, body) for body, total in {**four, **totals}.items()]


year_end = spec.given(panels, grouped).at("2010-12-30")


def graded() -> list[Event]:
    return year_end.given(results()).when(gyu, GRADE).events()


def test_a_group_is_graded_by_its_quotas_and_everyone_is_told() -> None:
    first, *notices = graded()
    assert isinstance(first, SpecificResultsGraded)
    assert [(it.person, it.grade, it.rank) for it in first.ranking.placed] == [
        ("B1", "A", 1),
        ("B2", "B", 2),
        ("B3", "B", 3),
        ("B4", "C", 4),
    ]
    assert [(it.body, it.grade, it.total) for it in notices if isinstance(it, SpecificResultNotified)] == [
        (body, grade, Decimal(four[body])) for body, grade in zip(four, "ABBC", strict=True)
    ]
    year_end.given(results(), first, *notices).when(gyu, GRADE).then_nothing()


@pytest.mark.parametrize(("smallest", "worst"), [(4, "C"), (5, "B")])
def test_in_a_group_smaller_than_the_rules_say_nobody_must_be_poor(smallest: int, worst: str) -> None:
    first, *_ = year_end.given(cycle(smallest=smallest), results()).when(gyu, GRADE).events()
    assert isinstance(first, SpecificResultsGraded)
    assert first.ranking.placed[-1].grade == worst


def test_a_reopened_result_grades_the_group_anew() -> None:
    again = year_end.given(results(), graded(), results(B4="95.00")).when(gyu, GRADE).events()
    assert isinstance(again[0], SpecificResultsGraded)
    assert (again[0].edition, again[0].ranking.placed[0].person) == (2, "B4")


def test_equals_across_a_line_are_put_in_order_by_people() -> None:
    tied = year_end.given(results(B3="60.00"))
    tied.when(gyu, GRADE).then_refused(GradesTied, bodies="B3, B4")
    decided = tied.when(gyu, GRADE.model_copy(update={"order": ("B4", "B3")})).events()[0]
    assert isinstance(decided, SpecificResultsGraded)
    assert {it.person: it.grade for it in decided.ranking.placed}["B3"] == "C"


def test_once_published_equals_keep_their_order_until_a_result_changes() -> None:
    tied = year_end.given(results(B3="60.00"))
    first, other = (GRADE.model_copy(update={"order": it}) for it in (("B4", "B3"), ("B3", "B4")))
    done = tied.given(tied.when(gyu, first).events())
    assert len(done.when(gyu, other).events()) > 1  # told, but not public yet
    public = done.given(done.when(gyu, PUBLISH).events())
    public.when(gyu, first).then_nothing()
    public.when(gyu, other).then_refused(GradesStand, group="deputy")
    assert len(public.given(results(B3="60.01")).when(gyu, GRADE).events()) > 1


def test_grades_wait_for_every_result_of_a_known_group() -> None:
    year_end.given(results()[:3]).when(gyu, GRADE).then_refused(NotResolvedYet, bodies="B4")
    other = GRADE.model_copy(update={"group": "large"})
    year_end.given(results()).when(gyu, other).then_refused(UnknownGroup, known="deputy")
    spec.given(panels).at("2010-12-30").when(gyu, GRADE).then_refused(CriteriaNotPublished)
    year_end.given(cycle(scale=None), results()).when(gyu, GRADE).then_refused(NoGrades)
    year_end.given(results()).when(planner, GRADE).then_refused(NotAllowed)


def listed(form: str, *rows: Listed) -> SpecificResultsPublished:
    said = {"year": YEAR, "group": "deputy", "form": form, "listed": rows, "edition": 1, "by": gyu}
    return SpecificResultsPublished.model_validate(said)


def test_publication_lists_everybody_with_points() -> None:
    rows = [Listed(body=body, grade=grade, total=Decimal(four[body])) for body, grade in zip(four, "ABBC", strict=True)]
    year_end.given(results(), graded()).when(gyu, PUBLISH).then(listed("full", *rows))


def test_or_only_the_excellent_without_points() -> None:
    only = year_end.given(cycle(publication="excellent"), results(), graded())
    only.when(gyu, PUBLISH).then(listed("excellent", Listed(body="B1", grade="A", total=None)))


def test_publication_follows_the_grades() -> None:
    year_end.given(results()).when(gyu, PUBLISH).then_refused(NotGraded)


def guideline(*bodies: str) -> IssueGuideline:
    key = {"year": YEAR + 1, "body": PMO, "phase": "guidelines", "title": label("guideline")}
    return IssueGuideline(**key, document=SEAL, specific_results=bodies)


def test_next_years_guideline_names_results_that_were_resolved() -> None:
    next_year = opened_cycle(with_phases(GUIDELINES), YEAR + 1)
    january = spec.given(at_work, next_year, resolved()).at("2011-01-20")
    opened = january.given(phase_open(GUIDELINES, PMO).model_copy(update={"year": YEAR + 1}))
    issued = opened.when(gyu, guideline(KIPO)).events()
    assert [it.specific_results for it in issued] == [(KIPO,)]  # type: ignore[attr-defined]
    opened.when(gyu, guideline(KIPO, MOSF)).then_refused(NoResultToFeed, bodies=MOSF, year=YEAR)
