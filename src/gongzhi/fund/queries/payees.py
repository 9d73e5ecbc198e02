"""Who is paid: what the public sees of them, how the same one is found again, what looks like paying twice (A5.6)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from gongzhi.documents.models import StoredFile
from gongzhi.fund.models import RequestFile, SpendRequest
from gongzhi.fund.queries.person_names import reads_as_person
from gongzhi.fund.states import ON_THE_WAY, RequestState
from gongzhi.kernel import keys
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate
from gongzhi.web.figures import masked
from gongzhi_law.fund_watch import watch_rules

LIVE = (*ON_THE_WAY, RequestState.PAID)


def shown_payee(name: str, *, person: bool) -> str:
    """What everyone may read: a company's name, of a person the family name alone (个人信息保护法第6条).

    What reads as a person's name is masked though nobody ticked it.
    """
    return masked(name) if person or reads_as_person(name) else name.strip()


def payee_index(estate: Estate, name: str) -> bytes:
    """By which the same payee of this estate is found again, and in no other estate."""
    return keys.blind_index("payee", f"{estate.pk}\0{''.join(name.split())}")


def alike(estate: Estate, index: bytes, amount_fen: int, *, at: datetime) -> list[SpendRequest]:
    """Requests for the same payee (by its index) and sum within the days that the watch names, the newest first.

    A payment that came back and was undone is no payment.
    """
    since = at - timedelta(days=watch_rules(law_day(at), estate.place).repeat_days)
    rows = SpendRequest.objects.filter(
        estate=estate, payee_index=index, amount_fen=amount_fen, at__gte=since, state__in=LIVE
    )
    return list(rows.exclude(payments__transaction__reversals__isnull=False).order_by("-pk"))


def same_papers(estate: Estate, hashes: Sequence[str]) -> list[SpendRequest]:
    """Requests that already carry one of these papers (SHA-256)."""
    files = StoredFile.objects.filter(estate_id=estate.pk, sha256__in=list(hashes)).values_list("pk", flat=True)
    rows = RequestFile.objects.filter(estate=estate, file_id__in=list(files), request__state__in=LIVE)
    return list({row.request_id: row.request for row in rows.select_related("request").order_by("-pk")}.values())
