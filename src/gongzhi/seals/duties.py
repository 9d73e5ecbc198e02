"""What is due with seals: opinions, signatures, confirmations, keepers who left, steps after a loss, publication."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.access import CAPACITIES
from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.queries.bylaws_over import bylaws_over
from gongzhi.documents.models import Document
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate
from gongzhi.seals.cites import CUSTODY, KEEPING
from gongzhi.seals.models import Keeping, Seal, SealEvent, SealRequest
from gongzhi.seals.queries.disclosure import KIND, before, period_of, ref_of
from gongzhi.seals.queries.keepers import OUTSIDE
from gongzhi.seals.queries.losses import LOSS, steps_of
from gongzhi.seals.queries.rules import disclosure_of
from gongzhi.seals.states import WAITING, SealState, UseState
from gongzhi_law.seals import SEAL_NAMES, SealKind

K, U = Capacity.Kind, UseState


@dataclass(slots=True)
class Sheet:
    """One estate with all that its duties are read from."""

    estate: Estate
    seals: dict[int, Seal] = field(default_factory=dict)
    keepings: dict[int, Keeping] = field(default_factory=dict)
    requests: list[SealRequest] = field(default_factory=list)
    signed: dict[int, int] = field(default_factory=dict)
    events: dict[int, list[SealEvent]] = field(default_factory=lambda: defaultdict(list))
    in_office: set[tuple[int, int]] = field(default_factory=set)
    published: set[str] = field(default_factory=set)
    adopted: Mapping[str, object] = field(default_factory=dict)

    def who(self, seal: Seal) -> str:
        """The capacity of the members whose seal it is, in words."""
        kind = CAPACITIES.get(Body.Kind(seal.body.kind), K.COMMITTEE)
        return str(K(kind).label)

    def url(self, name: str, *more: int) -> str:
        """A desk address of the estate."""
        return reverse(f"seals:{name}", args=[self.estate.code, *more])


def of_estate(estate: Estate, at: datetime) -> list[Duty]:
    """What is due with the seals of one estate."""
    return duties_over([estate], at)[estate.pk]


def duties_over(estates: Iterable[Estate], at: datetime) -> dict[int, list[Duty]]:
    """The duties of many estates by estate number, in a fixed number of statements."""
    known = {estate.pk: estate for estate in estates}
    found: dict[int, list[Duty]] = defaultdict(list, {pk: [] for pk in known})
    for sheet in _sheets({pk: one for pk, one in known.items() if one.ended_on is None}, at):
        found[sheet.estate.pk] += [
            *_asked(sheet, at),
            *_kept(sheet),
            *_lost(sheet),
            *_published(sheet, at),
        ]
    return dict(found)


def _sheets(estates: Mapping[int, Estate], at: datetime) -> list[Sheet]:
    sheets: dict[int, Sheet] = {}
    for seal in Seal.objects.select_related("body").filter(estate__in=estates).order_by("pk"):
        seal.estate = seal.body.estate = estates[seal.estate_id]
        sheets.setdefault(seal.estate_id, Sheet(seal.estate)).seals[seal.pk] = seal
    if not sheets:
        return []
    for keeping in Keeping.objects.filter(estate__in=sheets, until_on__isnull=True):
        sheets[keeping.estate_id].keepings[keeping.seal_id] = keeping
    for request in SealRequest.objects.filter(estate__in=sheets, state__in=WAITING).annotate(n=Count("signs")):
        sheet = sheets[request.estate_id]
        sheet.requests.append(request)
        sheet.signed[request.pk] = request.n
    for event in SealEvent.objects.filter(estate__in=sheets).order_by("pk"):
        sheets[event.estate_id].events[event.seal_id].append(event)
    for document in Document.objects.filter(estate_id__in=sheets, kind=KIND):
        sheets[document.estate_id or 0].published.add(document.ref)
    for pk, adopted in bylaws_over(sheets, on=law_day(at)).items():
        sheets[pk].adopted = adopted
    _offices(sheets, at)
    return list(sheets.values())


def _offices(sheets: Mapping[int, Sheet], at: datetime) -> None:
    """Which keepers still sit in the body of their seal, or hold an office by which they may keep it."""
    on = law_day(at)
    keepers = {one.person_id for sheet in sheets.values() for one in sheet.keepings.values()}
    live = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    seats = Appointment.objects.filter(live, person_id__in=keepers, from_on__lte=on, seat__alternate=False)
    seated = set(seats.values_list("body_id", "person_id"))
    now = Q(until_at__isnull=True) | Q(until_at__gt=at)
    rows = Capacity.objects.filter(now, person_id__in=keepers, kind__in=OUTSIDE, from_at__lte=at)
    outside = set(rows.values_list("person_id", flat=True))
    for sheet in sheets.values():
        for pk, keeping in sheet.keepings.items():
            if (sheet.seals[pk].body_id, keeping.person_id) in seated or keeping.person_id in outside:
                sheet.in_office.add((pk, keeping.person_id))


def _asked(sheet: Sheet, at: datetime) -> Iterator[Duty]:
    """Opinions that are asked for, signatures that are missing, seals that may be used."""
    on = law_day(at)
    for request in sheet.requests:
        seal = sheet.seals[request.seal_id]
        url, words = sheet.url("request", request.pk), {"title": request.title}
        asked = request.opinion_at is None and request.opinion_due_on is not None and on <= request.opinion_due_on
        if asked and request.state == U.OPINION:
            title = _("用印意见：%(title)s") % words
            yield Duty(title, request.opinion_due_on, str(K.ENVIRONMENT.label), CUSTODY, url)
            continue
        short = request.signs_needed - sheet.signed[request.pk]
        if short > 0:
            title = _("签字同意用印：%(title)s，还差 %(n)s 人") % {**words, "n": short}
            yield Duty(title, None, sheet.who(seal), CUSTODY, url)
        elif request.cosign and request.cosigned_at is None:
            yield Duty(_("会签用印：%(title)s") % words, None, str(K.COMMUNITY.label), CUSTODY, url)
        else:
            yield Duty(_("用印并登记：%(title)s") % words, None, sheet.who(seal), CUSTODY, url)


def _kept(sheet: Sheet) -> Iterator[Duty]:
    """Seals without a keeper, with one who has not confirmed, or who left office."""
    for pk, seal in sheet.seals.items():
        if seal.state != SealState.KEPT:
            continue
        keeping, words = sheet.keepings.get(pk), {"seal": _(SEAL_NAMES[SealKind(seal.kind)])}
        if keeping is None:
            title = _("%(seal)s没有保管人：登记交接") % words
        elif keeping.received_at is None:
            title = _("%(seal)s：接收人确认收到") % words
        elif (pk, keeping.person_id) not in sheet.in_office:
            title = _("%(seal)s的保管人已经不在任：办理移交") % words
        else:
            continue
        yield Duty(title, None, sheet.who(seal), KEEPING, sheet.url("seal", pk))


def _lost(sheet: Sheet) -> Iterator[Duty]:
    """The steps after a loss that are not done."""
    for pk, seal in sheet.seals.items():
        events = sheet.events.get(pk, [])
        if seal.state in (SealState.KEPT, SealState.VOID) or not any(one.kind in LOSS for one in events):
            continue
        for step in steps_of(seal, events, adopted=sheet.adopted):
            if not step.over:
                words = {"seal": _(SEAL_NAMES[SealKind(seal.kind)]), "what": _step(step.name)}
                title = _("%(seal)s%(what)s") % words
                yield Duty(title, step.due_on, sheet.who(seal), step.cite, sheet.url("seal", pk))


def _step(name: str) -> str:
    words = {"announce": _("停用公告"), "report": _("报备"), "recut": _("重刻"), "void": _("作废登记")}
    return words[name]


def _published(sheet: Sheet, at: datetime) -> Iterator[Duty]:
    """The uses of the half-year that is over, where the place has them made public."""
    on = law_day(at)
    first = min(sheet.seals.values(), key=lambda seal: seal.made_on)
    last = before(period_of(on))
    if first.made_on >= last.until_on or ref_of(last) in sheet.published:
        return
    rule = disclosure_of(first.body, on=on, adopted=sheet.adopted)
    if rule is not None:
        title = _("公开%(period)s的用印情况") % {"period": last.name}
        yield Duty(title, None, sheet.who(first), rule.cites, sheet.url("seals"))
