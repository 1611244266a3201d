from __future__ import annotations

import pytest
from sqlalchemy import create_engine

from tests.cli.conftest import Type
from tests.cli.story import tell
from worker import open_log


def test_the_same_commands_give_the_same_answers_on_postgresql(
    sacho: Type, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(postgres_url)
    lines = ("scores 2010", "scores 2010 --known-at 2010-04-10", "cycle status 2010", "tasks", "replay --to 2010-12-20")
    in_sqlite = [sacho(*line.split(), "--json").data for line in lines]
    monkeypatch.setenv("SACHO_DATABASE_URL", postgres_url)
    assert [sacho(*line.split(), "--json").data for line in lines] == in_sqlite
    for line in ("verify", "rebuild", "rebuild --check", "doctor"):
        assert sacho(*line.split()).code == 0
    paused = sacho("cycle", "pause", 2010, "final", "--body", "KIPO", "--reason", "audit", "--json")
    assert paused.data["outcome"] == "recorded"


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE events DISABLE TRIGGER events_no_change",
        "CREATE OR REPLACE FUNCTION events_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "CREATE OR REPLACE TRIGGER events_no_change BEFORE DELETE ON events EXECUTE FUNCTION events_append_only()",
    ],
)
def test_doctor_reads_what_the_guards_of_postgresql_do(sacho: Type, postgres_url: str, statement: str) -> None:
    open_log(postgres_url).close()
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
    assert sacho("doctor", "--database", postgres_url).code == 1
    open_log(postgres_url).close()
    assert sacho("doctor", "--database", postgres_url).code == 0


def test_an_empty_database_is_told_as_such(sacho: Type, postgres_url: str) -> None:
    said = sacho("scores", 2010, "--database", postgres_url, "--json")
    assert (said.code, said.data["code"]) == (1, "log.none")
    log = next(
        it for it in sacho("doctor", "--database", postgres_url, "--json").data["checks"] if it["check"] == "log"
    )
    assert log["status"] == "warn"
