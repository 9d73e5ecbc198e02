"""Write down that a body exists, on what it rests, since when."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.scope import log_of
from gongzhi.bodies.states import BodyState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Estate

FORMED = journal.event("bodies.body.formed", kind=Fact.WORD, name=Fact.TEXT, ground=Fact.TEXT, formed_on=Fact.DAY)


@act
def form_body(
    *,
    estate: Estate | None = None,
    division: Division | None = None,
    kind: str,
    name: str,
    basis: str,
    formed_on: date,
    basis_entry: int | None = None,
    department: str = "",
    parent: Body | None = None,
    by: Person,
    at: datetime,
) -> Body:
    """A standing body of `kind` in an estate or over a division, on a document or decision (`basis`).

    Refuses whoever may not record this kind (`access.recorders`) and a second standing body of a kind of which an
    estate has one (L4.4). Wrong input: no name, no basis, a day to come, not exactly one scope.
    """
    if (estate is None) == (division is None):
        raise BadInput(_("组织属于一个小区，或者属于一个社区、街道，只能选一个。"), {"kind": _("请重选")})
    if estate is not None:
        Estate.objects.select_for_update().get(pk=estate.pk)
    access.require_in(by, estate, division, *access.recorders(kind), at=at)
    missing = {f: _("必填") for f, value in (("name", name), ("basis", basis)) if not value.strip()}
    if missing:
        raise BadInput(_("请写明组织名称和成立依据。"), missing)
    if formed_on > law_day(at):
        raise BadInput(_("成立日期不能晚于今天。"), {"formed_on": _("请核对")})
    same = Body.objects.filter(estate=estate, division=division, kind=kind).exclude(state=BodyState.ENDED).first()
    if same is not None and kind not in (
        Body.Kind.PARTY_ESTATE,
        Body.Kind.THIRD_PARTY,
        Body.Kind.DEPARTMENT,
        Body.Kind.UTILITY,
        Body.Kind.FIRM,
        Body.Kind.PROJECT,
    ):
        words = _("这里已经有%(kind)s（%(name)s），同时只能有一个。")
        raise Refused(
            Reason(
                words % {"kind": same.get_kind_display(), "name": same.name},
                remedy=_("先办理原组织的终止，或者给它开新的一届"),
            )
        )
    entry = journal.record(
        FORMED,
        ref=f"estate:{estate.pk}" if estate is not None else f"division:{division.code}",  # type: ignore[union-attr]
        by=keys.pseudonym(estate.pk if estate else None, by.pk),
        at=at,
        **log_of(estate, division),
        kind=kind,
        name=name.strip(),
        ground=basis.strip(),
        formed_on=formed_on,
        basis=basis_entry,
    )
    return Body.objects.create(
        estate=estate,
        division=division,
        kind=kind,
        name=name.strip(),
        department=department,
        parent=parent,
        state=BodyState.STANDING,
        basis=basis.strip(),
        basis_entry=basis_entry,
        formed_on=formed_on,
        entry=entry.pk,
    )
