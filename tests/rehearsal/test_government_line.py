"""A small government at the command line, day by day: every list fits 80 columns and speaks names, not ids."""

from __future__ import annotations

import asyncio
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from rich.cells import cell_len

from activities.yaml_files import read_rules
from cli.main import run
from domain.calendar import end_of
from rehearsal.case import Case
from rehearsal.loading import load_case
from rehearsal.stage import rehearse
from worker import open_log

EXAMPLES = Path(__file__).parents[2] / "examples"
GUIDES = Path(__file__).parents[2] / "docs" / "guides"
README = Path(__file__).parents[2] / "README.md"
NAME = {"ko": "아주 이름이 긴 교육과학기술문화체육관광부", "en": "Ministry of Education, Science, Culture and Tourism"}
TAX = {"ko": "세무청", "en": "Tax"}
SMALL = {"budget": 1000, "committee": 10, "bureaus": [{"ko": "학교", "en": "Schools"}]}
MINISTRIES: dict[str, Any] = {
    "crowd": {"seed": "line", "people": 0, "lateness": 0.05, "fine": True},
    "groups": {"ministerial": {"ko": "장관급", "en": "Ministerial"}, "vice-ministerial": {"ko": "청", "en": "Others"}},
    "ministries": [
        {"body": "MEST", "name": NAME, "kind": "ministry", "group": "ministerial", "people": 8, **SMALL},
        {"body": "NTS", "name": TAX, "kind": "cheong", "group": "vice-ministerial", "people": 7, **SMALL},
    ],
}
DAYS = ("2010-11-02", "2010-12-03", "2011-02-20", "2011-05-20", "2011-07-31")
EVIDENCE, SCORING, SELF, BUDGET, OVER = DAYS
CODE = re.compile(r"\b(great|good|poor|excellent|major-policies|spending-programmes)\b")


class Line(NamedTuple):
    """The logs of the four days, and a way to type at one of them."""

    logs: dict[str, str]
    patch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def __call__(self, day: str, language: str, *words: str) -> str:
        """Return what a command answers on *day*."""
        self.patch.setenv("SACHO_LANG", language)
        self.patch.setenv("COLUMNS", "80")
        self.capsys.readouterr()
        code = run([*words, "--database", self.logs[day]])
        said = self.capsys.readouterr()
        assert code == 0, (words, said.err)
        return said.out

    def data(self, day: str, *words: str) -> Any:
        """Return what it answers in JSON."""
        return json.loads(self(day, "en", *words, "--json"))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    home = tmp_path_factory.mktemp("cases") / "line"
    shutil.copytree(EXAMPLES / "kipo-2010", home.parent / "kipo-2010")
    shutil.copytree(EXAMPLES / "government-2010", home)
    (home / "ministries.yaml").write_text(yaml.safe_dump(MINISTRIES, allow_unicode=True), encoding="utf-8")
    (home / "conduct.yaml").write_text("[]", encoding="utf-8")
    (home / "sittings.yaml").unlink()
    return load_case(home)


@pytest.fixture(scope="module")
def logs(case: Case, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the address of the log of each of the four days."""
    home, zone = tmp_path_factory.mktemp("line"), read_rules(case.rules).zone
    for day in DAYS:
        log = open_log(f"sqlite:///{home}/log.db")
        asyncio.run(rehearse(case, log, until=end_of(date.fromisoformat(day), zone)))
        log.close()
        shutil.copy(home / "log.db", home / f"{day}.db")
    return {day: f"sqlite:///{home}/{day}.db" for day in DAYS}


@pytest.fixture
def line(logs: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(logs, monkeypatch, capsys)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    "words",
    [
        ("self-evaluation", "2010"),
        ("self-evaluation", "2010", "--body", "MEST"),
        ("self-evaluation", "2010", "--body", "MEST", "--why"),
        ("specific", "2010"),
        ("specific", "2010", "--body", "MEST"),
        ("committee",),
        ("committee", "gpec"),
        ("findings",),
        ("budget", "2010"),
        ("rewards", "2010"),
        ("bodies", "2010"),
        ("burden", "2010"),
        ("cycle", "status", "2010"),
        ("results", "2010"),
        ("cases",),
    ],
)
def test_what_is_listed_fits_80_columns_and_speaks_names(line: Line, language: str, words: tuple[str, ...]) -> None:
    for day in DAYS[2:]:
        told = line(day, language, *words)
        assert all(cell_len(it) <= 80 for it in told.splitlines()), (day, told)
        assert "…" not in told
        if language == "ko":
            assert not CODE.findall(told), (day, told)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("day", DAYS)
def test_everybodys_tasks_and_rights_are_listed_in_every_part_of_the_year(line: Line, language: str, day: str) -> None:
    found, told = line.data(day, "tasks"), line(day, language, "tasks")
    for it in (*found["tasks"], *found["rights"]):
        assert it.get("task", it.get("right")) in told
    for it in found["tasks"]:
        address = f"{it['body']}/{it['phase']}/{it['task'].split('/')[3]}"
        assert all(address in row for row in told.splitlines() if it["task"] in row)


def test_a_right_about_an_assignment_has_an_address(line: Line) -> None:
    assert "2010/KIPO/budget/record-budget/SUBJECT" in line(BUDGET, "en", "tasks")


def test_a_task_about_an_area_names_it_and_its_form_the_items(line: Line) -> None:
    task = "2010/MEST/specific-evidence/submit-specific-evidence/core-task"
    told = line(EVIDENCE, "ko", "tasks", "show", task)
    assert "대상: 핵심과제" in told
    assert "policy | opinions | schedule | response | targets | implication" in told


def test_a_task_about_a_spending_programme_names_it(line: Line) -> None:
    told = line(BUDGET, "en", "tasks", "show", "2010/KIPO/budget/record-budget/P-UTIL")
    assert "About: Support of patents put to use" in told


def test_the_form_of_a_panellist_names_each_item_of_the_area(line: Line) -> None:
    task = next(
        it["task"] for it in line.data(SCORING, "tasks")["tasks"] if "/score-area/KIPO:core-task:" in it["task"]
    )
    assert "policy:  # Appropriateness of policy, 0 to 100" in line(SCORING, "en", "tasks", "show", task)
    assert "policy:  # 정책의 적절성, 0~100" in line(SCORING, "ko", "tasks", "show", task)


def test_the_form_of_a_member_asks_for_the_measures_of_his_subject_of_a_hundred(line: Line) -> None:
    task = next(it for it in line.data(SELF, "tasks")["tasks"] if "/score-subject/" in it["task"])
    member, subject = task["owner"], task["subject"].partition(":")[0]
    form = yaml.safe_load(line.data(SELF, "tasks", "show", task["task"])["template"])
    plan = line.data(OVER, "self-evaluation", "2010", "--body", task["body"])["planned"]
    wanted = next(it["measures"] for it in plan["subjects"] if it["subject"] == subject)
    assert sorted(form["ballot"]["scores"]) == sorted(it["code"] for it in wanted)
    assert "person" not in form  # the address names the member
    told = line(SELF, "ko", "tasks", "show", task["task"])
    assert ", 0~100" in told
    assert "배정에 따라" in told
    assert member not in told.splitlines()[1]  # about the subject; who owes it stands below


def test_tasks_of_one_ministry_and_the_first_of_them(line: Line) -> None:
    every = line.data(EVIDENCE, "tasks")["tasks"]
    mest = [it for it in every if it["body"] == "MEST"]
    assert line.data(EVIDENCE, "tasks", "--body", "MEST")["tasks"] == mest
    assert 0 < len(mest) < len(every)
    found = line.data(EVIDENCE, "tasks", "--body", "MEST", "--limit", "2")
    assert (found["tasks"], found["more"]) == (mest[:2], len(mest) - 2)
    assert f"{len(mest) - 2} more" in line(EVIDENCE, "en", "tasks", "--body", "MEST", "--limit", "2")
    assert line.data(EVIDENCE, "tasks", "--limit", "9999")["more"] == 0
    assert "more;" not in line(EVIDENCE, "en", "tasks", "--limit", str(len(every)))


@pytest.mark.parametrize(
    "words",
    [
        ("self-evaluation", "2010"),
        ("findings",),
        ("budget", "2010"),
        ("rewards", "2010"),
        ("committee",),
    ],
)
def test_a_list_is_as_long_as_was_asked_for(line: Line, words: tuple[str, ...]) -> None:
    whole, short = line.data(OVER, *words), line.data(OVER, *words, "--limit", "1")
    [name] = [name for name, value in short.items() if isinstance(value, list)]
    assert short[name] == whole[name][:1]
    assert short["more"] == len(whole[name]) - 1
    assert "more" not in whole


@pytest.mark.parametrize(
    "words",
    ["tasks", "findings", "budget 2010", "results 2010", "scores 2010", "burden 2010", "cycle status 2010", "pay 2010"],
)
def test_a_body_that_the_log_does_not_know_is_refused_with_those_it_knows(line: Line, words: str) -> None:
    line.patch.setenv("SACHO_LANG", "en")
    line.capsys.readouterr()
    assert run([*words.split(), "--body", "NONE", "--database", line.logs[OVER]]) == 1
    assert "It knows: KIPO, MEST, NTS, PMO" in line.capsys.readouterr().err


def test_whose_role_a_task_is_stands_by_its_name_in_the_refusal(line: Line, tmp_path: Path) -> None:
    task = "2010/MEST/specific-evidence/submit-specific-evidence/core-task"
    form = {"evidence": [{"item": "policy", "document": "0" * 64, "as_of": "2010-09-30"}]}
    (tmp_path / "form.yaml").write_text(yaml.safe_dump(form), encoding="utf-8")
    line.patch.setenv("SACHO_LANG", "ko")
    words = ("tasks", "complete", task, "--as", "P-NTS-PLN", "--file", str(tmp_path / "form.yaml"))
    assert run([*words, "--database", line.logs[EVIDENCE]]) == 1
    assert "담당: 기획담당 (planning)" in line.capsys.readouterr().err


# The guides


def blocks(page: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the day and the lines of each block of commands of *page*; its files lie in the present folder."""
    for kind, text in re.findall(r"```(\w+)\n(.*?)```", (GUIDES / page).read_text(encoding="utf-8"), re.DOTALL):
        head, *lines = text.splitlines()
        if kind == "yaml":
            Path(head.removeprefix("# ")).write_text("\n".join(lines), encoding="utf-8")
        else:
            yield head.removeprefix("# "), lines


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("page", ["operator.md", "evaluator.md", "committee.md", "auditor.md"])
def test_every_command_of_a_guide_runs_on_its_day(line: Line, tmp_path: Path, page: str, language: str) -> None:
    line.patch.chdir(tmp_path)
    logs = {day: shutil.copy(url.removeprefix("sqlite:///"), tmp_path / f"{day}.db") for day, url in line.logs.items()}
    copies = line._replace(logs={day: f"sqlite:///{path}" for day, path in logs.items()})
    count = 0
    for day, lines in blocks(page):
        for told in lines:
            command, *words = shlex.split(told)
            assert command == "sacho"
            copies(day, language, *words)
            count += 1
    assert count >= 6


@pytest.mark.parametrize(
    "words", ["tasks", "self-evaluation 2010", "specific 2010", "committee", "findings", "budget 2010", "rewards 2010"]
)
def test_the_guide_names_every_field_of_a_list(line: Line, words: str) -> None:
    rows = re.findall(r"^\| `(\S+).*?` \| `(\w+)` \| (.*) \|$", (GUIDES / "README.md").read_text(), re.MULTILINE)
    field, named = {command: (field, named) for command, field, named in rows}[words.split(maxsplit=1)[0]]
    day = OVER if words.startswith("rewards") else BUDGET  # granted in June
    [first, *_] = line.data(day, *words.split())[field]
    assert re.findall(r"`(\S+)`", named) == list(first)


def test_every_command_of_the_readme_about_the_government_runs(line: Line) -> None:
    [block] = re.findall(r"### The whole government.*?```sh\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    lines = [shlex.split(it, comments=True) for it in block.splitlines()]
    assert len(lines) >= 5
    for _, *words in lines:
        line(OVER, "en", *("1" if it == "5" else it for it in words))  # this government's committee sits once
