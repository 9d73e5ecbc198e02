"""Ask for the use of a seal: for which paper, on which basis; the 环物委 is asked where it matters (B8.4)."""

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.meetings.actions.party_messages import tell_party
from gongzhi.meetings.models import Decision
from gongzhi.meetings.models.sitting import Side
from gongzhi.people.models import Person
from gongzhi.seals import access
from gongzhi.seals.actions.locks import filled, lock_seal, logged, must_be_kept
from gongzhi.seals.actions.settling import settle_request
from gongzhi.seals.models import Seal, SealRequest
from gongzhi.seals.queries.bases import Basis, basis_of
from gongzhi.seals.queries.requests import against_basis
from gongzhi.seals.queries.rules import heads_needed, opinion_due, rule_for
from gongzhi.seals.states import UseState
from gongzhi.voting.models import Resolution
from gongzhi.voting.queries.sums_decided import sums_in, words_decided, wrong_reading
from gongzhi.web.dates import cndate
from gongzhi_law.seals import Use

ASKED = journal.event(
    "seals.use.asked",
    seal=Fact.NUMBER,
    serial=Fact.NUMBER,
    use=Fact.WORD,
    title=Fact.TEXT,
    copies=Fact.NUMBER,
    amount=Fact.NUMBER,
    limit=Fact.NUMBER,
    quote=Fact.TEXT,
    resting_on=Fact.WORD,
    file=Fact.HASH,
    opinion_due_on=Fact.DAY,
    signs=Fact.NUMBER,
    emergency=Fact.TRUTH,
)
MOST_COPIES = 500
SUMS = (Use.CONTRACT, Use.PAYMENT)


@act
@official
def request_use(
    *,
    seal: Seal,
    use: str,
    title: str,
    copies: int,
    basis: Resolution | Decision | None = None,
    amount_fen: int | None = None,
    limit_fen: int | None = None,
    quote: str = "",
    words: str = "",
    party_shown: str = "",
    emergency: bool = False,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> SealRequest:
    """A request with the paper to be sealed; where the law or the papers ask for it the 环物委 is asked at once.

    Refuses everyone but members of the seal's body, a seal that is not kept (L4.3), a body that may not use it now (R14),
    and every use without a basis in force that covers its sum; routine uses and handing over need none unless the place
    says so. What a resolution lets be signed or paid is read once, with its sentence (`limit_fen`, `quote`), and never
    passed, as a decision's sum is not. Wrong input: no title, no copies, no paper, a payment without its sum, an emergency
    without words, a sum that the resolution does not name.
    """
    seal = lock_seal(seal)
    access.require_member(by, seal, at=at)
    said = _checked(seal, use, title, copies, amount_fen, words, emergency, basis)
    must_be_kept(seal)
    on = law_day(at)
    rule = rule_for(seal, use, amount_fen=amount_fen, emergency=emergency, at=at)
    if rule.blocked:
        raise Refused(Reason(rule.blocked, rule.cites, _("由业主共同决定，或者等组织恢复履职")))
    cited = basis_of(basis, seal, use, at=at) if basis is not None else None
    read = cited is not None and _must_be_read(cited, use, amount_fen, limit_fen, quote)
    if cited is not None and read:
        cited = replace(cited, amount_fen=limit_fen)
    if cited is not None and cited.amount_fen is not None and amount_fen is None and use in SUMS:
        raise BadInput(_("请写金额。"), {"amount_fen": _("决定写有金额上限，请写明这次的金额")})
    if reasons := against_basis(cited, rule, seal=seal, amount_fen=amount_fen):
        raise Refused(*reasons)
    stored = keep_paper(seal.estate, file_name=file_name, content=content, at=at)
    if stored is None:
        raise BadInput(_("请附上要盖章的文件。"), {"file": _("PDF 或者照片")})
    due = opinion_due(seal, on=on) if rule.opinion else None
    last = (due.day or due.nominal) if due else None
    signs = heads_needed(rule, seal, on=on)
    serial = SealRequest.objects.filter(estate=seal.estate).count() + 1
    entry = journal.record(
        ASKED,
        **logged(seal, by, f"seal-request:{serial}"),
        at=at,
        basis=cited.entry if cited else seal.entry,
        seal=seal.pk,
        serial=serial,
        use=use,
        title=said["title"],
        copies=copies,
        amount=amount_fen,
        limit=limit_fen if read else None,
        quote=quote.strip() if read else "",
        resting_on=cited.key if cited else "",
        file=stored.sha256,
        opinion_due_on=last,
        signs=signs,
        emergency=emergency,
    )
    made = SealRequest.objects.create(
        estate=seal.estate,
        seal=seal,
        serial=serial,
        use=use,
        title=said["title"],
        words=words.strip(),
        party_shown=party_shown.strip(),
        copies=copies,
        amount_fen=amount_fen,
        basis_entry=cited.entry if cited else None,
        basis_kind=cited.kind if cited else "",
        resolution=basis if isinstance(basis, Resolution) else None,
        decision=basis if isinstance(basis, Decision) else None,
        emergency=emergency,
        limit_fen=limit_fen if read else None,
        quote=quote.strip() if read else "",
        file_id=stored.pk,
        opinion_due_on=last,
        signs_needed=signs,
        cosign=rule.cosign[:80],
        state=UseState.OPINION if last else UseState.SIGNING,
        person_id=by.pk,
        by=keys.pseudonym(seal.estate.pk, by.pk),
        at=at,
        entry=entry.pk,
    )
    if last is not None:
        text = _("【共治】%(estate)s申请用印，请于%(day)s前填写意见；逾期未答的，用印并注明。登录后可以看到文件。")
        told = text % {"estate": seal.estate.name, "day": cndate(last)}
        tell_party(seal.estate.community, Side.ENVIRONMENT, seal.estate, kind="seals.opinion", text=told, at=at)
    return settle_request(made, at=at)


def _must_be_read(cited: Basis, use: str, amount_fen: int | None, limit_fen: int | None, quote: str) -> bool:
    """Whether the sum that the owners decided is read now: once, for the first use that signs or pays a sum under it.

    A resolution that names no sum limits no contract, as a decision without one; a contract without a total (by unit price)
    reads none. Wrong input: no sum, no sentence, or one that is not in what was voted on.
    """
    if not isinstance(cited.row, Resolution) or cited.amount_fen is not None or use not in SUMS or amount_fen is None:
        return False
    if not sums_in(words_decided(cited.row)):
        return False
    if wrong := wrong_reading(cited.row, limit_fen, quote, name="limit_fen"):
        raise BadInput(_("请照录决议里写明金额的那一句。"), wrong)
    return True


def _checked(
    seal: Seal,
    use: str,
    title: str,
    copies: int,
    amount_fen: int | None,
    words: str,
    emergency: bool,
    basis: Resolution | Decision | None,
) -> dict[str, str]:
    """What was typed, without blanks around it; wrong input otherwise."""
    said = filled(title=title)
    wrong = {}
    if use not in set(Use):
        wrong["use"] = _("请选择")
    if not 0 < copies <= MOST_COPIES:
        wrong["copies"] = _("1 到 %(n)s 份") % {"n": MOST_COPIES}
    if amount_fen is not None and amount_fen <= 0:
        wrong["amount_fen"] = _("要大于 0")
    if use == Use.PAYMENT and amount_fen is None:
        wrong["amount_fen"] = _("付款要写金额")
    if emergency and not words.strip():
        wrong["words"] = _("请写明紧急的情形")
    if basis is not None and basis.estate_id != seal.estate.pk:
        wrong["basis"] = _("这不是本小区的决定，请重选")
    if wrong:
        raise BadInput(_("还没有写全。"), wrong)
    return said
