"""Keep the file that proves what an act records; part of the acts that take one."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.models import StoredFile
from gongzhi.documents.scans import is_scan
from gongzhi.kernel.errors import BadInput
from gongzhi.places.models import Estate


def keep_evidence(
    estate: Estate, *, file_name: str, content: bytes, content_type: str, at: datetime, personal: bool = False
) -> StoredFile | None:
    """The stored file, or None where none was given; wrong input: neither a PDF nor a photograph."""
    if not content:
        return None
    if not is_scan(content):
        raise BadInput(_("佐证要 PDF 或者照片。"), {"file": _("这个文件打开不是 PDF 或者照片，请重新选")})
    return store_file(
        estate_id=estate.pk,
        name=file_name or _("佐证"),
        content=content,
        content_type=content_type,
        personal=personal,
        at=at,
    )
