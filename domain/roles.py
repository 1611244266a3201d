"""Roles: who may give which orders. They are facts of the log, read at the moment of the decision."""

from __future__ import annotations

from domain.ids import SYSTEM
from domain.messages import Facts
from domain.refusals import NotAllowed

FOUR_EYES = frozenset(  # whoever holds one of these decides scores, results or who decides them: two must want it
    {
        "auditor",
        "budget-office",
        "evaluation-committee",
        "evaluation-office",
        "gpec",
        "hr",
        "inspector",
        "mileage-board",
        "operator",
        "plan-reviewer",
        "programme-rater",
        "qualification-board",
        "qualification-office",
        "taskforce",
        "verifier",
    }
)


def require_role(facts: Facts, role: str, body: str) -> None:
    """Let the actor pass if he holds *role* in *body* now; the engine itself holds every operator's right.

    Raises:
        NotAllowed: the actor has no such role.
    """
    if facts.actor != SYSTEM and not facts.holds(role, body):
        raise NotAllowed(actor=facts.actor, role=role, body=body)


def require_engine(facts: Facts, body: str) -> None:
    """Let only the engine itself pass: what follows from facts is nobody's to order.

    Raises:
        NotAllowed: a person asks.
    """
    if facts.actor != SYSTEM:
        raise NotAllowed(actor=facts.actor, role=SYSTEM, body=body)
