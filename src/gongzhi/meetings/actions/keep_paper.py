"""Keep the file or photograph that a community's act brings along; part of the acts that take one."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.models import StoredFile
from gongzhi.documents.scans import is_scan
from gongzhi.kernel.errors import BadInput
from gongzhi.places.models import Division

LARGEST = 10 * 1024 * 1024


def keep_paper(division: Division, *, name: str, content: bytes, content_type: str, at: datetime) -> StoredFile | None:
    """The stored file, or None where none was given; wrong input: neither a PDF nor a photograph, above 10 MB."""
    if not content:
        return None
    if len(content) > LARGEST:
        raise BadInput(_("附件超过 10 MB。"), {"file": _("请压缩或者只传有关的几页")})
    if not is_scan(content):
        raise BadInput(_("附件要 PDF 或者照片。"), {"file": _("这个文件打开不是 PDF 或者照片，请重新选")})
    return store_file(
        division=division.pk, name=name or _("附件"), content=content, content_type=content_type, personal=True, at=at
    )
