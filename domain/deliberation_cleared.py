"""A recusal by law ends with what it rested on: the log is asked again, and the member takes part once more.

Who stepped back of his own will, or was excluded after a challenge, stays away from the item.
"""

from __future__ import annotations

from domain.deliberation_commands import ClearConflict
from domain.deliberation_facts import DeliberationEvent
from domain.deliberation_refusals import ItemOutOfTurn
from domain.deliberation_vote_refusals import IsRecused
from domain.refusals import Refusal
from domain.sitting import Sitting


class NotByLaw(Refusal):
    """Only what the log computed ends by itself."""

    code = "recusal.not-by-law"
    ko = (
        "{member}은(는) 회피하였거나 기피가 인용되어 '{item}' 안건에서 제외되었습니다. "
        "제척이 아니므로 사유가 끝나도 해소되지 않습니다."
    )
    en = "{member} stays away from the item '{item}' by his own will or after a challenge. That does not end by itself."


class OwnConflict(Refusal):
    """Nobody lets himself take part again."""

    code = "recusal.own"
    ko = "{member} 본인의 제척은 본인이 해소할 수 없습니다. 다른 위원장이나 위원회 간사 부서에 요청하십시오."
    en = "{member} cannot clear his own recusal. Another chair, or the office that keeps the records, does."


def clear(command: ClearConflict, sitting: Sitting) -> list[DeliberationEvent]:
    """Return that a member takes part again; [] if nothing keeps him away.

    Raises:
        Refusal: something ties him still, it was no recusal by law, or the item was called.
    """
    item = sitting.item(command.item)
    sitting.by_its_office()
    sitting.before_its_end()
    entered = item.recused.get(command.member)
    if entered is None:
        return []
    about = {"member": command.member, "item": command.item}
    if sitting.actor == command.member:
        raise OwnConflict(**about)
    if entered.kind != "law":
        raise NotByLaw(**about)
    if item.stage != "tabled":
        raise ItemOutOfTurn(item=command.item, stage=item.stage)
    if tied := sitting.conflicts(item, command.member):
        raise IsRecused(actor=command.member, item=command.item, ground=tied[0].ground)
    return list(sitting.cleared(item, [command.member]))
