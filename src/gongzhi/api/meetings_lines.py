"""Sittings, topics and mandates of a community as the API prints them; estates of a community by their codes."""

from typing import Any

from django.utils.translation import gettext as _

from gongzhi.api.plain import day, instant
from gongzhi.kernel.errors import BadInput
from gongzhi.meetings.models import Attendee, Mandate, Sitting, Topic
from gongzhi.meetings.queries import joint_calendar as calendar
from gongzhi.places.models import Division, Estate

Line = dict[str, Any]


def estate_of(here: Division, code: str, field: str = "estate") -> Estate | None:
    """The estate of this community; wrong input for another."""
    if not code:
        return None
    found = Estate.objects.filter(community=here, code=code).first()
    if found is None:
        raise BadInput(_("没有这个小区。"), {field: _("请选本社区的小区")})
    return found


def estates_of(here: Division, codes: list[str]) -> list[Estate]:
    """The estates of these codes."""
    return [estate for code in codes if (estate := estate_of(here, code, "estates")) is not None]


def sitting_line(row: Sitting) -> Line:
    """One sitting."""
    return {
        "id": row.pk,
        "kind": row.kind,
        "title": row.title,
        "form": row.form,
        "window": row.window,
        "why": row.why,
        "begins_at": instant(row.begins_at),
        "place": row.place,
        "link": row.link,
        "brief": row.brief,
        "state": row.state,
        "noticed_at": instant(row.noticed_at),
        "opened_at": instant(row.opened_at),
        "closed_at": instant(row.closed_at),
        "cancelled_for": row.cancelled_for,
        "document": row.document_id,
    }


def topic_line(row: Topic) -> Line:
    """One topic."""
    return {
        "id": row.pk,
        "business": row.business,
        "title": row.title,
        "words": row.words,
        "estate": row.about.code if row.about else None,
        "side": row.side,
        "state": row.state,
        "reason": row.reason,
        "sitting": row.sitting_id,
        "position": row.position,
        "proposed_at": instant(row.proposed_at),
        "basis_entry": row.basis_entry,
        "basis_ref": row.basis_ref,
        "entry": row.entry,
    }


def mandate_line(row: Mandate) -> Line:
    """One mandate, without the name of its holder."""
    return {
        "id": row.pk,
        "standing": row.standing,
        "estate": row.about.code if row.about else None,
        "limit": row.limit,
        "from_on": day(row.from_on),
        "until_on": day(row.until_on),
        "revoked_on": day(row.revoked_on),
    }


def attendee_line(row: Attendee) -> Line:
    """One who was called, without the name."""
    return {"id": row.pk, "side": row.side, "observer": row.observer, "arrived_at": instant(row.arrived_at)}


def year_line(year: calendar.Year) -> Line:
    """A community's year: its windows and what its 环物委 owes."""
    return {
        "division": year.division.pk,
        "year": year.year,
        "windows": [
            {
                "key": line.key,
                "first": day(line.window.first),
                "last": day(line.window.last),
                "moved": line.window.moved,
                "exact": line.window.exact,
                "state": line.state,
                "sentence": line.sentence,
                "cite": line.cite,
            }
            for line in year.lines
        ],
        "env": [{"rule": f.rule, "passed": f.passed, "sentence": f.sentence, "cite": f.cite} for f in year.env],
    }
