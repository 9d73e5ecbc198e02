"""Keep the photographs of an issue; part of the acts that take some."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.models import StoredFile
from gongzhi.issues.actions.opening import PHOTOS, Photo, store_photos
from gongzhi.issues.models import Issue, IssueFile
from gongzhi.kernel.errors import BadInput


def keep_photos(
    issue: Issue, photos: Iterable[Photo], *, stage: str, side: str = "", by: str, at: datetime
) -> list[StoredFile]:
    """The stored photographs, each once, not public; wrong input: more than one report or step may have."""
    given = list(photos)
    if len(given) > PHOTOS:
        raise BadInput(_("最多 %(n)s 张照片") % {"n": PHOTOS}, {"photos": _("照片太多")})
    files = store_photos(issue.estate, given, at=at)
    for stored in files:
        IssueFile.objects.get_or_create(
            estate=issue.estate,
            issue=issue,
            file_id=stored.pk,
            defaults={"stage": stage, "side": side, "by": by, "at": at},
        )
    return files
