"""What every way of receiving an issue shares: its number, the issue, the report, the photographs, the receipt."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_photo import store_photo
from gongzhi.documents.models import StoredFile
from gongzhi.issues.actions.telling import tell_reporters
from gongzhi.issues.models import Issue, IssueFile, Report, seal
from gongzhi.issues.queries.links import link_index, new_token, reporter_of
from gongzhi.issues.queries.list_of_matters import known_matter, likely_matter
from gongzhi.kernel import journal, keys
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.access import refuse_ended
from gongzhi.people.models import Person
from gongzhi.people.queries import normal_phone, phone_index
from gongzhi.places.models import Building, Estate

RECEIVED = journal.event(
    "issues.issue.received",
    number=Fact.WORD,
    source=Fact.WORD,
    matter=Fact.WORD,
    urgent=Fact.TRUTH,
    building=Fact.NUMBER,
    words=Fact.TEXT,
    photos=Fact.HASH,
)
PHOTOS = 6
Photo = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody tells of an issue: the words, where it is, who tells it (all may be left out but the words)."""

    words: str
    matter: str = ""
    building: Building | None = None
    spot: str = ""
    place: str = ""
    urgent: bool = False
    name: str = ""
    number: str = ""
    hide_from_parties: bool = False
    lat: Decimal | None = None
    long: Decimal | None = None
    photos: Sequence[Photo] = field(default_factory=tuple)


def lock_year(estate: Estate, year: int) -> None:
    """Whoever numbers issues of the estate in that year waits until the act ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"issue:{estate.pk}:{year}"])


def next_serial(estate: Estate, year: int) -> int:
    """The next number of the estate's year, under a lock until the act ends."""
    lock_year(estate, year)
    last = Issue.objects.filter(estate=estate, year=year).aggregate(n=Max("serial"))["n"]
    return (last or 0) + 1


def check_told(told: Told, estate: Estate, *, at: datetime) -> Told:
    """Wrong input: no words, a matter that is not on the list, a building of another estate, too many photographs."""
    wrong: dict[str, str] = {}
    if not told.words.strip():
        wrong["words"] = _("请写几句：在哪儿、什么情况")
    if told.matter and known_matter(told.matter, estate, on=law_day(at)) is None:
        wrong["matter"] = _("清单里没有这个事项，请重选或者留空")
    if told.building is not None and told.building.estate_id != estate.pk:
        wrong["building"] = _("这个小区没有这一栋")
    if len(told.photos) > PHOTOS:
        wrong["photos"] = _("最多 %(n)s 张照片") % {"n": PHOTOS}
    if (told.lat is None) != (told.long is None):
        wrong["lat"] = _("经度和纬度要一起填")
    if wrong:
        raise BadInput(_("还差一点，请补好再提交。"), wrong)
    return told


def store_photos(estate: Estate, photos: Sequence[Photo], *, at: datetime) -> list[StoredFile]:
    """The photographs, stored; wrong input says of several which one cannot be kept."""
    kept = []
    for n, (name, content) in enumerate(photos, start=1):
        try:
            kept.append(store_photo(estate_id=estate.pk, name=name, content=content, personal=True, at=at))
        except BadInput as wrong:
            which = _("第 %(n)s 张（%(name)s）：%(why)s") % {"n": n, "name": name, "why": wrong.text}
            text = which if len(photos) > 1 else wrong.text
            raise BadInput(text, {"photos": text}) from wrong
    return kept


def open_issue(
    *,
    estate: Estate,
    source: str,
    source_ref: str = "",
    channel: str,
    told: Told,
    reporter: Person | None = None,
    by: str | None = None,
    at: datetime,
) -> Report:
    """The issue with its first report, both new, its receipt sent; `by` is the pseudonym of whoever writes it down.

    Without `by` it is the `reporter` (known by their phone) alone: the journal names them for this issue only.

    What is urgent by the list is urgent, also where only the words say so. Refuses an estate that ended and a `source_ref` that came before.
    """
    refuse_ended(estate)
    check_told(told, estate, at=at)
    if source_ref and Issue.objects.filter(estate=estate, source=source, source_ref=source_ref).exists():
        raise Refused(Reason(_("这一件已经收过了：来源编号相同。"), remedy=_("按原来的编号看进度")))
    row = known_matter(told.matter, estate, on=law_day(at)) if told.matter else None
    year = law_day(at).year
    serial = next_serial(estate, year)
    by = by or reporter_of(estate.pk, year, serial)
    likely = row or likely_matter(told.words, estate, on=law_day(at))
    urgent = told.urgent or (likely is not None and likely.urgent)
    files = store_photos(estate, told.photos, at=at)
    entry = journal.record(
        RECEIVED,
        ref=f"issue:{year}-{serial}",
        estate_id=estate.pk,
        by=by,
        at=at,
        number=f"{year}-{serial:04d}",
        source=source,
        matter=told.matter,
        urgent=urgent,
        building=told.building.pk if told.building else None,
        words=told.words.strip(),
        photos=[file.sha256 for file in files],
    )
    issue = Issue.objects.create(
        estate=estate,
        year=year,
        serial=serial,
        source=source,
        source_ref=source_ref,
        matter=told.matter,
        urgent=urgent,
        building=told.building,
        spot=told.spot.strip()[:60],
        place=seal(estate.pk, "issues_issue", "place", told.place.strip()),
        lat=told.lat,
        long=told.long,
        received_at=at,
        entry=entry.pk,
    )
    for file in files:
        IssueFile.objects.get_or_create(
            estate=estate, issue=issue, file_id=file.pk, defaults={"stage": IssueFile.Stage.BEFORE, "by": by, "at": at}
        )
    report = add_report(issue, told, channel=channel, reporter=reporter, by=by, entry=entry.pk, at=at)
    words = _("【共治】%(estate)s收到您反映的问题，编号 %(number)s。随时看进度，办完请您确认：") % {
        "estate": estate.name,
        "number": issue.number,
    }
    tell_reporters(issue, words, kind="issue.received", at=at, only=[report])
    return report


def add_report(
    issue: Issue, told: Told, *, channel: str, reporter: Person | None, by: str, entry: int, at: datetime
) -> Report:
    """One person's report of an issue, with its own tracking link."""
    estate_id, token = issue.estate_id, new_token()
    number = normal_phone(told.number) if told.number.strip() else ""

    def sealed(column: str, text: str) -> bytes | None:
        return seal(estate_id, "issues_report", column, text)

    made: Report = Report.objects.create(
        estate_id=estate_id,
        issue=issue,
        person_id=reporter.pk if reporter else None,
        name=sealed("name", told.name.strip()[:40]),
        phone=sealed("phone", number),
        phone_index=phone_index(number) if number else None,
        words=sealed("words", told.words.strip()),
        hide_from_parties=told.hide_from_parties,
        channel=channel,
        token_index=link_index(token),
        token=sealed("token", token),
        by=by,
        entry=entry,
        at=at,
    )
    return made


def pseudonym(estate: Estate, person: Person) -> str:
    """The person's name in the journal of this estate."""
    return keys.pseudonym(estate.pk, person.pk)
