"""What the clock of a phase asks for before it closes it: nobody's to order, and only once the days are over."""

from __future__ import annotations

from domain.cycle import CycleOpened, require_cycle, require_phase_rule
from domain.ids import phase_stream
from domain.messages import Facts
from domain.phase import PHASE
from domain.phase_refusals import NotYet
from domain.phase_rules import AtClose
from domain.roles import require_engine
from domain.window import window_of


def closing(facts: Facts, about: tuple[int, str, str], what: AtClose) -> CycleOpened | None:
    """Return the year as the body has it, if the rules of the phase *about* (year, body, phase) ask for *what*.

    Raises:
        Refusal: a person asks, or the phase's days are not over.
    """
    year, body, phase = about
    require_engine(facts, body)
    cycle, opened = require_cycle(facts, year, body)
    rule = require_phase_rule(opened, phase)
    if rule.at_close != what:
        return None
    ends = window_of(cycle, rule, facts.read(PHASE, phase_stream(*about))).ends
    if facts.at < ends:
        raise NotYet(year=year, body=body, phase=phase, at=ends)
    return opened
