"""The public journal of an estate: entries in order, the head of its tree, and proofs of inclusion (RFC 9162)."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from ninja import Router, Schema

from gongzhi.api.door import Asked, Door
from gongzhi.api.plain import Page, PageNumber, PageSize, instant, page_of
from gongzhi.kernel import merkle
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.kernel.integrator import integrate
from gongzhi.kernel.models import Entry
from gongzhi.places.models import Estate
from gongzhi.register.access import estate_public

router = Router()
public = Door(estate_public)


class JournalEntryOut(Schema):
    """One entry: `body` are the canonical bytes (RFC 8785), `leaf_hash` is SHA-256 over 0x00 and them."""

    position: int
    act: str
    ref: str
    by: str
    at: str
    recorded_at: str
    body: str
    leaf_hash: str


class HeadOut(Schema):
    """The head of the tree over the first `size` entries."""

    log: str
    size: int
    root: str


class ProofOut(HeadOut):
    """The audit path from one leaf to the head (RFC 9162 §2.1.3)."""

    position: int
    leaf_hash: str
    path: list[str]


@router.get("/estates/{slug:code}/journal", auth=public, response=Page[JournalEntryOut])
def journal(request: Asked, code: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """The entries of the estate's log in order; names are pseudonyms, free text stands as a commitment."""
    return page_of(_entries(request.here), page, size, _shown)


@router.get("/estates/{slug:code}/journal/head", auth=public, response=HeadOut)
def head(request: Asked, code: str) -> dict[str, Any]:
    """The head of the tree as it stands now."""
    integrate()
    leaves = _leaves(request.here)
    return {"log": _log(request.here), "size": len(leaves), "root": merkle.root(leaves).hex()}


@router.get("/estates/{slug:code}/journal/{int:position}/proof", auth=public, response=ProofOut)
def proof(request: Asked, code: str, position: int, size: int | None = None) -> dict[str, Any]:
    """That the entry at `position` stands in the tree of the first `size` entries (of all, if none is given)."""
    integrate()
    leaves = _leaves(request.here)
    whole = len(leaves) if size is None else size
    if not 0 < whole <= len(leaves):
        raise BadInput(_("树没有这么大。"), {"size": _("最多 %(n)s") % {"n": len(leaves)}})
    if position >= whole:
        raise NotHere
    leaves = leaves[:whole]
    return {
        "log": _log(request.here),
        "size": whole,
        "root": merkle.root(leaves).hex(),
        "position": position,
        "leaf_hash": leaves[position].hex(),
        "path": [step.hex() for step in merkle.inclusion(leaves, position)],
    }


def _log(estate: Estate) -> str:
    return f"estate:{estate.pk}"


def _entries(estate: Estate) -> QuerySet[Entry]:
    rows = Entry.objects.filter(log=_log(estate), position__isnull=False)
    return rows.select_related("position").order_by("position__position")


def _leaves(estate: Estate) -> list[bytes]:
    return [bytes(leaf) for leaf in _entries(estate).values_list("leaf_hash", flat=True)]


def _shown(entry: Entry) -> dict[str, Any]:
    return {
        "position": entry.position.position,
        "act": entry.act,
        "ref": entry.ref,
        "by": entry.by,
        "at": instant(entry.at),
        "recorded_at": instant(entry.recorded_at),
        "body": bytes(entry.body).decode(),
        "leaf_hash": bytes(entry.leaf_hash).hex(),
    }
