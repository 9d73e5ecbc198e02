"""What is due about letters: for the firm to answer in time, for the side that wrote to ask for a whistle where nobody did."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body
from gongzhi.issues.models import Issue, Letter, Source
from gongzhi.issues.queries.letters import WAITING, overdue
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate

K = Capacity.Kind
WRITERS = {
    Body.Kind.COMMITTEE: K.COMMITTEE,
    Body.Kind.INTERIM: K.INTERIM,
    Body.Kind.SELF_MANAGED: K.SELF_MANAGED,
}
Found = dict[int, list[Duty]]


def duties_over(estates: Mapping[int, Estate], at: datetime) -> Found:
    """Duties of many estates by estate number, in two statements."""
    found: Found = defaultdict(list)
    on = law_day(at)
    asked = Issue.objects.filter(estate__in=list(estates), source=Source.LETTER).exclude(source_ref="")
    known = set(asked.values_list("estate_id", "source_ref"))
    rows = Letter.objects.filter(estate__in=list(estates), state__in=WAITING).select_related("body")
    for row in rows.order_by("due_on", "pk"):
        estate = estates[row.estate_id]
        url = reverse("issues:letter", args=[estate.code, row.serial])
        words = {"number": row.number, "to": row.addressee}
        if row.addressee_kind == Letter.Addressee.FIRM:
            title = _("答复函件 %(number)s") % words
            found[estate.pk].append(Duty(title, row.due_on, str(K.FIRM.label), row.due_cite, url))
        if overdue(row, on=on) and (estate.pk, row.number) not in known:
            title = _("%(to)s逾期没有答复 %(number)s，可以请社区吹哨") % words
            who = WRITERS[Body.Kind(row.body.kind)]
            found[estate.pk].append(Duty(title, row.due_on, str(who.label), row.due_cite, url))
    return found
