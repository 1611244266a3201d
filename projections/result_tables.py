"""The tables of results: values, scores, grades, notices, objections, pay."""

from __future__ import annotations

from sqlalchemy import Boolean, Column

from projections.columns import table_of, text, whole

VALUES = table_of(
    "indicator_values",
    ["year", "body", "code", "phase"],
    text("value"),
    Column("estimate", Boolean),
    text("effective_on"),
    text("recorded_at"),
    whole("at_position"),
)
INDICATOR_SCORES = table_of("indicator_scores", ["year", "body", "code"], text("unit"), text("score"), text("made_of"))
ORGANISATION_SCORES = table_of("organisation_scores", ["year", "body", "unit"], text("score"), text("weight"))
COMPONENTS = table_of("components", ["year", "person", "component"], text("score"), text("made_of"))
RESULTS = table_of(
    "results",
    ["year", "person"],
    text("body"),
    text("total"),
    whole("edition"),
    text("ground"),
    whole("at_position"),
)
POOLS = table_of(
    "pools",
    ["year", "body", "pool"],
    whole("persons"),
    text("merged"),
    text("state"),  # formed, tied, graded
    text("counts"),
    Column("waived", Boolean),
    text("tie"),
    whole("at_position"),
)
GRADES = table_of(
    "grades",
    ["year", "body", "person"],
    text("pool"),
    text("grade"),
    text("pay_grade"),
    whole("rank"),
    text("margin"),
    Column("boundary", Boolean),
    text("pending"),  # the lower grade that waits for the committee's decision
    whole("at_position"),
)
DECISIONS = table_of(
    "decisions",  # about a person's result that are no score
    ["year", "person", "decision"],  # lowest: the grade by decision; exempt: not evaluated
    text("ground"),  # null: what was decided first holds no longer
    whole("days"),  # of service
    whole("at_position"),
)
PROMOTIONS = table_of(
    "promotions",
    ["year", "body", "phase", "person"],
    whole("edition"),  # of the list; a row of an older one is history
    text("as_of"),
    whole("grade"),
    whole("place"),
    whole("among"),
    text("points"),
    text("years"),
    text("ground"),  # why the person has no place
    whole("at_position"),
)
NOTICES = table_of(
    "notices",
    ["year", "person"],
    text("body"),
    whole("edition"),
    text("told"),
    text("object_by"),
    text("notified_at"),
    text("received_at"),
    whole("at_position"),
)
OBJECTIONS = table_of(
    "objections",
    ["year", "person", "edition"],
    text("body"),
    text("state"),  # filed, consulted, decided, appealed, escalated, overdue, withdrawn, final
    whole("rung"),
    text("due"),
    whole("grounds"),
    text("outcome"),
    text("filed_at"),
    whole("at_position"),
)
PAY = table_of(
    "pay",
    ["year", "person"],
    text("body"),
    whole("pay_year"),
    text("pay_class"),
    text("pay_grade"),
    text("base"),
    text("rate"),
    text("amount"),
    text("additions"),
    text("ground"),
    whole("edition"),
    Column("provisional", Boolean),
    text("first_amount"),
    text("barred"),
    text("clawed_back"),
    whole("at_position"),
)
