"""Make a grid of a community, or a micro-grid below one."""

import re
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Grid
from gongzhi.register import access

MADE = journal.event("register.grid.made", grid=Fact.NUMBER, parent=Fact.NUMBER, code=Fact.WORD, name=Fact.TEXT)
PLAIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,19}")


@act
def make_grid(
    *, community: Division, code: str, name: str, parent: Grid | None = None, by: Person, at: datetime
) -> Grid:
    """Makes a 网格 (no parent) or a 微网格 below one; not there for anyone but the workers of the community (A1.4).

    Wrong input: a division that is no community, a code that is not plain or is taken there, no name, a parent that is
    itself a micro-grid, ended or of another community.
    """
    community = Division.objects.select_for_update().get(pk=community.pk)
    access.require_worker_of(by, community.code, at=at)
    wrong = wrong_names(community, code, name)
    if community.level != Division.Level.COMMUNITY:
        wrong["community"] = _("请选到社区")
    if parent is not None and (parent.community_id != community.code or parent.micro or parent.ended_on is not None):
        wrong["parent"] = _("请选本社区的一个网格")
    if wrong:
        raise BadInput(_("请写明网格的编号和名称。"), wrong)
    grid = Grid.objects.create(community=community, parent=parent, code=code.strip(), name=name.strip(), created_at=at)
    journal.record(
        MADE,
        ref=f"grid:{grid.pk}",
        office=community.code,
        by=keys.pseudonym(None, by.pk),
        at=at,
        grid=grid.pk,
        parent=parent.pk if parent else None,
        code=grid.code,
        name=grid.name,
    )
    return grid


def wrong_names(community: Division, code: str, name: str, *, but: Grid | None = None) -> dict[str, str]:
    """What is wrong with code and name of a grid, by field; {} if nothing is."""
    wrong = {}
    if not PLAIN.fullmatch(code.strip()):
        wrong["code"] = _("编号用数字、字母和短横，最多二十位")
    else:
        taken = Grid.objects.filter(community=community, code=code.strip(), ended_on__isnull=True)
        if taken.exclude(pk=but.pk if but else 0).exists():
            wrong["code"] = _("这个编号在本社区已经用了")
    if not name.strip():
        wrong["name"] = _("请填写")
    return wrong
