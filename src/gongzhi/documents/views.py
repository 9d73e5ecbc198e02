"""The public page of a document, and the document itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongzhi.documents import access, queries
from gongzhi.web.door import door


@door(access.get_document_for)
def document(request: HttpRequest, document_id: int) -> HttpResponse:
    """What was published, to be read on a phone; when, under which number and hash, and the way back to its estate or community."""
    found = request.here
    code, _slash, serial = found.data.get("assembly", "").partition("/")
    code = code or found.data.get("estate", "")
    context = {
        "document": found,
        "page_url": queries.address_of(found),
        "estate_url": f"/e/{code}/" if code else "",
        "community_url": f"/c/{found.division_id}/" if found.division_id else "",
        "assembly_url": f"/e/{code}/assemblies/{serial}/" if serial else "",
    }
    return render(request, "documents/document.html", context)


@door(access.get_document_for)
def pdf(request: HttpRequest, document_id: int) -> HttpResponse:
    """The document as PDF."""
    found = request.here
    response = HttpResponse(queries.typeset(found), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{found.kind}-{found.year}-{found.serial}.pdf"'
    return response
