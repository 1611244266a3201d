"""Values under watch: early warnings, both definitions after an amendment, evidence checked by others."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from activities.yaml_files import read_rules
from domain.headship import HeadAppointed
from domain.indicator import (
    AcknowledgeWarning,
    DefinitionChanged,
    NotALevel,
    NoWarning,
    ReportProgress,
    ScoreIndicator,
)
from domain.indicator_events import (
    EarlyWarningAcknowledged,
    EarlyWarningRaised,
    EvidenceAttached,
    EvidenceRejected,
    EvidenceVerified,
    IndicatorScored,
    ProgressReported,
)
from domain.indicator_evidence import (
    AttachEvidence,
    NotItsVerifier,
    UnknownEvidence,
    VerifierScores,
    VerifiesOwnLine,
    VerifyEvidence,
)
from domain.objectives import Indicator, definition_hash
from domain.obligations import NotYourTask
from domain.person_service import PersonTransferred
from domain.phase_facts import PhaseOpened
from domain.plan_events import AnnualPlanAmended
from tests.support import office as kipo
from tests.support.office import (
    BUREAU,
    EXAMINATION,
    KIPO,
    PROMOTION,
    YEAR,
    ada,
    ben,
    confirmed_plan,
    frozen,
    hana,
    holds,
    indicator,
    mina,
    office,
    phase_open,
    plan_of,
    registered,
    tae,
)
from tests.support.spec import Given, spec

D = Decimal
RULES = read_rules("kipo-2010")
SEAL = definition_hash(indicator("P-01", "100"))


def quarter(n: int) -> dict[str, Any]:
    return {"year": YEAR, "body": KIPO, "phase": f"feedback-q{n}"}


def opened(n: int) -> PhaseOpened:
    rule = RULES.phase(f"feedback-q{n}")
    assert rule is not None
    return phase_open(rule)


def reported(n: int, value: str, **more: Any) -> ProgressReported:
    return ProgressReported(**quarter(n), indicator="P-01", value=D(value), estimate=False, edition=1, **more)


def reporting(n: int, value: str, **more: Any) -> ReportProgress:
    return ReportProgress(**quarter(n), indicator="P-01", value=D(value), **more)


# Early warning: the target is 73.35, and a warning comes below 95 percent of it: 69.68

year = spec.given(kipo.bodies, kipo.opened_cycle(RULES), kipo.people, confirmed_plan)
july = year.given(opened(1), reported(1, "72"), opened(2)).at("2010-07-05")
warned = EarlyWarningRaised(
    **quarter(2), indicator="P-01", forecast=D(66), target=D("73.35"), rate=D("89.98"), periods=2
)


def test_a_value_that_leads_below_the_target_raises_a_warning_at_once() -> None:
    july.when(ada, reporting(2, "70")).then(reported(2, "70"), warned)


def test_a_value_on_the_way_to_the_target_raises_none() -> None:
    july.when(ada, reporting(2, "72")).then(reported(2, "72"))


def test_a_value_that_leads_to_the_very_target_raises_none_where_all_below_it_is_warned_of() -> None:
    rules = RULES.model_copy(update={"planning": RULES.planning.model_copy(update={"warn_below": D(100)})})
    strict = spec.given(kipo.bodies, kipo.opened_cycle(rules), kipo.people, confirmed_plan)
    july = strict.given(opened(1), reported(1, "72"), opened(2)).at("2010-07-05")
    july.when(ada, reporting(2, "72.45")).then(reported(2, "72.45"))  # it leads to 73.35
    assert len(july.when(ada, reporting(2, "72.44")).events()) == 2


def test_one_value_leads_nowhere() -> None:
    year.given(opened(1)).at("2010-04-05").when(ada, reporting(1, "1")).then(reported(1, "1"))


def test_after_the_year_there_is_nothing_to_warn_of() -> None:
    january = july.given(reported(2, "70"), warned, opened(4)).at("2011-01-05")
    january.when(ada, reporting(4, "60")).then(reported(4, "60"))


def test_the_owner_takes_note_of_a_warning_and_says_its_cause() -> None:
    noted = EarlyWarningAcknowledged(**quarter(2), indicator="P-01", cause="two posts are vacant", by=ada)
    command = AcknowledgeWarning(**quarter(2), indicator="P-01", cause="two posts are vacant")
    july.given(reported(2, "70"), warned).when(ada, command).then(noted)
    july.when(ada, command).then_refused(NoWarning, phase="feedback-q2")


def test_a_rubric_is_reported_as_a_level() -> None:
    judged = Indicator.model_validate({**dict(indicator("P-01", "100")), "kind": "qualitative", "formula": "rubric"})
    drafts = [kipo.drafted(PROMOTION, plan_of(judged)) if it == kipo.all_drafted[1] else it for it in confirmed_plan]
    sealed = kipo.plan_confirmed.model_copy(
        update={
            "indicators": tuple(
                it.model_copy(update={"definition": definition_hash(judged)}) if it.code == "P-01" else it
                for it in kipo.plan_confirmed.indicators
            )
        }
    )
    story = [sealed if it == kipo.plan_confirmed else it for it in drafts]
    april = spec.given(kipo.bodies, kipo.opened_cycle(RULES), kipo.people, story, opened(1)).at("2010-04-05")
    april.when(ada, reporting(1, "6")).then_refused(NotALevel, levels=5, value="6")
    april.when(ada, reporting(1, "4")).then(reported(1, "4"))


# After an amendment

harder = Indicator.model_validate({**dict(indicator("P-01", "100")), "target": 75})
before = frozen("P-01", "100", PROMOTION)
amended = AnnualPlanAmended(
    year=YEAR,
    body=KIPO,
    phase="plan-amendment",
    unit=PROMOTION,
    indicators=(harder,),
    frozen=(before.model_copy(update={"definition": definition_hash(harder)}),),
    before=(before,),
    reason="the survey changed",
    resolution=None,
    edition=1,
    by=hana,
)
october = year.given(amended, opened(3)).at("2010-10-05")


def test_the_old_definition_still_takes_values() -> None:
    under_old = reported(3, "72", definition=SEAL)
    october.when(ada, reporting(3, "72", definition=SEAL)).then(under_old)
    october.given(under_old).when(ada, reporting(3, "71")).then(reported(3, "71"))


def test_f1_any_other_definition_takes_none() -> None:
    october.when(ada, reporting(3, "72", definition="0" * 64)).then_refused(DefinitionChanged)


def test_a_value_under_the_amended_definition_needs_no_name() -> None:
    october.when(ada, reporting(3, "72", definition=definition_hash(harder))).then(reported(3, "72"))


# Evidence, and SOD-01

DOCUMENT = "d" * 64
in_talks: dict[str, Any] = {"year": YEAR, "body": KIPO, "phase": "talks", "indicator": "P-01"}
vera = "vera"
april = spec.given(office, confirmed_plan, phase_open(kipo.TALKS), registered(vera, EXAMINATION)).at("2010-04-01")
attaching = AttachEvidence(**in_talks, document=DOCUMENT, title="survey report")
attached = EvidenceAttached(**in_talks, document=DOCUMENT, title="survey report", by=ada)
verifying = VerifyEvidence(**in_talks, document=DOCUMENT)


def verified_by(person: str) -> EvidenceVerified:
    return EvidenceVerified(**in_talks, document=DOCUMENT, by=person)


def checked(by: str) -> Given:
    return april.given(attached, holds(by, "verifier"))


def test_the_head_of_the_unit_names_a_document_by_its_hash() -> None:
    april.when(ada, attaching).then(attached)


def test_somebody_else_verifies_it() -> None:
    checked(vera).when(vera, verifying).then(verified_by(vera))


def test_or_rejects_it_for_a_reason() -> None:
    rejecting = VerifyEvidence(**in_talks, document=DOCUMENT, rejected="the sample is missing")
    rejected = EvidenceRejected(**in_talks, document=DOCUMENT, reason="the sample is missing", by=vera)
    checked(vera).when(vera, rejecting).then(rejected)


def test_a_rejected_document_can_be_verified_after_all() -> None:
    rejected = EvidenceRejected(**in_talks, document=DOCUMENT, reason="the sample is missing", by=vera)
    checked(vera).given(rejected).when(vera, verifying).then(verified_by(vera))


def test_only_verifiers_verify() -> None:
    april.given(attached).when(vera, verifying).then_refused(NotYourTask, owner="role:verifier")


def test_only_what_was_attached_is_verified() -> None:
    april.given(holds(vera, "verifier")).when(vera, verifying).then_refused(UnknownEvidence, indicator="P-01")


def test_sod_01_nobody_of_the_owners_line_verifies() -> None:
    for person in (ada, mina, ben, hana):  # the owner, his staff, his superior, the head of all
        checked(person).when(person, verifying).then_refused(VerifiesOwnLine, actor=person, unit=PROMOTION)


def test_sod_01_who_attached_it_does_not_verify_it_from_another_post() -> None:
    successor = HeadAppointed(body=KIPO, unit=PROMOTION, person=mina)
    moved = checked(ada).given(successor, registered(ada, EXAMINATION))
    moved.when(ada, verifying).then_refused(VerifiesOwnLine, actor=ada)


def test_sod_01_who_was_transferred_into_the_line_does_not_verify() -> None:
    came = PersonTransferred(person=vera, body=KIPO, from_unit=EXAMINATION, to_unit=PROMOTION, day=date(2010, 3, 2))
    checked(vera).given(came).when(vera, verifying).then_refused(VerifiesOwnLine, actor=vera)


def test_a_definition_may_name_its_verifier() -> None:
    named = Indicator.model_validate({**dict(indicator("P-01", "100")), "verifier": vera, "target": 75})
    sealed = before.model_copy(update={"definition": definition_hash(named)})
    change = amended.model_copy(update={"indicators": (named,), "frozen": (sealed,)})
    checked(tae).given(change).when(tae, verifying).then_refused(NotItsVerifier, verifier=vera)
    checked(vera).given(change).when(vera, verifying).then(verified_by(vera))


def test_sod_01_who_verified_does_not_score_and_who_scored_does_not_verify() -> None:
    final = {"year": YEAR, "body": KIPO, "phase": "final", "indicator": "P-01"}
    aspects = {name: D(90) for name in ("planning", "execution", "achievement")}
    december = checked(tae).given(verified_by(tae), phase_open(kipo.FINAL)).at("2010-12-20")
    scoring = ScoreIndicator.model_validate({**final, **aspects})
    december.when(tae, scoring).then_refused(VerifierScores, actor=tae)
    scored = IndicatorScored.model_validate(
        {**final, **aspects, "unit": PROMOTION, "definition": SEAL, "edition": 1, "by": tae}
    )
    checked(tae).given(scored).when(tae, verifying).then_refused(VerifierScores)


def test_the_bureau_above_is_in_the_line_and_the_bureau_beside_is_not() -> None:
    assert BUREAU != EXAMINATION
    checked(tae).when(tae, verifying).then(verified_by(tae))
