"""Keep the photograph of an impression; part of the acts that log a use."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_photo import store_photo
from gongzhi.documents.models import StoredFile
from gongzhi.kernel.errors import BadInput
from gongzhi.places.models import Estate


def keep_photo(estate: Estate, *, file_name: str, content: bytes, at: datetime) -> StoredFile:
    """The picture alone, redrawn without place, time and phone. Wrong input: none, or no photograph."""
    if not content:
        raise BadInput(_("用印要附照片。"), {"file": _("请拍一张盖好章的文件")})
    try:
        return store_photo(estate_id=estate.pk, name=file_name or _("照片"), content=content, personal=True, at=at)
    except BadInput as wrong:
        raise BadInput(wrong.text, {"file": wrong.text}) from wrong
