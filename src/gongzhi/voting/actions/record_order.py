"""Record an order on a resolution: correct, suspend, annul, supersede, or lift."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_file import store_file
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.voting import access
from gongzhi.voting.actions.tell_electors import tell_electors
from gongzhi.voting.models import Order, Resolution
from gongzhi.voting.orders import LEADS_TO, must_be_whole
from gongzhi.voting.states import RESOLUTION_MOVES, ResolutionState

ORDERED = journal.event(
    "voting.resolution.ordered",
    resolution=Fact.NUMBER,
    kind=Fact.WORD,
    state=Fact.WORD,
    document=Fact.HASH,
    number=Fact.TEXT,
    text=Fact.TEXT,
)


@act
@official
def record_order(
    *,
    resolution: Resolution,
    kind: str,
    issuer: str,
    document_number: str,
    text: str,
    file_name: str,
    content: bytes,
    content_type: str,
    by_resolution: Resolution | None = None,
    by: Person,
    at: datetime,
) -> Order:
    """Records what a court or office ordered (民法典第280条第2款; 物业管理条例第19条第2款) with its document, tells all owners.

    From here payments, seals and filings under the resolution stop or start again. Refuses all but the street, a move the
    table does not hold; wrong input: no document, one that is no PDF or photograph, no issuer, no number, no superseding resolution where one is needed.
    """
    resolution = (
        Resolution.objects.select_for_update(of=("self",))
        .select_related("estate", "motion__assembly", "option")
        .get(pk=resolution.pk)
    )
    access.may_order(by, resolution.estate, at=at)
    given = {"issuer": issuer, "document_number": document_number, "text": text}
    without = kind == Order.Kind.SUPERSEDE and (
        by_resolution is None or by_resolution.estate_id != resolution.estate_id
    )
    must_be_whole(kind, given, content, ["by_resolution"] if without else [])
    target = LEADS_TO[Order.Kind(kind)]
    check_move(RESOLUTION_MOVES, ResolutionState(resolution.state), target)
    stored = store_file(
        estate_id=resolution.estate_id,
        name=file_name,
        content=content,
        content_type=content_type,
        personal=False,
        at=at,
    )
    pseudonym = keys.pseudonym(resolution.estate_id, by.pk)
    entry = journal.record(
        ORDERED,
        ref=f"resolution:{resolution.pk}",
        estate_id=resolution.estate_id,
        by=pseudonym,
        at=at,
        basis=resolution.entry_id,
        resolution=resolution.pk,
        kind=kind,
        state=target,
        document=stored.sha256,
        number=document_number.strip(),
        text=text.strip(),
    )
    order = Order.objects.create(
        estate_id=resolution.estate_id,
        resolution=resolution,
        kind=kind,
        issuer=issuer.strip(),
        document_number=document_number.strip(),
        file_id=stored.pk,
        by_resolution=by_resolution,
        text=text.strip(),
        by=pseudonym,
        at=at,
        entry_id=entry.pk,
    )
    resolution.state = target
    resolution.save(update_fields=["state"])
    tell_electors(
        resolution.motion.assembly,
        kind="resolution.ordered",
        text=_("【共治】“%(title)s”的决定现在是“%(state)s”（%(issuer)s %(number)s）。")
        % {
            "title": resolution.words,
            "state": target.label,
            "issuer": order.issuer,
            "number": order.document_number,
        },
        at=at,
    )
    return order
