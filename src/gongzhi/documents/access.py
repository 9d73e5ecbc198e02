"""Published documents are for everyone."""

from datetime import datetime
from typing import Any

from gongzhi.documents.models import OFFICIAL, Document
from gongzhi.kernel.errors import NotHere
from gongzhi.web.door import open_to_strangers


@open_to_strangers
def get_document_for(person: Any, *, at: datetime, document_id: int, **where: Any) -> Document:
    """The published document, whoever asks."""
    found = Document.objects.filter(pk=document_id).first()
    if found is None:
        raise NotHere
    return found


@open_to_strangers
def get_official_for(person: Any, *, at: datetime, official_id: int, **where: Any) -> Document:
    """The published document where it is an official letter, which alone is there as a Word file."""
    found = Document.objects.filter(pk=official_id, template=OFFICIAL).first()
    if found is None:
        raise NotHere
    return found
