from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine

from cli import doctor_log
from runtime.databases import sqlite_module
from tests.cli.conftest import Type
from worker import open_log


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
        told = said.err.replace("홍길동 post(mina)", "mina").replace("홍길동, post (mina)", "mina")
        assert refused.data[language].split("{", 1)[0] in told
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
    assert {it["check"] for it in checked.data["checks"] if it["status"] == "fail"} == {"guards", "proof"}
    for line in (["rebuild"], ["rebuild", "--check"]):
        refused = sacho(*line, "--json")
        assert (refused.code, refused.data["code"]) == (1, "log.damaged")
        assert refused.data["facts"]["position"] == position


def test_a_log_that_cannot_be_read_is_told_as_such(sacho: Type, desk: Path) -> None:
    damaged(desk, "UPDATE events SET body = '{' WHERE position = 21")
    said = sacho("scores", 2010, "--known-at", "2010-12-27", "--json")
    assert (said.code, said.data["code"]) == (1, "log.unreadable")


def by_hand(log: Path, *statements: str) -> None:
    """Run *statements* on the file of *log*."""
    engine = create_engine(f"sqlite:///{log}", module=sqlite_module())
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def failing(sacho: Type, *options: str) -> set[str]:
    """Return the checks that doctor fails."""
    said = sacho("doctor", *options, "--json")
    found = {it["check"] for it in said.data["checks"] if it["status"] == "fail"}
    assert said.code == (1 if found else 0)
    return found


def test_a_key_that_is_gone_is_told_by_name(sacho: Type, desk: Path) -> None:
    by_hand(desk, "DELETE FROM subject_keys WHERE subject = 'mina'")
    said = sacho("verify", "--json")
    assert (said.code, set(said.data["keyless"])) == (0, {"mina"})
    assert "mina" in sacho("verify").out
    told = {it["check"]: it["status"] for it in sacho("doctor", "--json").data["checks"]}
    assert told["keys"] == "warn"


GUARD = "events_no_update"


@pytest.mark.parametrize(
    "statements",
    [
        (f"DROP TRIGGER {GUARD}",),
        (f"DROP TRIGGER {GUARD}", f"CREATE TRIGGER {GUARD} BEFORE UPDATE ON events BEGIN SELECT 1; END"),
        ("CREATE TRIGGER mine AFTER INSERT ON events BEGIN DELETE FROM outbox; END",),
    ],
)
def test_doctor_reads_what_the_guards_do(sacho: Type, desk: Path, statements: tuple[str, ...]) -> None:
    assert failing(sacho) == set()
    by_hand(desk, *statements)
    assert failing(sacho) == {"guards"}


def test_a_guard_that_does_nothing_is_put_back(sacho: Type, desk: Path) -> None:
    by_hand(desk, f"DROP TRIGGER {GUARD}", f"CREATE TRIGGER {GUARD} BEFORE UPDATE ON events BEGIN SELECT 1; END")
    open_log(f"sqlite:///{desk}").close()
    assert failing(sacho) == set()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE projection_positions SET upto = 3 WHERE projection = 'inbox'",
        "UPDATE projection_positions SET upto = 9999",
        "UPDATE projection_positions SET upto = NULL WHERE projection = 'scores'",
        "DELETE FROM projection_positions WHERE projection = 'inbox'",
        "INSERT INTO projection_positions VALUES ('mine', 3)",
    ],
)
def test_positions_that_cannot_be_are_refused_until_rebuilt(sacho: Type, desk: Path, statement: str) -> None:
    by_hand(desk, statement)
    assert failing(sacho) == {"projections"}
    refused = sacho("scores", 2010, "--json")
    assert (refused.code, refused.data["code"]) == (1, "read-models.astray")
    assert sacho("rebuild").code == 0
    assert failing(sacho) == set()
    assert sacho("rebuild", "--check").code == 0


def test_doctor_says_what_it_did_not_prove(sacho: Type, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_log, "_SMALL", 10)
    by_hand(desk, "UPDATE components SET score = '99' WHERE person = 'mina'")
    assert failing(sacho) == set()
    assert "--full" in sacho("doctor").out
    assert failing(sacho, "--full") == {"rows"}


def test_a_read_model_that_drifted_is_found_and_rebuilt(sacho: Type, desk: Path) -> None:
    by_hand(desk, "UPDATE components SET score = '99' WHERE person = 'mina' AND component = 'attitude'")
    found = sacho("rebuild", "--check", "--json")
    assert found.code == 1
    key = ["2010", "mina", "attitude"]
    assert found.data["differences"] == [{"table": "components", "key": key, "kind": "differs", "columns": ["score"]}]
    assert "components" in sacho("rebuild", "--check").out
    assert sacho("rebuild").code == 0
    assert sacho("rebuild", "--check").code == 0
