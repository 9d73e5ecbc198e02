"""Opening a stored file: the evidence behind a record, the document behind an order, a contract, a roster."""

from urllib.parse import quote

from django.http import HttpResponse

from gongzhi.desk.files import get_file_above_for, get_file_for, shown_type
from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.fund.actions.note_look import is_noted, note_look
from gongzhi.places.models import Estate
from gongzhi.web.door import Entered, door


@door(get_file_for)
def file(request: Entered, code: str, file_id: int) -> HttpResponse:
    """The bytes as they were stored; a PDF or photograph is shown, everything else is handed over to be kept.

    What an auditor opens of vouchers and bank papers stands in the journal.
    """
    stored: StoredFile = request.here
    estate = Estate.objects.get(pk=stored.estate_id)
    if is_noted(request.person, estate, stored, at=request.at):
        note_look(estate=estate, stored=stored, by=request.person, at=request.at)
    return _opened(stored)


@door(get_file_above_for)
def file_above(request: Entered, division: str, above_file_id: int) -> HttpResponse:
    """A file that hangs on a topic or an agreed item of a community's joint meeting."""
    return _opened(request.here)


def _opened(stored: StoredFile) -> HttpResponse:
    content = file_content(stored)
    kind = shown_type(content)
    response = HttpResponse(content, content_type=kind or "application/octet-stream")
    way = "inline" if kind else "attachment"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(stored.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
