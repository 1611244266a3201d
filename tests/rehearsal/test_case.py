"""The case format, the golden case, and the crowd that fills an office."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from activities.commands import Door
from activities.requests import Recorded, Request
from activities.yaml_files import read_rules, read_yaml
from domain.appraisal import RateAttitude
from domain.appraisal_competency import SealCompetency
from domain.calendar import public_holidays, resolve, start_of
from domain.cycle import Cycle, CycleOpened, OpenCycle
from domain.feedback import SignFeedbackNote, WriteFeedbackNote
from domain.indicator import ReportProgress, ScoreIndicator
from domain.messages import content
from domain.mileage import CreditMileage
from domain.objectives import indicators_of, weight_sum
from domain.parsing import parse_command
from domain.phase_commands import ClosePhase, OpenPhase
from domain.phase_facts import Phase
from domain.refusals import Refusal
from domain.scoring.competency import Rating, competency_score
from domain.scoring.organisation import Scored, organisation_score
from domain.scoring.proof import Score
from domain.scoring.total import compose
from domain.window import window_of
from eventstore.port import Log
from projections.inbox import Inbox
from projections.queries import person_scores
from projections.runner import catch_up
from rehearsal.case import Case, Entry
from rehearsal.crowd import enlarged
from rehearsal.loading import load_case
from rehearsal.schema import SCHEMA, schema, schema_text
from rehearsal.script import script
from runtime.clocks import SimulatedClock

KIPO_2010 = Path(__file__).parents[2] / "examples" / "kipo-2010"
RULES = read_rules("kipo-2010")
THE_ENGINES_OWN = next(it.opens for it in RULES.phases if it.phase == "grading")  # from then on the engine acts, too
FILES = ("case", "organisation", "people", "plan", "conduct")


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case(KIPO_2010)


@pytest.fixture(scope="module")
def entries(case: Case) -> list[Entry]:
    return script(case, RULES)


def commands(entries: list[Entry], kind: type[Any], about: str = "") -> list[Any]:
    return [it.command for it in entries if isinstance(it.command, kind) and about in ("", it.command.subject)]


# The golden case


def test_the_bureau_has_nineteen_indicators_below_three_objectives(case: Case) -> None:
    bureau = case.plan.units[0]
    assert [len(indicators_of((objective,))) for objective in bureau.objectives] == [8, 5, 6]


def test_every_department_has_eight_to_ten_indicators(case: Case) -> None:
    departments = {unit.unit for unit in case.home().units if unit.level == "department"}
    parts = [part for part in case.plan.units if part.unit in departments]
    assert [len(indicators_of(part.objectives)) for part in parts] == [10, 8, 9]


def test_the_weights_of_every_unit_sum_to_a_hundred(case: Case) -> None:
    assert {weight_sum(part.objectives) for part in case.plan.units} == {Decimal(100)}


def test_every_indicator_says_where_it_comes_from(case: Case) -> None:
    for part in case.plan.units:
        assert all("synthetic" in it.note or "S1" in it.note for it in indicators_of(part.objectives))


def bureau_score(case: Case, entries: list[Entry]) -> Score:
    weights = {it.code: it.weight for it in indicators_of(case.plan.units[0].objectives)}
    given = [it for it in commands(entries, ScoreIndicator) if it.indicator in weights]
    scored = [Scored(it.indicator, weights[it.indicator], it.planning, it.execution, it.achievement, 1) for it in given]
    return organisation_score("IPPB", scored, RULES.aspects)


def competency_of_the_director_general(entries: list[Entry]) -> Score:
    sealed = {it.evaluator: it.ballot.scores for it in commands(entries, SealCompetency, "P-DG")}
    assert {name: sum(scores.values()) for name, scores in sealed.items()} == {"first": 93, "second": 92}
    ratings = [Rating(name, scores, 1) for name, scores in sealed.items()]
    return competency_score(ratings, RULES.competency, RULES.competency_scale)


def test_the_converted_scores_sum_to_the_printed_96_30(case: Case, entries: list[Entry]) -> None:
    bureau = bureau_score(case, entries)
    assert bureau.value == Decimal("96.30")
    printed = {part.what: f"{part.weight} % x {part.value}" for part in bureau.parts}
    assert printed["indicator/IPPB-01"] == "8 % x 95"
    assert printed["indicator/IPPB-02"] == "5 % x 90"
    assert printed["indicator/IPPB-09"] == "5 % x 94"


def test_the_aspects_of_an_indicator_differ(case: Case, entries: list[Entry]) -> None:
    bureau = {it.code for it in indicators_of(case.plan.units[0].objectives)}
    given = [it for it in commands(entries, ScoreIndicator) if it.indicator in bureau]
    assert all(len({it.planning, it.execution, it.achievement}) == 3 for it in given)


def test_the_director_generals_total_is_the_printed_95_74(case: Case, entries: list[Entry]) -> None:
    attitude = commands(entries, RateAttitude, "P-DG")[0].points
    mileage = next(it.command.points for it in entries if isinstance(it.command, CreditMileage))
    composed = compose(
        RULES.profiles["bureau-head"],
        {
            "bureau": bureau_score(case, entries),
            "competency": competency_of_the_director_general(entries),
            "attitude": Score("attitude", attitude, "S1-108"),
            "mileage": Score("mileage", mileage, "S1-109"),
        },
    )
    assert composed.total is not None
    assert composed.total.value == Decimal("95.74")
    parts = [str(part.value) for part in composed.total.parts]
    assert parts == ["67.41", "23.13", "5.00", "0.20", "0.00"]


def test_one_value_of_june_is_known_only_in_july(entries: list[Entry]) -> None:
    late = [it for it in entries if it.effective_on == date(2010, 6, 30)]
    assert [type(it.command) for it in late] == [ReportProgress]
    assert late[0].at.date() == date(2010, 7, 12)


# The script


def test_the_script_is_sorted_and_begins_with_the_set_up(case: Case, entries: list[Entry]) -> None:
    assert [it.at for it in entries] == sorted(it.at for it in entries)
    set_up = [it for it in entries if it.at <= case.begins]
    assert {it.actor for it in set_up} == {"system"}
    assert all(it.actor != "system" for it in entries[len(set_up) :])


def test_the_script_is_the_same_every_time(case: Case, entries: list[Entry]) -> None:
    assert script(load_case(KIPO_2010), RULES) == entries


def test_another_seed_makes_another_year(case: Case, entries: list[Entry]) -> None:
    other = Case.model_validate({**dict(case), "crowd": {"seed": "other", "people": 30}})
    assert script(other, RULES) != entries


def test_every_id_is_used_once(case: Case) -> None:
    assert set(Counter(it.id for it in script(case, RULES, 100)).values()) == {1}


def test_every_command_can_be_parsed(entries: list[Entry]) -> None:
    for it in entries:
        assert parse_command(json.loads(it.command.model_dump_json())) == it.command


def test_adding_people_leaves_everybody_elses_entries_unchanged(case: Case) -> None:
    few, many = script(case, RULES, 41), {it.id: it for it in script(case, RULES, 150)}
    of_all = {"record-training"}  # one record names every evaluator of the body
    assert all(many[it.id] == it for it in few if getattr(it.command, "task_id", None) not in of_all)


@pytest.mark.parametrize("people", [0, 10, 11, 36, 44, 45, 46, 49, 75, 76, 200])
def test_as_many_people_are_evaluated_as_are_asked_for(case: Case, people: int) -> None:
    whole = enlarged(case, people)
    assert sum(it.evaluated is not None for it in whole.people) == max(10, people)
    assert {weight_sum(part.objectives) for part in whole.plan.units} == {Decimal(100)}


@pytest.mark.parametrize("people", [4, 36])
def test_nobody_acts_who_does_not_take_part_nor_is_acted_on(case: Case, people: int) -> None:
    whole = enlarged(case, people)
    there = {it.person for it in whole.people} | {"system"}
    for it in script(case, RULES, people):
        assert it.actor in there
        assert getattr(it.command, "person", it.actor) in there
        assert {*getattr(it.command, "upper", ()), *getattr(it.command, "persons", ())} <= there


def test_with_the_people_of_the_case_all_that_is_written_is_done(case: Case, entries: list[Entry]) -> None:
    written = [it for it in entries if "/conduct/" in it.id]
    assert len(written) == len(case.conduct)


def test_nobody_signs_what_is_not_written(case: Case) -> None:
    written: set[tuple[str, str]] = set()
    for it in [entry.command for entry in script(case, RULES, 100)]:
        if isinstance(it, WriteFeedbackNote):
            written.add((it.phase, it.person))
        if isinstance(it, SignFeedbackNote):
            assert (it.phase, it.person) in written
    assert written


def test_some_work_is_never_done_and_most_is(case: Case) -> None:
    notes = len(commands(script(case, RULES, 200), WriteFeedbackNote))
    assert 4 * 200 * 0.95 < notes < 4 * 200


def test_people_act_in_office_hours_on_working_days(entries: list[Entry]) -> None:
    for it in entries:
        assert it.actor == "system" or (9 <= it.at.hour < 18 and it.at.weekday() < 5)


# The door


def request(entry: Entry) -> Request:
    return Request(id=entry.id, actor=entry.actor, command=entry.command, effective_on=entry.effective_on)


def year_of(case: Case) -> OpenCycle:
    version, holidays = public_holidays(RULES.country, range(case.year, case.year + 3))
    return OpenCycle(
        year=case.year,
        government=case.government,
        bodies=case.bodies,
        rules=RULES,
        calendar_version=version,
        holidays=holidays,
    )


def steps_of_the_clocks(case: Case, year: OpenCycle) -> list[Entry]:
    """Return the openings and closings of all phases, as the workflows would give them."""
    cycle = Cycle(opened=CycleOpened(**content(year), rules_hash=RULES.hash()))
    steps = []
    for rule in RULES.phases:
        body = case.government if rule.scope == "government" else case.bodies[0]
        window, key = window_of(cycle, rule, Phase()), {"year": case.year, "body": body, "phase": rule.phase}
        opens = max(window.begins, case.begins + timedelta(seconds=1))
        steps.append(Entry(opens, "system", f"open/{rule.phase}", OpenPhase.model_validate(key)))
        steps.append(Entry(window.ends, "system", f"close/{rule.phase}", ClosePhase.model_validate(key)))
    return steps


@pytest.mark.parametrize(("people", "lateness", "missing"), [(30, "0.05", "0.02"), (45, "0.5", "0.1"), (30, "1", "0")])
def test_the_door_refuses_nothing(
    case: Case, open_log: Callable[[str], Log], people: int, lateness: str, missing: str
) -> None:
    crowd = {"seed": "sacho", "people": people, "lateness": lateness, "missing": missing}
    year, entries = year_of(case), script(Case.model_validate({**dict(case), "crowd": crowd}), RULES)
    own = [it for it in entries if it.at < start_of(resolve(THE_ENGINES_OWN, case.year), RULES.zone)]
    steps = sorted([*steps_of_the_clocks(case, year), *own], key=lambda it: it.at)
    beginning = sum(it.at <= case.begins for it in steps)
    steps.insert(beginning, Entry(case.begins, case.operator, "open-cycle", year))
    clock, log = SimulatedClock(case.begins), open_log("memory")
    with Door(log, Inbox(), clock) as door:
        for it in steps:
            clock.set(it.at)
            outcome = door.call(request(it))
            assert isinstance(outcome, Recorded), (it.at, it.actor, outcome)
            assert outcome.count, it.id
    catch_up(log)
    with log.view() as connection:
        found = person_scores(connection, 2010, person="P-DG")
    assert found[0].composed.total is not None
    assert found[0].composed.total.value == Decimal("95.74")


# Cases that are refused


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(KIPO_2010, tmp_path / "case"))


def refusal_of(folder: Path) -> Refusal:
    with pytest.raises(Refusal) as caught:
        load_case(folder)
    assert caught.value.sentence("ko") != caught.value.sentence("en")
    return caught.value


def replace(file: Path, old: str, new: str) -> int:
    """Replace *old*, which stands once, and return its line."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_folder_without_a_case_is_refused(tmp_path: Path) -> None:
    assert refusal_of(tmp_path).code == "case.missing"


@pytest.mark.parametrize("file", FILES[1:])
def test_a_missing_file_is_refused_by_name(copy: Path, file: str) -> None:
    (copy / f"{file}.yaml").unlink()
    refusal = refusal_of(copy)
    assert (refusal.code, refusal.facts["file"]) == ("file.missing", f"{file}.yaml")


def test_what_is_no_yaml_is_refused_with_its_line(copy: Path) -> None:
    line = replace(copy / "case.yaml", "year: 2010", "year: [2010")
    refusal = refusal_of(copy)
    assert refusal.code == "file.not-yaml"
    assert refusal.facts["line"] >= line


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("case", "year: 2010", "jahr: 2010", "input.missing-field"),
        ("case", "operator: P-OPR", "operator: P-OPR\ncolour: red", "input.unknown-field"),
        ("case", "operator: P-OPR", "operator: P-NOBODY", "case.unknown-name"),
        ("case", "lateness: 0.05", "lateness: 1.05", "input.out-of-range"),
        ("case", "bodies: [KIPO]", "bodies: [KIPO, MOE]", "case.unknown-name"),
        ("case", "government: PMO", "government: MOE", "case.unknown-name"),
        ("organisation", "head: P-COM", "head: P-NOBODY", "case.unknown-name"),
        ("organisation", "unit: IPPB-CRE, parent: IPPB,", "unit: IPPB-CRE, parent: IPPB-PRO,", "case.unknown-name"),
        ("organisation", "unit: IPPB-UTI", "unit: IPPB-CRE", "case.named-twice"),
        ("people", "person: P-CRE", "person: P-UTI", "case.named-twice"),
        ("people", "roles: {PMO: [gpec]", "roles: {MOE: [gpec]", "case.unknown-name"),
        ("people", "unit: IPPB-PRO\n  grade: 4", "unit: IPPB-XYZ\n  grade: 4", "case.unknown-name"),
        ("people", "name: 김가나", "name: ''", "input.invalid"),
        ("plan", "unit: IPPB-PRO", "unit: IPPB-XYZ", "case.unknown-name"),
        ("conduct", "achievement: 95}", "achievement: 101}", "input.out-of-range"),
        ("conduct", "planning: 88", "planing: 88", "input.missing-field"),
        ("conduct", "effective_on:", "effectiv_on:", "input.unknown-field"),
        ("conduct", "as: P-MIL", "as: P-NOBODY", "case.unknown-name"),
        ("conduct", "type: IssueGuideline", "type: IssueGuidelines", "input.unknown-command"),
        ("conduct", "type: IssueGuideline", "type: OpenPhase", "input.unknown-command"),
        ("conduct", "at: 2010-01-18T10:00:00+09:00", "at: 2010-01-01T08:00:00+09:00", "case.before-beginning"),
        ("conduct", "at: 2010-01-18T10:00:00+09:00", "at: 2010-01-18T10:00:00", "input.invalid"),
    ],
)
def test_a_case_that_does_not_hold_is_refused_with_file_and_reason(
    copy: Path, file: str, old: str, new: str, reason: str
) -> None:
    replace(copy / f"{file}.yaml", old, new)
    refusal = refusal_of(copy)
    assert refusal.facts["file"] == f"{file}.yaml"
    assert (refusal.code, refusal.facts["reason"]) == ("case.invalid", reason)


CONSTITUTED = """\
- at: 2010-03-02T10:00:00+09:00
  as: P-OPR
  do: {type: ConstituteCommittee, committee: gpec, year: 2010, kind: gpec, body: PMO, name: {ko: 위원회, en: GPEC},
       since: 2010-01-04, members: [{person: C-1, civilian: true}, {person: P-COM, civilian: false}], chairs: [C-1]}
- at: 2010-03-03T10:00:00+09:00
  as: %s
  do: {type: ConveneSession, committee: gpec, session: 1, day: 2010-03-11}
"""


def test_civilians_of_a_committee_act_though_they_stand_in_no_list_of_officials(copy: Path) -> None:
    conduct = copy / "conduct.yaml"
    before = conduct.read_text(encoding="utf-8")
    conduct.write_text(before + CONSTITUTED % "C-1", encoding="utf-8")
    assert [it.actor for it in load_case(copy).conduct][-2:] == ["P-OPR", "C-1"]
    conduct.write_text(before + CONSTITUTED % "C-2", encoding="utf-8")
    assert refusal_of(copy).facts["reason"] == "case.unknown-name"


def test_a_refusal_names_the_line(copy: Path) -> None:
    line = replace(copy / "conduct.yaml", "points: 5\n", "points: 101\n")
    assert refusal_of(copy).facts["line"] == line


def test_people_cannot_be_added_where_there_is_no_crowd(case: Case) -> None:
    alone = Case.model_validate({**dict(case), "crowd": None})
    assert len(script(alone, RULES)) < 200
    with pytest.raises(Refusal) as caught:
        script(alone, RULES, 10)
    assert caught.value.code == "case.no-crowd"


# The published schema


def test_the_published_schema_is_that_of_the_models() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), "run: python -m rehearsal.schema"


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else float(value)


def golden_files() -> dict[str, Any]:
    read = {file: read_yaml(KIPO_2010 / f"{file}.yaml") for file in FILES}
    files: dict[str, Any] = json.loads(json.dumps(read, default=_plain))
    return files


def test_the_golden_case_fits_the_schema() -> None:
    Draft202012Validator.check_schema(schema())
    errors = Draft202012Validator(schema()).iter_errors(golden_files())
    assert [error.message for error in errors] == []


def test_the_schema_refuses_a_misspelt_field() -> None:
    files = golden_files()
    scoring = next(act["do"] for act in files["conduct"] if "planning" in act["do"])
    scoring["plannning"] = scoring.pop("planning")
    assert not Draft202012Validator(schema()).is_valid(files)
