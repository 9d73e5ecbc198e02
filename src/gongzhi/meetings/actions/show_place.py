"""Keep a photograph of the place where a sitting was held (B2.5: 现场办公存地点照片)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_photo import store_photo
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import joint_access
from gongzhi.meetings.actions.lock_sitting import lock_sitting, must_be
from gongzhi.meetings.cites import TABLE
from gongzhi.meetings.models import Sitting
from gongzhi.meetings.queries.joint_scope import signed
from gongzhi.meetings.states import SittingState
from gongzhi.people.models import Person

SHOWN = journal.event("meetings.place.shown", sitting=Fact.NUMBER, sha256=Fact.HASH)


@act
@official
def show_place(*, sitting: Sitting, photo_name: str, photo: bytes, by: Person, at: datetime) -> Sitting:
    """One photograph, without its metadata, while the sitting is held or its minutes are written; it is not replaced.

    For whoever prepares sittings; refuses everyone else and a second photograph. Wrong input: no photograph.
    """
    sitting = lock_sitting(sitting.pk)
    joint_access.require_preparer(by, sitting.division, at=at)
    must_be(sitting, (SittingState.SITTING, SittingState.CLOSED), _("开会当场或者散会以后存照片"))
    if sitting.photo_id is not None:
        raise Refused(Reason(_("照片已经存好，不再更换。"), cite=TABLE, remedy=_("看已存的照片")))
    stored = store_photo(division=sitting.division_id, name=photo_name, content=photo, personal=True, at=at)
    journal.record(
        SHOWN,
        **signed(sitting.division, by, f"sitting:{sitting.pk}"),
        at=at,
        sitting=sitting.pk,
        sha256=stored.sha256,
    )
    sitting.photo_id = stored.pk
    sitting.save(update_fields=["photo_id"])
    return sitting
