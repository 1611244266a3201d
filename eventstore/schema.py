"""The log's tables, and the triggers by which the database itself refuses to change the past."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.sql import ddl

METADATA = MetaData()

HEAD = Table(
    "head",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("frontier", LargeBinary, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("log_id", Text, nullable=False),
    CheckConstraint("id = 1", name="head_is_one_row"),
)

EVENTS = Table(
    "events",
    METADATA,
    Column("position", Integer, primary_key=True),
    Column("stream", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("event_id", Text, nullable=False),  # derived from the command's id, which is unique: decision 7
    Column("type", Text, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("occurred_at", Text, nullable=False),
    Column("effective_on", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("on_behalf_of", Text),
    Column("authority", Text),
    Column("cycle_year", Integer),
    Column("command_id", Text, nullable=False),
    Column("causation", Text),
    Column("correlation", Text),
    Column("body", LargeBinary, nullable=False),
    Column("leaf_hash", LargeBinary, nullable=False),
    UniqueConstraint("stream", "version", name="one_event_per_version"),
)

COMMANDS = Table(
    "commands",
    METADATA,
    Column("command_id", Text, primary_key=True),
    Column("body_hash", LargeBinary, nullable=False),
    Column("first_position", Integer, nullable=False),
    Column("count", Integer, nullable=False),
    Column("recorded_at", Text, nullable=False),
    sqlite_with_rowid=False,  # one tree instead of two
)

OUTBOX = Table(
    "outbox",
    METADATA,
    Column("target", Text, primary_key=True),  # a workflow id
    Column("position", Integer, nullable=False),
)

KEYS = Table(  # not part of the log: destroying a row erases a person's texts, and proofs still hold
    "subject_keys",
    METADATA,
    Column("subject", Text, primary_key=True),
    Column("key", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

GUARDED = ("events", "commands")


def guards(dialect: str) -> list[str]:
    """Return the statements that make the database refuse UPDATE and DELETE on the log."""
    return [statement for table in GUARDED for statement in _guards_of(table, dialect)]


def guards_amiss(connection: Connection) -> list[str]:
    """Return the names of triggers that are missing, not as ``guards`` makes them, switched off, or not ours."""
    embedded = connection.dialect.name == "sqlite"
    wanted = _sqlite_triggers() if embedded else _POSTGRESQL_TRIGGERS
    rows = connection.execute(text(_SQLITE_CATALOGUE if embedded else _POSTGRESQL_CATALOGUE))
    found = {row[0]: tuple(row[1:]) for row in rows}
    return sorted(name for name in {*wanted, *found} if wanted.get(name) != found.get(name))


_SQLITE_CATALOGUE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
_POSTGRESQL_CATALOGUE = (
    "SELECT t.tgname, c.relname, t.tgtype, t.tgenabled = 'O', t.tgqual IS NULL, t.tgattr = '', p.prosrc "
    "FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
    "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
)
_BEFORE_UPDATE_DELETE_TRUNCATE = 2 | 16 | 8 | 32  # the bits of pg_trigger.tgtype; each statement, not each row


def _sqlite_triggers() -> dict[str, tuple[str]]:
    return {sql.split()[2]: (sql,) for sql in guards("sqlite") if sql.startswith("CREATE")}  # it keeps the very text


def _refusal(table: str) -> str:
    return f" BEGIN RAISE EXCEPTION '{table}: the log is append-only'; END "


_POSTGRESQL_TRIGGERS = {
    f"{table}_no_change": (table, _BEFORE_UPDATE_DELETE_TRUNCATE, True, True, True, _refusal(table))
    for table in GUARDED
}


def _guards_of(table: str, dialect: str) -> list[str]:
    if dialect == "sqlite":
        return [statement for verb in ("update", "delete") for statement in _sqlite_guard(table, verb)]
    function = (
        f"CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $${_refusal(table)}$$"
    )
    trigger = (
        f"CREATE OR REPLACE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
    )
    return [function, trigger]


def _sqlite_guard(table: str, verb: str) -> tuple[str, str]:
    name = f"{table}_no_{verb}"
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table}: the log is append-only'); END"
    # On our connections it also stops REPLACE: see recursive_triggers in runtime.databases.
    return f"DROP TRIGGER IF EXISTS {name}", f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {refuse}"


def create_all_statements() -> list[ddl.CreateTable]:
    """Return the statements that create the log's tables, in order."""
    return [ddl.CreateTable(table, if_not_exists=True) for table in METADATA.sorted_tables]
