"""Note a patrol or an evaluation by the voluntary quality director of an estate."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import upkeep_access
from gongzhi.bodies.actions.evidence import keep_evidence
from gongzhi.bodies.models import QualityNote
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

NOTED = journal.event("bodies.quality.noted", kind=Fact.WORD, words=Fact.TEXT, photo=Fact.HASH, on=Fact.DAY)


@act
def note_quality(
    *,
    estate: Estate,
    kind: str,
    words: str,
    on: date,
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    by: Person,
    at: datetime,
) -> QualityNote:
    """What the 义务质量总监 saw on a patrol, or how the service is judged, with a photo where there is one (B1.7).

    Refuses everyone who does not hold that seat in the estate now. Wrong input: no such kind, nothing said, a day before the
    seat or to come, a file that is no photo.
    """
    seat = upkeep_access.quality_seat(by, estate, at=at)
    wrong = {}
    if kind not in QualityNote.Kind.values:
        wrong["kind"] = _("请选择")
    if not words.strip():
        wrong["words"] = _("写一句看到了什么")
    if not seat.from_on <= on <= law_day(at):
        wrong["on"] = _("在任职之后、不晚于今天")
    if wrong:
        raise BadInput(_("请写明看到了什么、哪一天。"), wrong)
    stored = keep_evidence(estate, file_name=file_name, content=content, content_type=content_type, at=at)
    entry = journal.record(
        NOTED,
        ref=f"body:{seat.body_id}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        kind=kind,
        words=words.strip(),
        photo=stored.sha256 if stored else None,
        on=on,
    )
    return QualityNote.objects.create(
        estate=estate,
        appointment=seat,
        kind=kind,
        words=words.strip(),
        file_id=stored.pk if stored else None,
        on=on,
        entry=entry.pk,
    )
