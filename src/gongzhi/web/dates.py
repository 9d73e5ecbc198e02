"""Days and instants as they are written in notices, always in Beijing."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.clock import BEIJING

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def cndate(value: date) -> str:
    """2026年11月21日; an instant is first taken to its day in Beijing."""
    day = _day(value)
    return _("%(year)s年%(month)s月%(day)s日") % _parts(day)


def cnday(value: date) -> str:
    """11月21日."""
    return _("%(month)s月%(day)s日") % _parts(_day(value))


def cndatetime(value: datetime) -> str:
    """2026年11月21日 18:00 in Beijing; refuses an instant without a zone."""
    moment = _moment(value)
    return f"{cndate(moment)} {moment:%H:%M}"


def cnmoment(value: datetime) -> str:
    """2026年11月21日 18:00:05 in Beijing, for receipts."""
    moment = _moment(value)
    return f"{cndate(moment)} {moment:%H:%M:%S}"


def weekday(value: date) -> str:
    """周六."""
    names = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))
    return names[_day(value).weekday()]


def machine(value: date) -> str:
    """The `datetime` attribute of a time element."""
    return _moment(value).isoformat() if isinstance(value, datetime) else value.isoformat()


def _day(value: date) -> date:
    return _moment(value).date() if isinstance(value, datetime) else value


def _moment(value: datetime) -> datetime:
    if value.tzinfo is None or value.utcoffset() is None:
        raise ValueError("an instant needs its zone")
    return value.astimezone(BEIJING)


def _parts(day: date) -> dict[str, str | int]:
    return {
        "year": day.year,
        "month": day.month,
        "day": day.day,
        "month_name": _MONTHS[day.month - 1],
    }
