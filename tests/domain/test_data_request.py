"""Data requests: by whom and what for, once only, answered by a document or a place in the log (ACT 12)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.committee_facts import MemberDismissed
from domain.cycle import CycleOpened
from domain.cycle_refusals import UnknownBody
from domain.data_request import REQUESTS
from domain.data_request_commands import ProvideData, RequestData, RequestSupplement, WithdrawDataRequest
from domain.data_request_facts import (
    DataProvided,
    DataRequested,
    DataRequestWithdrawn,
    DataSupplementRequested,
    same_name,
)
from domain.data_request_refusals import (
    AnswerDueEarly,
    AskedAlready,
    InLogAlready,
    MayNotAnswer,
    MayNotAsk,
    NoSuchDataRequest,
    NothingToSupplement,
    NotInLog,
    RequestIsAnswered,
    RequestIsOver,
    SameAnswerAgain,
)
from domain.indicator_events import (
    EvidenceAttached,
    EvidenceRejected,
    EvidenceVerified,
    ProgressReported,
    UnknownIndicator,
)
from domain.refusals import CycleNotOpen, UnknownPhase
from domain.rules import RuleSet
from domain.succession import BodyAbolished, BodyHasEnded
from domain.supervision import SupervisionMandate
from tests.support import committees
from tests.support import office as it
from tests.support.office import KIPO, PMO, PROMOTION, RULES, SEAL, YEAR, ada, ben, gyu, hana, mina, planner, yuna
from tests.support.spec import Given, spec

gwen, sup = "gwen", "sup"
OTHER = "6" * 64
about: dict[str, Any] = {"year": YEAR, "body": KIPO}
MAY = date(2010, 5, 31)
standing = spec.given(it.office, it.confirmed_plan, it.holds(gwen, "evaluation-office", PMO)).at("2010-05-10T10:00")


def ask(**changes: Any) -> RequestData:
    said = {"asker": PMO, "kind": "document", "what": "예산 집행 현황", "purpose": "중간점검", "due": MAY}
    return RequestData.model_validate({**about, **said, **changes})


def of_indicator(kind: str = "value", **changes: Any) -> RequestData:
    return ask(**{"kind": kind, "indicator": "P-01", "period": "talks", **changes})


def asked(number: int = 1, by: str = gwen, of: RequestData | None = None) -> DataRequested:
    fields = {name: value for name, value in dict(of or ask()).items() if name != "type"}
    return DataRequested(**fields, number=number, by=by)


def provided(number: int = 1, document: str | None = SEAL, at: str | None = None, by: str = planner) -> DataProvided:
    return DataProvided(**about, number=number, by=by, document=document, at=at)


more = RequestSupplement(**about, number=1, lacking="9월분이 없음", due=MAY)
lacking = DataSupplementRequested(**about, number=1, by=gwen, lacking=more.lacking, due=MAY)
answer = ProvideData(**about, number=1, document=SEAL)
take_back = WithdrawDataRequest(**about, number=1, reason="필요가 없어짐")
taken_back = DataRequestWithdrawn(**about, number=1, by=gwen, reason=take_back.reason)
waiting = standing.given(asked())
answered = waiting.given(provided())


def reported(*, estimate: bool = False, period: str = "talks") -> ProgressReported:
    said = {**about, "phase": period, "indicator": "P-01", "value": 70, "estimate": estimate, "edition": 1}
    return ProgressReported.model_validate(said)


def evidence(document: str = SEAL, title: str = "설문 결과 보고서") -> EvidenceAttached:
    said = {**about, "phase": "talks", "indicator": "P-01", "document": document, "title": title, "by": ada}
    return EvidenceAttached.model_validate(said)


judged: dict[str, Any] = {**about, "phase": "talks", "indicator": "P-01", "document": SEAL, "by": "vera"}


# Who asks, in whose name


def test_the_office_of_the_government_asks_and_says_what_for() -> None:
    standing.when(gwen, ask()).then(asked())


def test_the_committee_of_the_government_asks() -> None:
    standing.when(gyu, ask()).then(asked(by=gyu))


sitting = spec.given(committees.both, it.confirmed_plan).at("2010-05-10T10:00")
own = ask(asker=KIPO)


@pytest.mark.parametrize("who", ["k1", planner], ids=["its chair", "who keeps its records"])
def test_the_body_s_own_committee_asks(who: str) -> None:
    sitting.when(who, own).then(asked(by=who, of=own))


@pytest.mark.parametrize("who", ["k2", yuna, hana, "k9"], ids=["a member", "another committee", "the head", "nobody"])
def test_for_a_committee_its_chair_or_its_office_asks(who: str) -> None:
    sitting.when(who, own).then_refused(MayNotAsk, actor=who, asker=KIPO, roles="-")


def test_a_body_without_a_committee_does_not_ask_itself() -> None:
    alone = [one for one in committees.both if getattr(one, "committee", None) != committees.SEC]
    spec.given(alone, it.confirmed_plan).at("2010-05-10").when(planner, own).then_refused(MayNotAsk)


def test_the_chair_of_the_government_s_committee_asks_in_the_government_s_name_alone() -> None:
    (chair, *_) = committees.constituting().chairs
    sitting.when(chair, ask()).then(asked(by=chair))
    sitting.when(chair, own).then_refused(MayNotAsk, asker=KIPO)
    sitting.when("k1", ask()).then_refused(MayNotAsk, asker=PMO)


@pytest.mark.parametrize(("day", "asks"), [(16, True), (17, False)], ids=["the last day", "the day after"])
def test_a_chair_asks_to_the_end_of_his_term(day: int, asks: bool) -> None:
    ends = MemberDismissed(committee=committees.SEC, person="k1", ground="own-wish", on=date(2010, 5, 17), by=hana)
    asked_now = sitting.given(ends).at(f"2010-05-{day}T10:00").when("k1", own)
    asked_now.then(asked(by="k1", of=own)) if asks else asked_now.then_refused(MayNotAsk)


def test_a_rule_set_may_name_roles_of_the_body_besides() -> None:
    asking = RULES.burden.requests.model_copy(update={"own": ("evaluation-committee",)})
    rules = RULES.model_copy(update={"burden": RULES.burden.model_copy(update={"requests": asking})})
    named = [it.opened_cycle(rules) if isinstance(one, CycleOpened) else one for one in it.office]
    spec.given(named).at("2010-05-10T10:00").when(yuna, own).then(asked(by=yuna, of=own))


@pytest.mark.parametrize(
    ("who", "asker", "roles"),
    [
        (mina, PMO, "evaluation-office, gpec"),
        (yuna, PMO, "evaluation-office, gpec"),
        (gwen, KIPO, "-"),
        (gwen, "MOE", "-"),
    ],
)
def test_nobody_else_asks_nor_in_another_s_name(who: str, asker: str, roles: str) -> None:
    standing.when(who, ask(asker=asker)).then_refused(MayNotAsk, actor=who, roles=roles)


def supervised(since: str, until: str) -> Given:
    mandate = SupervisionMandate.model_validate(
        {"sector": "s", "name": it.label("s"), "body": "MOSF", "body_name": it.label("m"), "since": since}
        | {"until": until}
    )
    rules: RuleSet = RULES.model_copy(update={"supervision": (mandate,)})
    role = it.holds(sup, "supervising-office", "MOSF")
    return spec.given(it.bodies, it.opened_cycle(rules), it.people, role).at("2010-05-10T10:00")


@pytest.mark.parametrize(("since", "until"), [("2010-05-10", "2010-12-31"), ("2010-01-01", "2010-05-10")])
def test_a_supervising_office_asks_from_the_first_to_the_last_day_of_its_mandate(since: str, until: str) -> None:
    request = ask(asker="MOSF")
    supervised(since, until).when(sup, request).then(asked(by=sup, of=request))


@pytest.mark.parametrize(("since", "until"), [("2010-05-11", "2010-12-31"), ("2010-01-01", "2010-05-09")])
def test_before_and_after_it_does_not(since: str, until: str) -> None:
    supervised(since, until).when(sup, ask(asker="MOSF")).then_refused(MayNotAsk, asker="MOSF")


def test_a_body_outside_the_year_is_not_asked() -> None:
    standing.when(gwen, ask(body="MOE")).then_refused(UnknownBody, body="MOE")
    standing.when(gwen, ask(year=2011)).then_refused(CycleNotOpen, year=2011)


def test_a_body_that_has_ended_is_not_asked() -> None:
    ended = BodyAbolished(body=KIPO, day=date(2010, 5, 1), successors=(), law="정부조직법")
    standing.given(ended).when(gwen, ask()).then_refused(BodyHasEnded, body=KIPO)


def test_the_answer_is_due_today_at_the_earliest() -> None:
    today = ask(due=date(2010, 5, 10))
    standing.when(gwen, today).then(asked(of=today))
    standing.when(gwen, ask(due=date(2010, 5, 9))).then_refused(AnswerDueEarly, due="2010-05-09", today="2010-05-10")


@pytest.mark.parametrize(
    "changes",
    [
        {"purpose": ""},
        {"kind": "value"},
        {"kind": "evidence", "indicator": "P-01"},
        {"indicator": "P-01", "period": "talks"},
        {"kind": "person"},
    ],
)
def test_a_request_says_what_of_which_period_and_what_for(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ask(**changes)


# Once only: what the log has


def test_a_value_that_was_not_reported_is_asked_for() -> None:
    standing.when(gwen, of_indicator()).then(asked(of=of_indicator()))


def test_a_value_in_the_log_is_not_asked_for() -> None:
    where = f"indicator/{YEAR}/{KIPO}/P-01@1"
    standing.given(reported()).when(gwen, of_indicator()).then_refused(InLogAlready, at=where)


def test_the_final_value_behind_an_estimate_is_asked_for() -> None:
    standing.given(reported(estimate=True)).when(gwen, of_indicator()).then(asked(of=of_indicator()))


def test_the_value_of_another_period_is_asked_for() -> None:
    standing.given(reported(period="final")).when(gwen, of_indicator()).then(asked(of=of_indicator()))


def test_evidence_in_the_log_is_not_asked_for() -> None:
    known = standing.given(evidence())
    known.when(gwen, of_indicator("evidence")).then_refused(InLogAlready, body=KIPO)
    verified = known.given(EvidenceVerified(**judged))
    verified.when(gwen, of_indicator("evidence")).then_refused(InLogAlready, at=f"indicator/{YEAR}/{KIPO}/P-01@2")


def test_evidence_that_was_rejected_does_not_count() -> None:
    wanted = of_indicator("evidence")
    rejected = EvidenceRejected(**judged, reason="다른 해의 자료")
    standing.given(evidence(), rejected).when(gwen, wanted).then(asked(of=wanted))


@pytest.mark.parametrize("changes", [{"document": SEAL}, {"what": "설문결과 보고서"}])
def test_a_document_in_the_log_is_known_by_its_hash_and_by_its_name(changes: dict[str, str]) -> None:
    known = standing.given(evidence())
    known.when(gwen, ask(**changes)).then_refused(InLogAlready, at=f"indicator/{YEAR}/{KIPO}/P-01@1")


def test_another_document_is_asked_for() -> None:
    other = ask(document=OTHER)
    standing.given(evidence()).when(gwen, other).then(asked(of=other))


def test_a_document_that_answered_another_request_is_not_asked_for() -> None:
    where = f"requests/{YEAR}/{KIPO}@2"
    answered.when(gyu, ask(what="다른 이름", document=SEAL)).then_refused(InLogAlready, at=where)
    answered.when(gyu, ask(purpose="다른 일")).then_refused(InLogAlready, at=where)


def test_what_another_office_waits_for_is_not_asked_for_again() -> None:
    waiting.when(gyu, ask()).then_refused(AskedAlready, asker=PMO, number=1)
    waiting.when(gwen, ask(purpose="다른 일")).then_refused(AskedAlready, number=1)


def test_what_was_taken_back_may_be_asked_again() -> None:
    waiting.given(taken_back).when(gwen, ask()).then(asked(number=2))


def test_two_values_have_two_requests() -> None:
    other = of_indicator(indicator="I-01")
    standing.given(asked(of=of_indicator())).when(gwen, other).then(asked(number=2, of=other))


def test_what_is_asked_of_is_in_the_plan_and_in_the_year() -> None:
    standing.when(gwen, of_indicator(indicator="X-99")).then_refused(UnknownIndicator, indicator="X-99")
    standing.when(gwen, of_indicator(period="never")).then_refused(UnknownPhase, phase="never")


@given(st.text(max_size=20))
def test_blanks_and_case_make_no_other_name(name: str) -> None:
    assert same_name(name) == same_name(f"  {name}\n") == same_name(same_name(name))


@pytest.mark.parametrize(("one", "other"), [("예산 집행", "예산집행"), ("KPI Report", "kpi report"), ("각", "각")])
def test_one_document_by_two_spellings(one: str, other: str) -> None:
    assert same_name(one) == same_name(other)


# Answers


def test_the_planning_office_hands_over_a_document() -> None:
    waiting.when(planner, answer).then(provided())


def test_the_head_answers() -> None:
    waiting.when(hana, answer).then(provided(by=hana))


def test_the_head_of_the_unit_that_was_asked_answers() -> None:
    of_unit = standing.given(asked(of=ask(unit=PROMOTION)))
    of_unit.when(ada, answer).then(provided(by=ada))
    of_unit.when(ben, answer).then_refused(MayNotAnswer, actor=ben, number=1, roles="planning")
    waiting.when(ada, answer).then_refused(MayNotAnswer)


def test_an_answer_may_point_at_where_it_stands() -> None:
    at = f"plan/{YEAR}/{KIPO}@1"
    waiting.when(planner, ProvideData(**about, number=1, at=at)).then(provided(document=None, at=at))


@pytest.mark.parametrize(
    "at",
    [
        f"plan/{YEAR}/{KIPO}@999",
        f"plan/{YEAR}/{PMO}@1",
        f"plan/2009/{KIPO}@1",
        "person/mina@1",
        f"body/{KIPO}@1",
        "nothing/2010@1",
    ],
)
def test_it_points_at_an_event_of_the_body_s_own_year_and_of_no_person(at: str) -> None:
    waiting.when(planner, ProvideData(**about, number=1, at=at)).then_refused(NotInLog, at=at)


def test_the_last_event_of_a_stream_is_there_and_the_next_is_not() -> None:
    stream = f"requests/{YEAR}/{KIPO}"
    waiting.when(planner, ProvideData(**about, number=1, at=f"{stream}@2")).then_refused(NotInLog)
    at = f"{stream}@1"
    waiting.when(planner, ProvideData(**about, number=1, at=at)).then(provided(document=None, at=at))


@pytest.mark.parametrize("changes", [{"at": "plan/2010/KIPO@1"}, {"document": None}, {"at": "plan@0"}])
def test_an_answer_is_one_of_the_two(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ProvideData.model_validate({**about, "number": 1, "document": SEAL, **changes})


def test_what_is_answered_stays_answered() -> None:
    other = answer.model_copy(update={"document": OTHER})
    answered.when(planner, other).then_refused(RequestIsAnswered, number=1, at=SEAL[:12])


@pytest.mark.parametrize("command", [more, answer, take_back])
def test_there_must_be_such_a_request(command: Any) -> None:
    standing.when(gwen, command).then_refused(NoSuchDataRequest, number=1)


# More, and taking back


def test_what_is_lacking_is_asked_for_by_who_asked() -> None:
    answered.when(gwen, more).then(lacking)
    answered.when(yuna, more).then_refused(MayNotAsk, asker=PMO)


def test_a_supplement_is_to_an_answer() -> None:
    waiting.when(gwen, more).then_refused(NothingToSupplement, number=1, due="2010-05-31")
    other = more.model_copy(update={"lacking": "10월분도 없음"})
    answered.given(lacking).when(gwen, other).then_refused(NothingToSupplement, number=1)


def test_a_supplement_is_due_on_a_day_to_come() -> None:
    late = more.model_copy(update={"due": date(2010, 5, 9)})
    answered.when(gwen, late).then_refused(AnswerDueEarly, due="2010-05-09")


def test_the_same_again_is_no_supplement() -> None:
    lacks = answered.given(lacking)
    lacks.when(planner, answer).then_refused(SameAnswerAgain, lacking=lacking.lacking)
    lacks.when(planner, answer.model_copy(update={"document": OTHER})).then(provided(document=OTHER))


def test_what_is_not_needed_any_more_is_taken_back() -> None:
    waiting.when(gwen, take_back).then(taken_back)
    waiting.when(yuna, take_back).then_refused(MayNotAsk)
    answered.when(gwen, take_back).then_refused(RequestIsAnswered, number=1)


@pytest.mark.parametrize(("who", "command"), [(planner, answer), (gwen, more)])
def test_what_was_taken_back_is_over(who: str, command: Any) -> None:
    waiting.given(taken_back).when(who, command).then_refused(RequestIsOver, number=1)


def test_the_state_knows_what_waits_and_since_which_version() -> None:
    story = [asked(), provided(), lacking]
    states = [REQUESTS.fold(story[:n]).all[0] for n in (1, 2, 3)]
    assert [(state.waits, state.version, state.due) for state in states] == [
        (True, 1, MAY),
        (False, 2, MAY),
        (True, 3, MAY),
    ]
