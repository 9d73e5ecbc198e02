"""Propose a change of the register; a second person accepts it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.people.queries import normal_phone
from gongzhi.places.models import Estate
from gongzhi.register import access
from gongzhi.register.actions.ask_correction import LONGEST, seal_change, seal_words
from gongzhi.register.models import Claim, Correction, Owner, Unit
from gongzhi.register.states import REQUEST_MOVES, RequestState

PROPOSED = journal.event("register.correction.proposed", correction=Fact.NUMBER, unit=Fact.WORD, what=Fact.WORD)
What = Correction.What


@act
def propose_correction(
    *,
    unit: Unit,
    what: str,
    change: Mapping[str, Any],
    reason: str,
    by: Person,
    at: datetime,
    owner: Owner | None = None,
    correction: Correction | None = None,
) -> Correction:
    """Writes down what would change: area, owners, name, phone or claim, with the reason or the owner's own words.

    `change` is {area, source} · {owners: [{name, document, phone, kind}], from_on} · {name} · {phone} ·
    {claim} ·
    {note}. Refuses anyone but the keepers of the register and a change that cannot be carried out.
    """
    estate = Estate.objects.select_for_update().get(pk=unit.estate_id)
    access.require_keeper(by, estate, at=at)
    checked = _checked(unit, what, change, owner)
    actor = keys.pseudonym(estate.pk, by.pk)
    if correction is None:
        if not reason.strip() or len(reason) > LONGEST:
            raise BadInput(_("请写明更正的理由和依据。"), {"reason": _("必填，最多一千字")})
        correction = Correction(
            estate=estate, unit=unit, asked=seal_words(estate.pk, reason.strip()), asked_by=actor, at=at
        )
    else:
        correction = Correction.objects.select_for_update().get(pk=correction.pk, unit=unit)
        check_move(REQUEST_MOVES, RequestState(correction.state), RequestState.PROPOSED)
    correction.what, correction.owner = what, owner
    correction.change, correction.proposed_by = seal_change(estate.pk, checked), actor
    correction.state = RequestState.PROPOSED
    correction.save()
    journal.record(
        PROPOSED,
        ref=f"correction:{correction.pk}",
        estate_id=estate.pk,
        by=actor,
        at=at,
        correction=correction.pk,
        unit=keys.alias(estate.pk, "unit", unit.pk),
        what=what,
    )
    return correction


def _checked(unit: Unit, what: str, change: Mapping[str, Any], owner: Owner | None) -> dict[str, object]:
    if what in (What.NAME, What.PHONE) and not _holds(unit, owner):
        raise BadInput(_("请选这套房屋的一位业主。"), {"owner": _("请选择")})
    if what == What.AREA:
        return _area(change)
    if what == What.NAME:
        return {"name": _text(change, "name", _("姓名"))}
    if what == What.PHONE:
        return {"phone": normal_phone(str(change.get("phone", "")))}
    if what == What.OWNERS:
        return _owners(change)
    if what == What.CLAIM:
        return _claim(unit, change)
    if what == What.OTHER:
        return {"note": _text(change, "note", _("说明"))}
    raise BadInput(_("请选要更正的是哪一项。"), {"what": _("请选择")})


def _holds(unit: Unit, owner: Owner | None) -> bool:
    return owner is not None and unit.holdings.filter(owner=owner, until_on__isnull=True).exists()


def _text(change: Mapping[str, Any], field: str, label: str) -> str:
    text = str(change.get(field, "")).strip()
    if not text or len(text) > LONGEST:
        raise BadInput(_("请填写：%(label)s") % {"label": label}, {field: _("必填")})
    return text


def _area(change: Mapping[str, Any]) -> dict[str, object]:
    area, source = change.get("area"), change.get("source")
    if not isinstance(area, int) or area <= 0:
        raise BadInput(_("面积须大于零。"), {"area": _("请写大于零的面积")})
    if source not in Unit.AreaSource.values:
        raise BadInput(_("请选面积的来源。"), {"source": _("请选择")})
    return {"area": area, "source": str(source)}


def _owners(change: Mapping[str, Any]) -> dict[str, object]:
    rows = [
        {field: str(row.get(field, "")).strip() for field in ("name", "document", "phone", "kind")}
        for row in change.get("owners") or ()
    ]
    rows = [row for row in rows if row["name"]]
    if not rows or any(row["kind"] not in Owner.Kind.values for row in rows):
        raise BadInput(_("请至少写一位业主的姓名。"), {"owners": _("必填")})
    from_on = change.get("from_on")
    if not isinstance(from_on, date):
        raise BadInput(_("请写从哪一天起。"), {"from_on": _("必填")})
    return {"owners": rows, "from_on": from_on.isoformat()}


def _claim(unit: Unit, change: Mapping[str, Any]) -> dict[str, object]:
    claim = Claim.objects.filter(
        pk=int(change.get("claim") or 0), estate=unit.estate_id, elector__places__unit=unit, until_at__isnull=True
    ).first()
    if claim is None:
        raise NotHere
    return {"claim": claim.pk}
