"""Opening a stored file: the evidence behind a record, the document behind an order, a contract, a roster."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse

from gongzhi.desk.files import get_file_for, shown_type
from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.web.door import door


@door(get_file_for)
def file(request: HttpRequest, code: str, file_id: int) -> HttpResponse:
    """The bytes as they were stored; a PDF or photograph is shown, everything else is handed over to be kept."""
    stored: StoredFile = request.here  # type: ignore[attr-defined]
    content = file_content(stored)
    kind = shown_type(content)
    response = HttpResponse(content, content_type=kind or "application/octet-stream")
    way = "inline" if kind else "attachment"
    response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(stored.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
