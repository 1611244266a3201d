"""The tables of the inbox: the year, bodies, people, plans in force, phases and what is done."""

from __future__ import annotations

from sqlalchemy import Boolean, Column

from projections.columns import table_of, text, whole

POSITIONS = table_of("projection_positions", ["projection"], whole("upto"))

CYCLES = table_of(
    "cycles",
    ["year"],
    text("government"),
    text("rules"),
    text("rules_hash"),
    text("state"),
    whole("opened_position"),
)
BODIES = table_of("bodies", ["body"], text("name_ko"), text("name_en"), text("head"))
BODY_CLASSES = table_of(  # since "": from its beginning
    "body_classes", ["body", "since"], text("sector"), text("kind"), text("peers"), text("law")
)
BODY_ENDS = table_of("body_ends", ["body"], text("day"), text("kind"), text("successors"))  # bodies that are no more
UNITS = table_of(
    "units", ["body", "unit"], text("parent"), text("level"), text("name_ko"), text("name_en"), text("head")
)
ACTING = table_of("acting", ["body", "unit", "person", "begins"], text("head"), text("ends"))  # unit "": the body
PEOPLE = table_of(
    "people",
    ["person"],
    text("body"),
    text("unit"),
    whole("grade"),
    text("title_ko"),
    text("title_en"),
    text("name"),
)
ROLES = table_of("roles", ["person", "role", "body"], Column("held", Boolean))
ROSTER = table_of(
    "roster",
    ["year", "person"],
    text("body"),
    text("unit"),
    text("instrument"),
    text("profile"),
    text("first"),
    text("second"),
    text("ground"),  # why the person is not evaluated; null: he is
)
MOVEMENTS = table_of(
    "movements",
    ["person", "begins", "kind"],  # kind: transfer, or what he was away for
    text("body"),
    text("from_unit"),
    text("to_unit"),
    text("ends"),
)
INDICATORS = table_of(
    "indicators",
    ["year", "body", "code"],
    text("unit"),
    text("weight"),
    text("definition"),
    text("name_ko"),
    text("name_en"),
)
DATA_REQUESTS = table_of(
    "data_requests",
    ["year", "body", "number"],
    text("unit"),  # whose head answers; null: who answers for the body
    text("asker"),
    text("what"),
    text("due"),
    Column("waits", Boolean),
)
STRATEGIES = table_of("strategies", ["body", "strategy"], whole("until"), whole("review_by"))
DECIDES = table_of("committee_matters", ["body", "matter"], text("committee"))  # what a body has a committee for
ASSIGNMENTS = table_of("assignments", ["year", "body", "task", "subject"], text("owner"))
PHASES = table_of(
    "phases",
    ["year", "body", "phase"],
    text("state"),  # planned (moved before it opened), open, paused, closed
    text("opens"),  # opens, due and closes as they were when it opened
    text("due"),
    text("closes"),
    text("moved_opens"),
    text("moved_due"),
    whole("stood_still"),
    text("opened_at"),
    text("closed_at"),
    whole("reminders"),
    whole("escalations"),
    whole("missed"),
    Column("early", Boolean),
)
DONE = table_of(
    "done", ["year", "body", "phase", "task", "subject"], text("actor"), whole("at_position"), text("recorded_at")
)
MISSED = table_of(
    "missed",
    ["year", "body", "phase", "task", "subject"],
    text("owner"),
    text("unit"),
    text("due"),
    whole("at_position"),
)
