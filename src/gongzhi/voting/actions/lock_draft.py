"""Lock a draft that may still be written on."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.errors import Reason, Refused
from gongzhi.people.models import Person
from gongzhi.voting import access
from gongzhi.voting.models import Assembly
from gongzhi.voting.queries.notice import law_or_offer
from gongzhi.voting.queries.rule_base import bylaws_for
from gongzhi.voting.states import AssemblyState


def lock_draft(assembly: Assembly, *, by: Person, at: datetime, matter: str = "") -> Assembly:
    """The draft, locked for its convener; refuses everyone else, everything after the draft, a matter beyond its powers."""
    locked = Assembly.objects.select_for_update(of=("self",)).select_related("estate").get(pk=assembly.pk)
    access.may_convene(by, locked.estate, at=at, assembly=locked, matter=matter)
    if locked.state != AssemblyState.DRAFT:
        bylaws = bylaws_for(locked, at=at)
        rule = law_or_offer("voting/unannounced_topics", at=at, place=locked.estate.place, bylaws=bylaws)
        raise Refused(
            Reason(
                _("议题已经报告或者公告，不能再改。"),
                rule.cites,
                remedy=_("尚未公告的，先退回起草再改；已公告的，撤回后另行起草"),
            )
        )
    return locked
