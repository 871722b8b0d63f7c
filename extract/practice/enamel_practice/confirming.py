"""How a visit gets confirmed in the book."""

from datetime import datetime, timedelta

from enamel_practice import trail
from enamel_practice.definitions import DEF
from enamel_practice.model import Visit, World, moment


def confirm(world: World, visit: Visit, known: datetime, does: bool) -> datetime:
    """Note a confirmation some day ahead, if there is one and its day has come.

    It comes as an answer to the request, if there was one, or by phone.

    Args:
        world: The practice.
        visit: The visit, at the time it stands at.
        known: When it got that time.
        does: Whether its patient will confirm.

    Returns:
        When it was confirmed, or `known`.
    """
    slot, dice = visit.slot, visit.member.family.dice
    if slot is None or not does:
        return known
    stand, request = visit.stands[-1], visit.stands[-1].sent
    first = (slot.day - known.date()).days
    at = moment(dice, slot.day - timedelta(days=min(first, dice.integer(1, 3))))
    at = max(at, (request.at if request else known) + timedelta(minutes=5))
    says: tuple[str, ...] = ("conf_yes", "conf_left")
    if request and not request.calls:
        at, says = request.answer, ("conf_sms",) if request.by_text else ("conf_yes",)
    if at < world.config.now and at.date() < slot.day:
        visit.confirmed = DEF[dice.pick(says)]
        visit.edited = stand.confirmed = at
        trail.note(world, visit, trail.CHANGED, at)
        return at
    return known
