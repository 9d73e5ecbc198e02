"""Keep the PDF or photograph that an act brings along; part of every act of meetings that takes one."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_file import store_file
from gongzhi.documents.actions.store_photo import store_photo
from gongzhi.documents.models import StoredFile
from gongzhi.documents.scans import is_scan
from gongzhi.kernel.errors import BadInput
from gongzhi.places.models import Division, Estate

PDF = b"%PDF-"
LARGEST = 25 * 1024 * 1024


def keep_paper(
    where: Estate | Division, *, file_name: str, content: bytes, at: datetime, personal: bool = True
) -> StoredFile | None:
    """The stored file, of a photograph only its picture; None where none was given.

    What it is, its first bytes say. Wrong input: neither a PDF nor a photograph, above 25 MB.
    """
    if not content:
        return None
    if len(content) > LARGEST:
        raise BadInput(_("文件太大了。"), {"file": _("最大 25 MB，请换一个小的")})
    if not is_scan(content):
        raise BadInput(_("附件要 PDF 或者照片。"), {"file": _("这个文件打开不是 PDF 或者照片，请重新选")})
    estate_id, code = (where.pk, None) if isinstance(where, Estate) else (None, where.pk)
    if not content.startswith(PDF):
        try:
            return store_photo(
                estate_id=estate_id,
                division=code,
                name=file_name or _("照片"),
                content=content,
                personal=personal,
                at=at,
            )
        except BadInput as wrong:
            raise BadInput(wrong.text, {"file": wrong.text}) from wrong
    return store_file(
        estate_id=estate_id,
        division=code,
        name=file_name or _("附件"),
        content=content,
        content_type="application/pdf",
        personal=personal,
        at=at,
    )
