"""The public page of a document, and the document itself."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import linebreaksbr

from gongzhi.documents import access, queries, word
from gongzhi.documents.models import OFFICIAL, Document
from gongzhi.documents.sections import numbered
from gongzhi.web.door import Entered, door


@door(access.get_document_for)
def document(request: Entered, document_id: int) -> HttpResponse:
    """What was published, to be read on a phone; when, under which number and hash, and the way back to its estate or community."""
    found = request.here
    code, _slash, serial = found.data.get("assembly", "").partition("/")
    code = code or found.data.get("estate", "")
    context = {
        "document": found,
        "page_url": queries.address_of(found),
        "sections": _shown(found),
        "signed_by": queries.body_of(found.data)["signed_by"],
        "is_official": found.template == OFFICIAL,
        "estate_url": f"/e/{code}/" if code else "",
        "community_url": f"/c/{found.division_id}/" if found.division_id else "",
        "assembly_url": f"/e/{code}/assemblies/{serial}/" if serial else "",
    }
    return render(request, "documents/document.html", context)


def _shown(found: Document) -> list[dict[str, Any]]:
    """The sections with their tables as the page draws them."""
    sections = numbered(found.data.get("sections") or ()) if found.template == OFFICIAL else []
    for section in sections:
        table = section["table"]
        if table:
            section["shown"] = {
                "label": section["heading"] or found.title,
                "columns": [{"label": label} for label in table["head"]],
                "rows": [
                    {"cells": [linebreaksbr(cell or "—", autoescape=True) for cell in row]} for row in table["rows"]
                ],
            }
    return sections


@door(access.get_document_for)
def pdf(request: Entered, document_id: int) -> HttpResponse:
    """The document as PDF."""
    found = request.here
    response = HttpResponse(queries.typeset(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.kind}-{found.year}-{found.serial}.pdf"'
    return response


@door(access.get_official_for)
def docx(request: Entered, official_id: int) -> HttpResponse:
    """The official document as a Word file."""
    found = request.here
    response = HttpResponse(queries.word_of(found), content_type=word.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{found.kind}-{found.year}-{found.serial}.docx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
