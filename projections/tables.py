"""The tables of the read models, and the one way rows get into them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Integer, MetaData, Table, Text
from sqlalchemy.sql import ddl

from eventstore.prepared import putting

METADATA = MetaData()


def _table(name: str, keys: Sequence[str], *columns: Column[Any]) -> Table:
    """Return a table keyed by *keys*; those called year or position are whole numbers."""
    whole = ("year", "position", "edition", "number")
    kinds = [Column(key, Integer if key in whole else Text, primary_key=True, autoincrement=False) for key in keys]
    return Table(name, METADATA, *kinds, *columns, sqlite_with_rowid=False)  # one tree instead of two


def _text(name: str) -> Column[Any]:
    return Column(name, Text)


def _whole(name: str) -> Column[Any]:
    return Column(name, Integer)


POSITIONS = _table("projection_positions", ["projection"], _whole("upto"))

CYCLES = _table(
    "cycles",
    ["year"],
    _text("government"),
    _text("rules"),
    _text("rules_hash"),
    _text("state"),
    _whole("opened_position"),
)
BODIES = _table("bodies", ["body"], _text("name_ko"), _text("name_en"), _text("head"))
BODY_CLASSES = _table(  # since "": from its beginning
    "body_classes", ["body", "since"], _text("sector"), _text("kind"), _text("peers"), _text("law")
)
BODY_ENDS = _table("body_ends", ["body"], _text("day"), _text("kind"), _text("successors"))  # bodies that are no more
UNITS = _table(
    "units", ["body", "unit"], _text("parent"), _text("level"), _text("name_ko"), _text("name_en"), _text("head")
)
ACTING = _table("acting", ["body", "unit", "person", "begins"], _text("head"), _text("ends"))  # unit "": the body
PEOPLE = _table(
    "people",
    ["person"],
    _text("body"),
    _text("unit"),
    _whole("grade"),
    _text("title_ko"),
    _text("title_en"),
    _text("name"),
)
ROLES = _table("roles", ["person", "role", "body"], Column("held", Boolean))
ROSTER = _table(
    "roster",
    ["year", "person"],
    _text("body"),
    _text("unit"),
    _text("instrument"),
    _text("profile"),
    _text("first"),
    _text("second"),
    _text("ground"),  # why the person is not evaluated; null: he is
)
MOVEMENTS = _table(
    "movements",
    ["person", "begins", "kind"],  # kind: transfer, or what he was away for
    _text("body"),
    _text("from_unit"),
    _text("to_unit"),
    _text("ends"),
)
INDICATORS = _table(
    "indicators",
    ["year", "body", "code"],
    _text("unit"),
    _text("weight"),
    _text("definition"),
    _text("name_ko"),
    _text("name_en"),
)
STRATEGIES = _table("strategies", ["body", "strategy"], _whole("until"), _whole("review_by"))
DECIDES = _table("committee_matters", ["body", "matter"], _text("committee"))  # what a body has a committee for
DATA_REQUESTS = _table(
    "data_requests",
    ["year", "body", "number"],
    _text("unit"),  # whose head answers; null: who answers for the body
    _text("asker"),
    _text("what"),
    _text("due"),
    Column("waits", Boolean),
)
ASSIGNMENTS = _table("assignments", ["year", "body", "task", "subject"], _text("owner"))
PHASES = _table(
    "phases",
    ["year", "body", "phase"],
    _text("state"),  # planned (moved before it opened), open, paused, closed
    _text("opens"),  # opens, due and closes as they were when it opened
    _text("due"),
    _text("closes"),
    _text("moved_opens"),
    _text("moved_due"),
    _whole("stood_still"),
    _text("opened_at"),
    _text("closed_at"),
    _whole("reminders"),
    _whole("escalations"),
    _whole("missed"),
    Column("early", Boolean),
)
DONE = _table(
    "done", ["year", "body", "phase", "task", "subject"], _text("actor"), _whole("at_position"), _text("recorded_at")
)
MISSED = _table(
    "missed",
    ["year", "body", "phase", "task", "subject"],
    _text("owner"),
    _text("unit"),
    _text("due"),
    _whole("at_position"),
)

VALUES = _table(
    "indicator_values",
    ["year", "body", "code", "phase"],
    _text("value"),
    Column("estimate", Boolean),
    _text("effective_on"),
    _text("recorded_at"),
    _whole("at_position"),
)
INDICATOR_SCORES = _table("indicator_scores", ["year", "body", "code"], _text("unit"), _text("score"), _text("made_of"))
ORGANISATION_SCORES = _table("organisation_scores", ["year", "body", "unit"], _text("score"), _text("weight"))
COMPONENTS = _table("components", ["year", "person", "component"], _text("score"), _text("made_of"))

RESULTS = _table(
    "results",
    ["year", "person"],
    _text("body"),
    _text("total"),
    _whole("edition"),
    _text("ground"),
    _whole("at_position"),
)
POOLS = _table(
    "pools",
    ["year", "body", "pool"],
    _whole("persons"),
    _text("merged"),
    _text("state"),  # formed, tied, graded
    _text("counts"),
    Column("waived", Boolean),
    _text("tie"),
    _whole("at_position"),
)
GRADES = _table(
    "grades",
    ["year", "body", "person"],
    _text("pool"),
    _text("grade"),
    _text("pay_grade"),
    _whole("rank"),
    _text("margin"),
    Column("boundary", Boolean),
    _text("pending"),  # the lower grade that waits for the committee's decision
    _whole("at_position"),
)
DECISIONS = _table(
    "decisions",  # about a person's result that are no score
    ["year", "person", "decision"],  # lowest: the grade by decision; exempt: not evaluated
    _text("ground"),  # null: what was decided first holds no longer
    _whole("days"),  # of service
    _whole("at_position"),
)
PROMOTIONS = _table(
    "promotions",
    ["year", "body", "phase", "person"],
    _whole("edition"),  # of the list; a row of an older one is history
    _text("as_of"),
    _whole("grade"),
    _whole("place"),
    _whole("among"),
    _text("points"),
    _text("years"),
    _text("ground"),  # why the person has no place
    _whole("at_position"),
)
NOTICES = _table(
    "notices",
    ["year", "person"],
    _text("body"),
    _whole("edition"),
    _text("told"),
    _text("object_by"),
    _text("notified_at"),
    _text("received_at"),
    _whole("at_position"),
)
OBJECTIONS = _table(
    "objections",
    ["year", "person", "edition"],
    _text("body"),
    _text("state"),  # filed, consulted, decided, appealed, escalated, overdue, withdrawn, final
    _whole("rung"),
    _text("due"),
    _whole("grounds"),
    _text("outcome"),
    _text("filed_at"),
    _whole("at_position"),
)
PAY = _table(
    "pay",
    ["year", "person"],
    _text("body"),
    _whole("pay_year"),
    _text("pay_class"),
    _text("pay_grade"),
    _text("base"),
    _text("rate"),
    _text("amount"),
    _text("additions"),
    _text("ground"),
    _whole("edition"),
    Column("provisional", Boolean),
    _text("first_amount"),
    _text("barred"),
    _text("clawed_back"),
    _whole("at_position"),
)

FIRST_TIMES = (DONE,)  # what was done in time and revised later was done in time
INBOX_TABLES = (
    CYCLES,
    BODIES,
    BODY_CLASSES,
    UNITS,
    PEOPLE,
    ROLES,
    ROSTER,
    MOVEMENTS,
    INDICATORS,
    STRATEGIES,
    ASSIGNMENTS,
    DATA_REQUESTS,
    DECIDES,
    PHASES,
    DONE,
    MISSED,
)
RESULT_TABLES = (RESULTS, POOLS, GRADES, DECISIONS, PROMOTIONS, NOTICES, OBJECTIONS, PAY)
SCORE_TABLES = (VALUES, INDICATOR_SCORES, ORGANISATION_SCORES, COMPONENTS, *RESULT_TABLES)


def create_tables(connection: Connection) -> None:
    """Create the tables of all read models, if they do not exist yet."""
    for table in METADATA.sorted_tables:
        connection.execute(ddl.CreateTable(table, if_not_exists=True))


def put_rows(connection: Connection, table: Table, rows: Collection[Sequence[object]]) -> None:
    """Insert *rows*, given in column order; a row whose key exists is replaced, in a table of first times it stays."""
    if rows:
        _PUTTING[table].run(connection, rows)


_PUTTING = {table: putting(table, keep=table in FIRST_TIMES) for table in METADATA.sorted_tables}
