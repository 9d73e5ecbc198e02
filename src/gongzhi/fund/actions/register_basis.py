"""Register what payments rest on: a resolution or decision with the most that may be paid under it (A5.3)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.cites import FUND_RULES
from gongzhi.fund.models import Budget, SpendBasis
from gongzhi.fund.queries.bases import stopped
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.models import Decision
from gongzhi.meetings.queries.decisions import amount_of
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.voting.models import Resolution
from gongzhi.voting.queries.sums_decided import QUOTE, wrong_reading

REGISTERED = journal.event(
    "fund.basis.registered", kind=Fact.WORD, of=Fact.NUMBER, limit_fen=Fact.NUMBER, quote=Fact.TEXT
)


@act
def register_basis(
    *,
    estate: Estate,
    resolution: Resolution | None = None,
    decision: Decision | None = None,
    amount_fen: int | None = None,
    quote: str = "",
    by: Person,
    at: datetime,
) -> SpendBasis:
    """Enters a resolution or a decision, once each, with its limit in fen.

    A decision's limit is the sum on its agenda; a resolution's is read by the person, who copies the sentence of the motion
    that says it. Refuses everyone but who keeps the books, what is suspended, annulled or not in effect (R2), and what
    already stands as basis or budget. Wrong input: none or both named, a sum or sentence that is not in the text.
    """
    book = lock_book(estate)
    estate = book.estate
    access.require_bookkeeper(by, estate, at=at)
    named = resolution or decision
    if named is None or (resolution is not None and decision is not None) or named.estate_id != estate.pk:
        raise BadInput(_("请选择一项决议或者决定。"), {"of": _("请选择")})
    must_be_unused(estate, resolution, decision)
    if reason := stopped(resolution, decision, at=at):
        raise Refused(reason)
    kind, words = SpendBasis.Kind.RESOLUTION, quote.strip()
    limit = amount_fen
    if resolution is not None:
        entry_of = resolution.entry_id
        if wrong := wrong_reading(resolution, amount_fen, quote):
            raise BadInput(_("金额要照议题里写的登记。"), wrong)
    else:
        assert decision is not None  # noqa: S101  (one of the two is named)
        kind, words = SpendBasis.Kind.DECISION, decision.item.title
        entry_of, limit = decision.entry, amount_of(decision)
    if limit is None:
        raise Refused(
            Reason(_("这项决定没有写明金额，不能据以支出。"), cite=FUND_RULES, remedy=_("重新上会，在议题里写明金额"))
        )
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    entry = journal.record(
        REGISTERED,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        basis=entry_of,
        kind=kind,
        of=named.pk,
        limit_fen=limit,
        quote=words,
    )
    return SpendBasis.objects.create(
        estate=estate,
        kind=kind,
        basis_entry=entry_of,
        resolution=resolution,
        decision=decision,
        limit_fen=limit,
        quote=words[:QUOTE],
        by=pseudonym,
        at=at,
        entry=entry.pk,
    )


def must_be_unused(estate: Estate, resolution: Resolution | None, decision: Decision | None) -> None:
    """Refuses what already carries payments: one decision is spent once, as a basis or as a budget."""
    same = {"estate": estate, "resolution": resolution, "decision": decision}
    for model, words in ((SpendBasis, _("这一项已经登记为支出依据。")), (Budget, _("这一项已经用来通过预算。"))):
        if model._default_manager.filter(**same).exists():
            raise Refused(
                Reason(
                    words,
                    cite=FUND_RULES,
                    remedy=_("在支出申请里直接选它，不用再登记"),
                    remedy_url=f"/desk/e/{estate.code}/fund/spending/bases/",
                )
            )
