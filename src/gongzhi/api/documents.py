"""Published documents: number, data, hash; the PDF has its own public address."""

from typing import Any

from ninja import Router, Schema

from gongzhi.api.door import Asked, Door
from gongzhi.api.plain import Page, PageNumber, PageSize, instant, page_of
from gongzhi.bodies import upkeep_access
from gongzhi.documents.access import get_document_for
from gongzhi.documents.models import Document
from gongzhi.documents.queries import address_of
from gongzhi.register.access import estate_public

router = Router()


class DocumentOut(Schema):
    """A published document."""

    id: int
    number: str
    kind: str
    title: str
    at: str
    sha256: str
    address: str


class DocumentWhole(DocumentOut):
    """A published document with the data it was set from."""

    data: dict[str, Any]


def shown(document: Document) -> dict[str, Any]:
    """A document without its data."""
    return {
        "id": document.pk,
        "number": document.number,
        "kind": document.kind,
        "title": document.title,
        "at": instant(document.at),
        "sha256": document.sha256,
        "address": address_of(document),
    }


@router.get("/estates/{slug:code}/documents", auth=Door(estate_public), response=Page[DocumentOut])
def documents(request: Asked, code: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """What was published in an estate, newest first."""
    return page_of(Document.objects.filter(estate_id=request.here.pk).order_by("-pk"), page, size, shown)


@router.get(
    "/divisions/{slug:division}/documents", auth=Door(upkeep_access.community_public), response=Page[DocumentOut]
)
def documents_above(request: Asked, division: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """What was published in a community or street itself, above its estates, newest first."""
    return page_of(Document.objects.filter(division_id=request.here.pk).order_by("-pk"), page, size, shown)


@router.get("/documents/{int:document_id}", auth=Door(get_document_for), response=DocumentWhole)
def document(request: Asked, document_id: int) -> dict[str, Any]:
    """One published document with the data it was set from."""
    return {**shown(request.here), "data": request.here.data}
