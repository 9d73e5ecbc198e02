"""Announce to all owners that their estate was merged or split, as a numbered document."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.documents.models import Document
from gongzhi.kernel.area import shown_area
from gongzhi.places.models import Estate, EstateEnd, Succession
from gongzhi.places.queries import predecessors_of, successors_of
from gongzhi.web.dates import cndate
from gongzhi_law import estates as law


def announce_redrawing(estate: Estate, end: EstateEnd | None, *, by: str, at: datetime) -> Document:
    """Publishes in an ended estate (`end`) where it went, in a new one (None) where it came from; no name of an owner."""
    version = estate.versions.order_by("-from_on", "-id").first()
    issuer, number = (end or version).issuer, (end or version).document_number  # type: ignore[union-attr]
    if end is not None:
        links, title = successors_of(estate), _("关于%(estate)s物业管理区域调整的公告") % {"estate": estate.name}
        lead = [
            _("依据%(issuer)s%(number)s，%(estate)s自%(day)s起不再单独作为一个物业管理区域。")
            % {"issuer": issuer, "number": number, "estate": estate.name, "day": cndate(end.on)}
        ]
        lead += [_line(link.estate.name, link) for link in links]
        if end.had_committee:
            lead.append(law.deregistration(ended_on=end.on, place=estate.place).sentence)
    else:
        links, title = predecessors_of(estate), _("关于设立%(estate)s物业管理区域的公告") % {"estate": estate.name}
        lead = [
            _("依据%(issuer)s%(number)s，自%(day)s起设立%(estate)s物业管理区域。")
            % {"issuer": issuer, "number": number, "estate": estate.name, "day": cndate(at)}
        ]
        lead += [_line(link.from_estate.name, link) for link in links]
    tail = _("账户和资金、决议、合同、印章逐项承接，进展在公示页公布；原有的决议和记录保留，任何人可以查阅。")
    return publish_document(
        estate_id=estate.pk,
        kind="redrawing",
        mark=_("%(estate)s区划公") % {"estate": estate.name},
        title=title,
        template="redrawing",
        data={
            "addressee": _("%(estate)s全体业主") % {"estate": estate.name},
            "issuer": issuer,
            "lead": lead,
            "tail": [tail],
        },
        ref=f"estate:{estate.pk}",
        by=by,
        at=at,
    )


def _line(name: str, link: Succession) -> str:
    return _("%(name)s：专有部分 %(units)s 个，面积 %(area)s，名册逐项承接。") % {
        "name": name,
        "units": link.units,
        "area": shown_area(link.area),
    }
