"""Take a seal, or a request with its seal, for an act on it; and where the act is journaled."""

from typing import Any

from django.utils.translation import gettext as _

from gongzhi.kernel import keys
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.seals.cites import LOSS
from gongzhi.seals.models import Seal, SealRequest
from gongzhi.seals.states import SealState


def lock_estate(estate: Estate) -> Estate:
    """The estate, locked: serial numbers of its seals and requests are given one after another."""
    return Estate.objects.select_for_update(of=("self",), no_key=True).select_related("community").get(pk=estate.pk)


def lock_seal(seal: Seal) -> Seal:
    """The seal with its body and estate, locked until the act is over."""
    estate = lock_estate(seal.estate)
    rows = Seal.objects.select_for_update(of=("self",)).select_related("body__estate__community")
    locked = rows.get(pk=seal.pk)
    locked.estate = locked.body.estate = estate
    return locked


def lock_request(request: SealRequest) -> SealRequest:
    """The request with its seal, both locked, the seal first."""
    seal = lock_seal(request.seal)
    rows = SealRequest.objects.select_for_update(of=("self",)).select_related("resolution", "decision")
    locked = rows.get(pk=request.pk)
    locked.seal, locked.estate = seal, seal.estate
    return locked


def logged(seal: Seal, by: Person, ref: str = "") -> dict[str, Any]:
    """`ref`, log and `by` of an act on a seal by a person."""
    estate = seal.estate.pk
    return {"ref": ref or f"seal:{seal.pk}", "estate_id": estate, "by": keys.pseudonym(estate, by.pk)}


def must_be_kept(seal: Seal) -> None:
    """Refuses every use of a seal that is lost, damaged, held back or void (L4.3)."""
    if seal.state != SealState.KEPT:
        words = _("这枚印章现在是“%(state)s”，期间的用印请求一律不能办理。") % {"state": seal.get_state_display()}
        raise Refused(Reason(words, LOSS, _("看挂失、重刻进度"), f"/desk/e/{seal.estate.code}/seals/{seal.pk}/"))


def filled(**texts: str) -> dict[str, str]:
    """The texts without blanks around them; wrong input: one of them is empty."""
    found = {name: text.strip() for name, text in texts.items()}
    if missing := {name: _("必填") for name, text in found.items() if not text}:
        raise BadInput(_("还没有写全。"), missing)
    return found
