"""Keep the file that proves how far an agreed item is; part of the acts that take one."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.actions.store_photo import store_photo
from gongzhi.documents.models import StoredFile
from gongzhi.documents.scans import is_scan
from gongzhi.kernel.errors import BadInput
from gongzhi.places.models import Division

PDF = b"%PDF-"
LARGEST = 25 * 1024 * 1024


def keep_proof(division: Division, *, file_name: str, content: bytes, at: datetime) -> StoredFile | None:
    """The stored file, of a photograph only its picture; None where none was given; wrong input: neither PDF nor photograph, above 25 MB."""
    if not content:
        return None
    if len(content) > LARGEST:
        raise BadInput(_("文件太大了。"), {"file": _("最大 25 MB，请换一个小的")})
    if content.startswith(PDF):
        name, kind = file_name or _("佐证"), "application/pdf"
        return store_file(division=division.code, name=name, content=content, content_type=kind, personal=False, at=at)
    if not is_scan(content):
        raise BadInput(_("佐证要 PDF 或者照片。"), {"file": _("这个文件打开不是 PDF 或者照片，请重新选")})
    try:
        return store_photo(division=division.code, name=file_name or _("照片"), content=content, personal=False, at=at)
    except BadInput as wrong:
        raise BadInput(wrong.text, {"file": wrong.text}) from wrong
