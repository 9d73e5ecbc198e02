"""Give a superior's table up."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import machine_access as access
from gongzhi.issues.models import Layout
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

DROPPED = journal.event("issues.layout.dropped", layout=Fact.NUMBER)


@act
def drop_layout(*, layout: Layout, by: Person, at: datetime) -> Layout:
    """The table is offered no more. Refuses everyone but community and street, and one given up before."""
    layout = Layout.objects.select_for_update(of=("self",)).select_related("division").get(pk=layout.pk)
    access.require_over(by, layout.division, *access.OFFICES, at=at)
    if layout.ended_at is not None:
        raise Refused(Reason(_("这张表样已经停用。"), remedy=_("看在用的表样")))
    layout.ended_at = at
    layout.save(update_fields=["ended_at"])
    journal.record(
        DROPPED,
        ref=f"division:{layout.division_id}",
        office=str(layout.division_id),
        by=keys.pseudonym(None, by.pk),
        at=at,
        layout=layout.pk,
    )
    return layout
