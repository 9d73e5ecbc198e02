"""Enter a seal: whose, what is engraved, the police number, the impression, who keeps it first (B8.4)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.seals import access
from gongzhi.seals.actions.locks import lock_estate
from gongzhi.seals.actions.making import make_seal
from gongzhi.seals.cites import CUSTODY
from gongzhi.seals.models import Seal
from gongzhi.seals.states import SealState
from gongzhi_law.seals import SEAL_NAMES, SealKind


@act
@official
def register_seal(
    *,
    estate: Estate,
    kind: str,
    body_id: int,
    engraved: str,
    made_on: date,
    basis_words: str,
    keeper_id: int,
    police_number: str = "",
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> Seal:
    """A seal of a standing body, with its first keeper, who confirms unless it is whoever enters it.

    Refuses everyone but stewards, and a second seal of the same kind of one body (重刻 is another act). Wrong input: words
    missing, a day to come, a body that has no such seal, a keeper who may not keep it, an impression that is no picture.
    """
    estate = lock_estate(estate)
    access.require_steward(by, estate, at=at)
    if kind not in set(SealKind):
        raise BadInput(_("请选择印章种类。"), {"kind": _("请选择")})
    body = access.body_with(estate, kind, body_id)
    if body is None:
        raise BadInput(_("请选择用章的组织。"), {"body_id": _("这个组织没有这种印章，请重选")})
    if Seal.objects.filter(estate=estate, body=body, kind=kind).exclude(state=SealState.VOID).exists():
        words = _("%(body)s已经登记了%(kind)s，一个组织同一种印章只有一枚。")
        said = {"body": body.name, "kind": SEAL_NAMES[SealKind(kind)]}
        raise Refused(Reason(words % said, CUSTODY, _("遗失、损坏的，办理挂失和重刻")))
    return make_seal(
        estate=estate,
        kind=kind,
        body=body,
        engraved=engraved,
        made_on=made_on,
        basis_words=basis_words,
        keeper_id=keeper_id,
        police_number=police_number,
        file_name=file_name,
        content=content,
        replaces=None,
        by=by,
        at=at,
    )
