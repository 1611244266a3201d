"""An organisation is taken in from a folder; what is there already stays as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

from rehearsal.loading import load_case
from tests.cli.conftest import Type

CASE = Path("examples/kipo-2010")


def test_a_new_installation_takes_in_an_organisation_and_opens_a_year(sacho: Type, tmp_path: Path) -> None:
    log = ("--database", tmp_path / "new.db")
    taken = sacho("import", CASE, *log, "--json")
    again = sacho("import", CASE, *log, "--json")
    opened = sacho("cycle", "open", 2010, "--rules", "kipo-2010", "--government", "PMO", "--body", "KIPO", *log)
    assert (taken.code, again.code, opened.code) == (0, 0, 0)
    assert taken.data["events"] == sum(taken.data["commands"].values())
    assert again.data["events"] == 0


def test_an_organisation_is_taken_in_without_anybody_s_conduct(sacho: Type, tmp_path: Path) -> None:
    folder = tmp_path / "case"
    shutil.copytree(CASE, folder)
    (folder / "conduct.yaml").unlink()
    log = tmp_path / "new.db"
    assert sacho("import", folder, "--database", log, "--json").data["events"] > 0
    assert sacho("rehearse", folder, "--json").data["code"] == "file.missing"


def test_a_dry_run_records_nothing(sacho: Type, tmp_path: Path) -> None:
    log = tmp_path / "none.db"
    assert sacho("import", CASE, "--dry-run", "--database", log).code == 0
    assert not log.exists()


def test_a_folder_that_is_no_case_is_refused(sacho: Type, tmp_path: Path) -> None:
    refused = sacho("import", tmp_path, "--database", tmp_path / "x.db", "--json")
    assert (refused.code, refused.data["code"]) == (1, "case.missing")
    assert not (tmp_path / "x.db").exists()


def test_who_is_no_operator_takes_nothing_in(sacho: Type, tmp_path: Path) -> None:
    said = sacho("import", CASE, "--database", tmp_path / "x.db", "--as", "P-DG", "--json")
    assert said.code == 1
    assert {it["code"] for it in said.data["refused"]} >= {"actor.role-missing"}
    assert said.data["events"] == 0


def test_once_there_is_an_operator_an_import_gives_no_role_by_itself(sacho: Type, tmp_path: Path) -> None:
    folder, log = tmp_path / "case", ("--database", tmp_path / "new.db")
    shutil.copytree(CASE, folder)
    assert sacho("import", folder, *log).code == 0
    people = (folder / "people.yaml").read_text(encoding="utf-8")
    before = people.replace("roles: {KIPO: [hr]}", "roles: {KIPO: [hr, auditor]}")
    assert before != people
    (folder / "people.yaml").write_text(before, encoding="utf-8")
    refused = sacho("import", folder, *log, "--json")
    assert (refused.code, refused.data["code"]) == (1, "import.role")
    operator = load_case(folder, conduct=False).operator
    assert sacho("import", folder, *log, "--as", operator).code == 0
    officer = next(it.person for it in load_case(folder, conduct=False).people if "hr" in it.roles.get("KIPO", ()))
    shown = sacho("person", officer, *log, "--json").data
    assert {"role": "auditor", "body": "KIPO"} not in shown["roles"]
    assert shown["proposed"] == [{"role": "auditor", "body": "KIPO", "by": operator}]
    assert "Roles that wait for approval: internal auditor" in sacho("person", officer, *log).out


def test_a_revoked_role_does_not_come_back_by_an_import(sacho: Type, tmp_path: Path) -> None:
    log, fields = ("--database", tmp_path / "new.db"), tmp_path / "fields.yaml"
    assert sacho("import", CASE, *log).code == 0
    case = load_case(CASE, conduct=False)
    officer = next(it.person for it in case.people if "hr" in it.roles.get("KIPO", ()))
    fields.write_text(f"{{person: {officer}, role: hr, body: KIPO}}", encoding="utf-8")
    assert sacho("act", "RevokeRole", "--file", fields, "--as", case.operator, *log).code == 0
    assert sacho("import", CASE, *log, "--json").data["code"] == "import.role"
