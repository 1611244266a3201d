from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine

from runtime.databases import sqlite_module
from tests.cli.conftest import Type


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("scores 1999", "year.none"),
        ("scores 2010 --known-at 2009-12-31", "year.none"),
        ("scores 2010 --person nobody", "person.none"),
        ("explain 2010 --person nobody", "person.none"),
        ("explain 1999 --person mina", "year.none"),
        ("cycle status 1999", "year.none"),
        ("replay --to 99999", "position.none"),
        ("tasks show nonsense", "task.none"),
        ("tasks show 2010/KIPO/talks/write-note/mina", "task.none"),
        ("tasks show 2010/PMO/close/x/PMO", "phase.not-open"),
        ("rehearse tests", "case.missing"),
        ("rehearse examples/kipo-2010 --database {log}", "rehearse.foreign-log"),
        ("cycle open 2011 --rules nonsense --government PMO --body KIPO", "rules.unknown"),
        ("cycle open 2012 --rules kipo-2010 --government PMO --body KIPO", "rules.not-in-force"),
        ("rules show nonsense", "rules.unknown"),
        ("cycle open 2011 --rules kipo-2010 --government PMO --body NONE", "body.unknown"),
        ("cycle open 2010 --rules kipo-2010 --government PMO --body KIPO", "cycle.already-open"),
        ("cycle extend 2010 nonsense --body KIPO --due 2011-01-14 --reason snow", "phase.unknown"),
        ("cycle extend 2010 final --body KIPO --due 2010-12-01 --reason snow", "phase.deadline-past"),
        ("cycle extend 2010 final --body KIPO --due 2011-01-14 --reason snow --as mina", "actor.role-missing"),
        ("cycle resume 2010 final --body KIPO --reason snow", "phase.not-paused"),
        ("cycle pause 2010 talks --body KIPO --reason snow", "phase.closed"),
        ("cycle close 2010", "cycle.phases-open"),
        ("scores 2010 --database mysql://x/y", "database.unsafe"),
        ("scores 2010 --database sqlite:////etc/passwd", "database.damaged"),
        ("scores 2010 --database postgresql+psycopg://u:secret@127.0.0.1:1/x", "database.unreachable"),
        ("scores 2010 --database not://a@b:c", "database.address"),
        ("reconcile", "temporal.unreachable"),
    ],
)
def test_a_refusal_ends_with_1_and_is_told_in_both_languages(
    sacho: Type, monkeypatch: pytest.MonkeyPatch, desk: Path, line: str, code: str
) -> None:
    monkeypatch.setenv("SACHO_TEMPORAL_ADDRESS", "127.0.0.1:1")
    arguments = line.format(log=desk).split()
    refused = sacho(*arguments, "--json")
    assert (refused.code, refused.data["outcome"], refused.data["code"]) == (1, "refused", code)
    assert isinstance(refused.data["facts"], dict)
    for language in ("ko", "en"):
        monkeypatch.setenv("SACHO_LANG", language)
        said = sacho(*arguments)
        assert (said.code, said.out) == (1, "")
        assert refused.data[language].split("{", 1)[0] in said.err
        assert code in said.err
        assert "secret" not in said.err
        assert "Traceback" not in said.err


def damaged(log: Path, statement: str) -> None:
    """Change *log* as somebody does who has the file."""
    engine = create_engine(f"sqlite:///{log}", module=sqlite_module())
    with engine.begin() as connection:
        for table in ("events", "commands"):
            for verb in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER {table}_no_{verb}")
        connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.mark.parametrize(
    ("statement", "position"),
    [
        ("UPDATE events SET actor = 'mallory' WHERE position = 20", 20),
        ("UPDATE events SET body = '{' WHERE position = 21", 21),
        ("DELETE FROM events WHERE position = 22", 22),
    ],
)
def test_damage_is_named_by_its_position(sacho: Type, desk: Path, statement: str, position: int) -> None:
    damaged(desk, statement)
    said = sacho("verify", "--json")
    assert (said.code, said.data["ok"], said.data["findings"][0]["position"]) == (1, False, position)
    told = sacho("verify")
    assert told.code == 1
    assert str(position) in told.out
    checked = sacho("doctor", "--json")
    assert checked.code == 1
    assert {it["check"] for it in checked.data["checks"] if it["status"] == "fail"} == {"guards"}


def test_a_log_that_cannot_be_read_is_told_as_such(sacho: Type, desk: Path) -> None:
    damaged(desk, "UPDATE events SET body = '{' WHERE position = 21")
    said = sacho("rebuild", "--check", "--json")
    assert (said.code, said.data["code"]) == (1, "log.unreadable")


def test_a_read_model_that_drifted_is_found_and_rebuilt(sacho: Type, desk: Path) -> None:
    engine = create_engine(f"sqlite:///{desk}", module=sqlite_module())
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE components SET score = '99' WHERE person = 'mina' AND component = 'attitude'"
        )
    engine.dispose()
    found = sacho("rebuild", "--check", "--json")
    assert found.code == 1
    key = ["2010", "mina", "attitude"]
    assert found.data["differences"] == [{"table": "components", "key": key, "kind": "differs", "columns": ["score"]}]
    assert "components" in sacho("rebuild", "--check").out
    assert sacho("rebuild").code == 0
    assert sacho("rebuild", "--check").code == 0
