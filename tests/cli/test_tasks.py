from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from cli.forms import Form, template
from domain.registry import COMMANDS
from tests.cli.conftest import Said, Type
from tests.support.office import ben, hr, mina

SECOND = "2010/KIPO/final/rate-competency-second/mina"
REPORT = "2010/KIPO/final/submit-self-report/mina"
BALLOT = "ballot:\n  scores:\n    customer: 8.5\n    strategy: 9\n"


@pytest.fixture
def fill(tmp_path: Path) -> Path:
    """Return the file that a form is filled into."""
    return tmp_path / "form.yaml"


def complete(sacho: Type, task: str, actor: str, file: Path, text: str, *more: str) -> Said:
    file.write_text(text, encoding="utf-8")
    return sacho("tasks", "complete", task, "--as", actor, "--file", file, "--json", *more)


def test_the_inbox_is_one_s_own_and_says_what_it_is_about(sacho: Type) -> None:
    data = sacho("tasks", "--as", "ben", "--json").data
    mine = next(it for it in data["tasks"] if it["task"] == SECOND)
    assert (mine["owner"], mine["subject"], mine["due"], mine["why"]) == ("ben", "mina", "2011-01-10", "second")
    assert SECOND in sacho("tasks", "--as", "ben").out


def test_addresses_stay_whole_when_the_window_is_narrow(sacho: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    addresses = [it["task"] for it in sacho("tasks", "--json").data["tasks"]]
    assert max(map(len, addresses)) > 36
    assert set(addresses) <= {line.strip() for line in sacho("tasks").out.splitlines()}


def test_without_a_person_everybody_s_tasks_are_listed(sacho: Type) -> None:
    owners = {it["owner"] for it in sacho("tasks", "--json").data["tasks"]}
    assert {"ben", "mina", "role:taskforce"} <= owners


def test_the_form_asks_for_what_is_left(sacho: Type) -> None:
    data = sacho("tasks", "show", SECOND, "--json").data
    assert data["command"] == "SealCompetency"
    asked = yaml.safe_load(data["template"])
    assert {**asked, "token": ""} == {"token": "", "ballot": {"scores": {"customer": None, "strategy": None}}}
    assert set(yaml.safe_load(sacho("tasks", "show", REPORT, "--json").data["template"])) == {"token", "report"}


def test_the_form_says_the_scale_of_the_rules(sacho: Type) -> None:
    attitude = sacho("tasks", "show", "2010/KIPO/final/rate-attitude/jun", "--json").data["template"]
    assert "points:  # points (0 to 5)" in attitude
    assert "customer:  # customer, 0 to 10" in sacho("tasks", "show", SECOND, "--json").data["template"]


def test_a_form_says_what_lists_choices_and_days_take(sacho: Type) -> None:
    form = sacho("act", "DecideObjection", "--json").data["template"]
    assert "outcome:  # the decision (upheld | partly | dismissed)" in form
    assert "answers:  # answers\n  - # text\n" in form
    assert "#   - component:" in form
    assert "due:  # the last day (as 2010-06-30)" in sacho("act", "MovePhase", "--json").data["template"]
    votes = sacho("act", "DecideQualificationTest", "--json").data["template"]
    assert yaml.safe_load(votes)["votes"] == {"ID": None}
    assert "to_unit:  # the unit joined (an id | null)" in sacho("act", "TransferPerson", "--json").data["template"]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_act_has_its_line_and_every_field_its_words(
    sacho: Type, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("SACHO_LANG", language)
    for it in sacho("act", "--json").data["commands"]:
        assert it["does"].isascii() is (language == "en")
    for name, model in COMMANDS.items():
        assert model.engines or name == "OpenCycle" or template(Form(model, {"type": name}))


def test_what_completes_a_task_is_no_act(sacho: Type) -> None:
    assert sacho("act", "SubmitSelfReport", "--json").data["code"] == "act.task"
    assert sacho("act", "Nonsense", "--json").data["code"] == "act.unknown"


def test_an_empty_form_is_refused(sacho: Type, fill: Path) -> None:
    template = sacho("tasks", "show", SECOND, "--json").data["template"]
    assert complete(sacho, SECOND, "ben", fill, template).data["code"] == "input.invalid"


def test_a_completed_task_is_recorded_once_and_counts(sacho: Type, fill: Path) -> None:
    first = complete(sacho, SECOND, "ben", fill, BALLOT)
    assert (first.code, first.data["outcome"], first.data["count"]) == (0, "recorded", 2)
    again = complete(sacho, SECOND, "ben", fill, BALLOT)
    assert (again.code, again.data["outcome"]) == (0, "already-recorded")
    assert again.data["position"] == first.data["position"]
    mina = next(it for it in sacho("scores", 2010, "--json").data["people"] if it["person"] == "mina")
    assert (mina["components"]["competency"], mina["total"]) == ("21.63", "92.53")
    assert "ben" not in [
        it["owner"] for it in sacho("tasks", "--as", "ben", "--json").data["tasks"] if it["task"] == SECOND
    ]


def test_what_is_said_again_after_something_else_is_recorded_again(sacho: Type, fill: Path) -> None:
    said = [complete(sacho, REPORT, "mina", fill, f"report: {text}").data for text in ("첫째", "둘째", "첫째")]
    assert [it["outcome"] for it in said] == ["recorded"] * 3
    assert [it["count"] for it in said] == [1, 1, 1]
    again = complete(sacho, REPORT, "mina", fill, "report: 첫째").data
    assert (again["outcome"], again["count"]) == ("recorded", 0)


def test_a_token_stands_for_one_content(sacho: Type, fill: Path) -> None:
    assert complete(sacho, REPORT, "mina", fill, "report: 첫째", "--id", "token-1").code == 0
    other = complete(sacho, REPORT, "mina", fill, "report: 둘째", "--id", "token-1")
    assert (other.code, other.data["code"]) == (1, "command.same-id-other-content")


@pytest.mark.parametrize(
    ("task", "actor", "text", "code"),
    [
        (SECOND, "ben", "ballot: {scores: {customer: 101, strategy: 9}}", "input.out-of-range"),
        (SECOND, "ben", "ballot: {scores: {customer: 9}}", "competency.categories"),
        (SECOND, "ben", BALLOT + "colour: red\n", "input.unknown-field"),
        (SECOND, "ben", BALLOT + "person: jun\n", "task.other-address"),
        (SECOND, "ada", BALLOT, "task.not-yours"),
        (SECOND, "system", BALLOT, "actor.engine"),
        ("2010/KIPO/final/rate-attitude/mina", "ada", "points: 101\nground: 성실", "input.out-of-range"),
        ("2010/KIPO/talks/write-note/mina", "ada", "note: 늦은 기록", "phase.closed"),
        ("2010/KIPO/talks/write-note/mina", "ben", "note: 남의 일", "task.not-yours"),
        ("2010/KIPO/final/nonsense/mina", "ada", "note: x", "task.unknown"),
        ("nonsense", "ada", "note: x", "task.address"),
        (REPORT, "mina", "- a list", "task.no-fields"),
        (REPORT, "mina", "report: 'unfinished", "file.not-yaml"),
    ],
)
def test_what_is_not_allowed_is_refused(sacho: Type, fill: Path, task: str, actor: str, text: str, code: str) -> None:
    before = sacho("verify", "--json").data["events"]
    said = complete(sacho, task, actor, fill, text)
    assert (said.code, said.data["code"]) == (1, code)
    assert sacho("verify", "--json").data["events"] == before


def test_a_missing_file_is_refused(sacho: Type, fill: Path) -> None:
    said = sacho("tasks", "complete", REPORT, "--as", "mina", "--file", fill, "--json")
    assert (said.code, said.data["code"]) == (1, "file.missing")


def test_who_acts_may_stand_in_the_environment(sacho: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SACHO_ACTOR", "mina")
    assert [it["task"] for it in sacho("tasks", "--json").data["tasks"]] == [REPORT]


def test_who_asks_for_himself_sees_only_the_rights_that_are_his(sacho: Type) -> None:
    def rights(*person: str) -> set[str]:
        found = sacho("tasks", *person, "--json").data["rights"]
        return {it["right"].split("/")[-1] for it in found if "/final/" in it["right"]}

    assert rights() == {"take-over-evaluation", "release-evaluator"}
    assert rights("--as", mina) == set()
    assert rights("--as", ben) == {"take-over-evaluation"}
    assert rights("--as", hr) == {"release-evaluator"}
