"""Who holds a unit: the one place where holdings begin and end."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from gongzhi.register.actions.owner_rows import document_index, owner_row, set_phone
from gongzhi.register.models import Holding, Owner, Unit


def set_holders(unit: Unit, owner_ids: Iterable[int], *, on: date) -> None:
    """Lets exactly these owners hold the unit from `on`; what ends keeps its row, nothing is overwritten."""
    wanted = set(owner_ids)
    current = list(Holding.objects.filter(unit=unit, until_on__isnull=True))
    ending = [holding for holding in current if holding.owner_id not in wanted]
    for holding in ending:
        holding.until_on = max(on, holding.from_on)
    Holding.objects.bulk_update(ending, ["until_on"])
    Holding.objects.bulk_create(
        Holding(estate_id=unit.estate_id, unit=unit, owner_id=owner_id, from_on=on)
        for owner_id in sorted(wanted - {holding.owner_id for holding in current})
    )


def known_or_new(unit: Unit, given: Sequence[Mapping[str, str]]) -> list[Owner]:
    """The owners meant by `given` (name, document, phone, kind): found by document, else among the unit's own, else new.

    A known owner gets a number where the register had none; a number that is already there is never replaced
    here.
    """
    mine = {holding.owner for holding in unit.holdings.filter(until_on__isnull=True).select_related("owner")}
    found = []
    for one in given:
        index = document_index(one["document"])
        owner = (
            Owner.objects.filter(estate_id=unit.estate_id, document_index=index).first()
            if index
            else next((o for o in mine if o.shown_name() == one["name"] and not o.document_index), None)
        )
        if owner is None:
            owner = owner_row(unit.estate_id, **{k: one[k] for k in ("kind", "name", "document", "phone")})
            owner.save()
        elif one["phone"] and owner.phone is None:
            set_phone(owner, one["phone"])
            owner.save(update_fields=["phone", "phone_index"])
        found.append(owner)
    return found
