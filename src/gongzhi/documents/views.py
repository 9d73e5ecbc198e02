"""The public page of a document, and the document itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongzhi.documents import access, queries
from gongzhi.web.door import door


@door(access.get_document_for)
def document(request: HttpRequest, document_id: int) -> HttpResponse:
    """What was published, when, under which number and hash."""
    found = request.here
    return render(request, "documents/document.html", {"document": found, "page_url": queries.address_of(found)})


@door(access.get_document_for)
def pdf(request: HttpRequest, document_id: int) -> HttpResponse:
    """The document as PDF."""
    found = request.here
    response = HttpResponse(queries.typeset(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.kind}-{found.year}-{found.serial}.pdf"'
    return response
