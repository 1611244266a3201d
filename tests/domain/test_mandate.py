"""A supervising mandate ends in the middle of a cycle (C-23; DEC 8): who confirms what, and whose the work begun is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.body_class import BodyReclassified
from domain.body_facts import BodyEstablished
from domain.data_request_commands import WithdrawDataRequest
from domain.data_request_facts import DataRequested, DataRequestWithdrawn
from domain.data_request_refusals import MayNotAsk
from domain.findings_commands import IssueFinding
from domain.findings_refusals import NoMandate
from domain.headship import HeadAppointed
from domain.inspection import InspectorNamed, NobodySupervises, NotTheSupervisor
from domain.mandate import EndMandate, NoSuchMandate
from domain.mandates import MandateEnded, MandateHasEnded, Supervision, after, carried_on_by, evolve, mandates_over
from domain.messages import Event
from domain.refusals import CycleNotOpen, NotAllowed
from domain.succession import BodyAbolished, ChangeToCome, NoSuccessor
from domain.supervision import SupervisionMandate, mandate_problems
from tests.domain import test_findings as findings
from tests.domain.test_inspection import SECTOR, inspected, inspecting, named, naming
from tests.support.committees import MOSF
from tests.support.follow_up import inho, seo
from tests.support.office import KIPO, PMO, YEAR, gyu, hana, holds, label, olga, opened_cycle, registered
from tests.support.self_evaluation import RULES, VERSION, fina, fred, gia, handed_in
from tests.support.spec import Given, PureFacts, by_stream, moment, spec

MPB, boss, nora = "MPB", "boss", "nora"
DAY = date(2011, 4, 11)
LAW = "Presidential Decree 36688"
there: list[Event] = [
    *handed_in,
    BodyEstablished(body=MPB, name=label(MPB)),
    registered(nora, "HQ", 5, MPB),
    holds(nora, "inspector", MPB),
]
april = spec.given(there).at("2011-04-11")


def ending(**other: Any) -> EndMandate:
    said = {"year": YEAR, "sector": SECTOR, "office": MOSF, "day": DAY, "law": LAW}
    return EndMandate.model_validate({**said, **other})


def ended(successor: str | None = None, begun: tuple[str, ...] = (), **other: Any) -> MandateEnded:
    said = {"year": YEAR, "body": PMO, "sector": SECTOR, "over": "central", "office": MOSF, "day": DAY, "law": LAW}
    return MandateEnded.model_validate({**said, "successor": successor, "begun": begun, "by": olga, **other})


# The end of a mandate


def test_a_mandate_ends_by_law_from_a_day_on() -> None:
    april.when(olga, ending()).then(ended())


def test_a_successor_has_it_from_that_day_on() -> None:
    april.when(olga, ending(successor=MPB)).then(ended(MPB))


def test_only_an_operator_of_the_government_ends_it() -> None:
    april.when(fina, ending()).then_refused(NotAllowed, role="operator", body=PMO)


def test_the_year_must_be_open() -> None:
    april.when(olga, ending(year=2031)).then_refused(CycleNotOpen)


@pytest.mark.parametrize(("now", "taken"), [("2011-04-10T23:59", False), ("2011-04-11T00:00", True)])
def test_an_end_is_recorded_on_its_day_or_later(now: str, taken: bool) -> None:
    asked = april.at(now).when(olga, ending())
    if taken:
        asked.then(ended())
    else:
        asked.then_refused(ChangeToCome, body=MOSF, day=str(DAY))


@pytest.mark.parametrize("other", [{"office": PMO}, {"sector": "weather"}, {"over": "local"}, {"office": "MOON"}])
def test_only_a_mandate_that_is_there_ends(other: dict[str, str]) -> None:
    april.when(olga, ending(**other)).then_refused(NoSuchMandate, day=str(DAY))


@pytest.mark.parametrize(
    ("since", "until", "can_end"),
    [
        ("2011-04-10", None, True),
        ("2011-04-11", None, False),
        (None, "2011-04-11", True),
        (None, "2011-04-10", False),
    ],
)
def test_it_held_the_day_before_and_would_hold_that_day(since: str | None, until: str | None, can_end: bool) -> None:
    names = {"name": label("s"), "body_name": label("b")}
    mandate = SupervisionMandate.model_validate(
        {"sector": SECTOR, "body": MOSF, "since": since, "until": until, **names}
    )
    assert ended().ends(mandate) is can_end


@pytest.mark.parametrize("successor", [MOSF, "MOON"])
def test_a_successor_is_another_body_that_is_there(successor: str) -> None:
    april.when(olga, ending(successor=successor)).then_refused(NoSuccessor, successor=successor, body=MOSF)


def test_a_body_that_has_ended_is_no_successor() -> None:
    gone = BodyAbolished(body=MPB, successors=(), day=DAY, law=LAW)
    april.given(gone).when(olga, ending(successor=MPB)).then_refused(NoSuccessor, successor=MPB)


def test_given_again_it_corrects_what_was_said() -> None:
    later = april.given(ended(MPB)).at("2011-04-20")
    later.when(olga, ending(successor=MPB)).then_nothing()
    corrected = ended(day=date(2011, 4, 20))
    later.when(olga, ending(day=date(2011, 4, 20))).then(corrected)
    state = evolve(evolve(Supervision(), ended(MPB)), corrected)
    assert state.ended == (corrected,)


def test_the_successors_mandate_can_end_in_turn() -> None:
    later = april.given(ended(MPB)).at("2011-05-02")
    wish = ending(office=MPB, day=date(2011, 5, 2), successor=PMO)
    later.when(olga, wish).then(ended(PMO, office=MPB, day=date(2011, 5, 2)))
    april.when(olga, ending(office=MPB, day=date(2011, 4, 11))).then_refused(NoSuchMandate, office=MPB)


# Confirmation, before and after


def confirming(day: str, *more: Event) -> Given:
    return spec.given(there, named(), *more).at(day)


def test_the_former_office_confirms_until_the_day_before_and_not_on_the_day() -> None:
    confirming("2011-04-10T23:59").when(fred, inspecting()).then(inspected())
    confirming("2011-04-10T23:59", ended(MPB)).when(fred, inspecting()).then(inspected())
    told = {"office": MOSF, "sector": SECTOR, "day": str(DAY), "law": LAW, "successor": MPB}
    confirming("2011-04-11T00:00", ended(MPB)).when(fred, inspecting()).then_refused(MandateHasEnded, **told)


def test_its_inspectors_and_its_head_name_nobody_any_more() -> None:
    april.given(ended(MPB)).when(fina, naming()).then_refused(MandateHasEnded, successor=MPB)
    headed = april.given(ended(MPB), HeadAppointed(body=MOSF, unit=None, person=boss))
    headed.when(boss, naming()).then_refused(MandateHasEnded, office=MOSF)


def test_where_nobody_has_it_now_the_secretariat_is_named() -> None:
    confirming("2011-04-11", ended()).when(fred, inspecting()).then_refused(MandateHasEnded, successor=PMO)
    april.given(ended()).when(nora, naming()).then_refused(NobodySupervises, sector=SECTOR)


def passed_on(inspector: str = nora) -> InspectorNamed:
    return named(inspector).model_copy(update={"office": MPB, "by": nora})


def test_the_successor_names_its_own_inspector_who_confirms() -> None:
    april.given(named(), ended(MPB)).when(nora, naming(inspector=nora)).then(passed_on())
    confirmed = inspected().model_copy(update={"office": MPB, "by": nora, "version": VERSION + 2})
    april.given(named(), ended(MPB), passed_on()).when(nora, inspecting()).then(confirmed)


def test_the_successor_does_not_confirm_before_the_day_nor_name_the_formers_people() -> None:
    early = spec.given(there, ended(MPB)).at("2011-04-10")
    early.when(nora, naming(inspector=nora)).then_refused(NotTheSupervisor, office=MOSF)
    april.given(ended(MPB)).when(nora, naming(inspector=fred)).then_refused(NotTheSupervisor, office=MPB)


def test_who_inspects_for_both_goes_on_for_the_successor() -> None:
    both = april.given(holds(fred, "inspector", MPB), ended(MPB))
    event = passed_on(fred).model_copy(update={"by": fred})
    both.when(fred, naming()).then(event)


def test_nobody_else_is_told_of_a_mandate_that_was_never_his() -> None:
    april.given(ended(MPB)).when(hana, naming()).then_refused(NotTheSupervisor, office=MPB)


def test_what_its_inspectors_had_still_to_look_at_leaves_their_inboxes() -> None:
    april.given(named()).when(olga, ending(successor=MPB)).then(ended(MPB, (KIPO,)))
    assert [(it.task, it.subject, it.owner) for it in ended(MPB, (KIPO,)).assignments()] == [
        ("inspect-self-evaluation", f"{KIPO}:{SECTOR}", None)
    ]


def test_what_they_had_confirmed_stays_confirmed() -> None:
    april.given(named(), inspected()).when(olga, ending()).then(ended())


# By sector


def local(body: str = KIPO, sector: str = "local") -> BodyReclassified:
    return BodyReclassified.model_validate({"body": body, "sector": sector, "day": date(2011, 1, 1), "law": LAW})


def test_a_mandate_is_over_the_bodies_of_one_sector() -> None:
    april.given(local()).when(fina, naming()).then_refused(NobodySupervises, sector=SECTOR)
    april.given(local(sector="central")).when(fina, naming()).then(named())


@pytest.mark.parametrize(
    ("sector", "offices"), [("local", ["MOPAS"]), ("public", []), ("central", [PMO, MOSF, "MOPAS"])]
)
def test_local_governments_are_the_interior_ministrys_and_public_agencies_no_single_offices(
    sector: str, offices: list[str]
) -> None:
    facts = PureFacts(by_stream([*there, local(sector=sector)]), moment("2011-04-11"), olga)
    found = mandates_over(facts, opened_cycle(RULES), KIPO, DAY)
    assert [it.body for it in found] == offices


def test_the_end_of_a_mandate_over_ministries_leaves_one_over_local_governments() -> None:
    names = {"name": label("s"), "body_name": label("b")}
    kinds = [
        SupervisionMandate.model_validate({"sector": SECTOR, "body": MOSF, "over": it, **names})
        for it in ("central", "local")
    ]
    left = after(kinds, [ended()])
    assert [(it.over, it.until) for it in left] == [("central", DAY - timedelta(days=1)), ("local", None)]


# What else was begun


def asked(asker: str = MOSF) -> DataRequested:
    said = {"year": YEAR, "body": KIPO, "asker": asker, "kind": "document", "what": "the ledger", "purpose": "a check"}
    return DataRequested.model_validate({**said, "due": date(2011, 5, 2), "number": 1, "by": fina})


WITHDRAWN = {"year": YEAR, "body": KIPO, "number": 1, "reason": "no longer needed"}


@pytest.mark.parametrize(
    ("successor", "who", "office"), [(MPB, nora, MPB), (None, gyu, PMO)], ids=["its successor", "the secretariat"]
)
def test_what_the_office_asked_for_is_taken_back_by_who_has_its_work(
    successor: str | None, who: str, office: str
) -> None:
    role = "supervising-office" if successor else "gpec"
    story = april.given(asked(), holds(fina, "supervising-office", MOSF), holds(who, role, office))
    wish = WithdrawDataRequest.model_validate(WITHDRAWN)
    story.when(who, wish).then_refused(MayNotAsk)
    after_it = story.given(ended(successor))
    after_it.when(fina, wish).then_refused(MayNotAsk, asker=office)
    after_it.when(who, wish).then(DataRequestWithdrawn.model_validate({**WITHDRAWN, "by": who}))


def test_a_finding_is_the_successors_to_issue() -> None:
    wish = IssueFinding.model_validate(
        {
            "year": YEAR,
            "body": KIPO,
            "number": 1,
            "source": "inspection",
            "title": label("late"),
            "finding": "Examinations are late.",
            "sector": SECTOR,
        }
    )
    april.given(ended(MPB)).when(fred, wish).then_refused(MandateHasEnded, successor=MPB)
    assert len(april.given(ended(MPB)).when(nora, wish).events()) == 1


# Laws


GRANTED = [it for it in RULES.supervision if it.over == "central"]
OFFICES = [MOSF, MPB, PMO, gia]
days = st.integers(0, 60).map(lambda it: date(2011, 3, 1) + timedelta(days=it))
ends = st.builds(
    lambda office, heir, day: ended(heir if heir != office else None, office=office, day=day),
    st.sampled_from(OFFICES),
    st.none() | st.sampled_from(OFFICES),
    days,
)


@given(st.lists(ends, max_size=6), days)
def test_a_sector_has_one_office_at_most_on_every_day_and_days_before_an_end_are_as_they_were(
    events: list[MandateEnded], day: date
) -> None:
    state = Supervision()
    for it in events:
        state = evolve(state, it)
    standing = after(GRANTED, state.ended)
    assert list(mandate_problems(it for it in standing if not (it.since and it.until and it.until < it.since))) == []
    holding = [it.body for it in standing if it.sector == SECTOR and it.holds_on(day)]
    assert len(holding) <= 1
    if all(day < it.day for it in state.ended):
        assert holding == [MOSF]
    others = [it for it in standing if it.sector != SECTOR]
    assert others == [it for it in GRANTED if it.sector != SECTOR]


@given(st.lists(ends, max_size=6), st.sampled_from(OFFICES))
def test_work_begun_always_finds_somebody(events: list[MandateEnded], office: str) -> None:
    story = [*there, *sorted(events, key=lambda it: it.day)]
    facts = PureFacts(by_stream(story), moment("2011-06-01"), olga)
    opened = opened_cycle(RULES)
    heir = carried_on_by(facts, opened, KIPO, office, date(2011, 6, 1))
    holding = {it.body for it in mandates_over(facts, opened, KIPO, date(2011, 6, 1))}
    assert heir in {*holding, PMO, *OFFICES}
    assert carried_on_by(facts, opened, KIPO, heir, date(2011, 6, 1)) in (heir, PMO)


# A finding that waits to be settled


def major(successor: str | None) -> MandateEnded:
    return ended(successor, sector="major-policies", office=PMO, day=date(2011, 5, 10), by=olga)


to_settle = findings.after(findings.planned(), findings.reported)


def test_a_finding_of_a_sector_without_an_office_is_the_secretariats_to_settle() -> None:
    to_settle.when(gyu, findings.accepting).then_refused(NoMandate, actor=gyu)
    nobodys = to_settle.given(major(None))
    nobodys.when(inho, findings.accepting).then_refused(NotAllowed, role="evaluation-office")
    nobodys.when(gyu, findings.accepting).then(findings.accepted.model_copy(update={"by": gyu}))


def test_a_finding_of_a_sector_that_passed_on_is_the_successors_to_settle() -> None:
    passed = to_settle.given(major(MOSF))
    passed.when(inho, findings.accepting).then_refused(MandateHasEnded, office=PMO, successor=MOSF)
    passed.when(gyu, findings.accepting).then_refused(NoMandate, actor=gyu)
    passed.when(seo, findings.accepting).then(findings.accepted.model_copy(update={"by": seo}))


@pytest.mark.parametrize(("now", "whose"), [("2011-05-09T23:59", inho), ("2011-05-10T00:00", seo)])
def test_until_the_day_before_it_is_the_formers(now: str, whose: str) -> None:
    event = findings.accepted.model_copy(update={"by": whose})
    to_settle.given(major(MOSF)).at(now).when(whose, findings.accepting).then(event)
