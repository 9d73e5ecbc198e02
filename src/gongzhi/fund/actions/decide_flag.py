"""Decide about a warning of the watch, or say what it is about (A5.6)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.cites import BOOKS
from gongzhi.fund.models import FlagVerdict
from gongzhi.fund.oversight_access import require_decider
from gongzhi.fund.queries.serials import hold_register
from gongzhi.fund.queries.watch import watched_one
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

DECIDED = journal.event(
    "fund.flag.decided", key=Fact.WORD, kind=Fact.WORD, verdict=Fact.WORD, words=Fact.TEXT, file=Fact.HASH
)
V = FlagVerdict.Verdict
LONGEST = 300


@act
def decide_flag(
    *,
    estate: Estate,
    key: str,
    verdict: str,
    words: str,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> FlagVerdict:
    """What was made of a warning, with its grounds; `told` is what the side that acted says, and decides nothing.

    Refuses a decision by whoever took part in what it is about and by everyone but the supervision and the offices, an
    explanation by whoever does not keep the books, and a warning whose cause is gone. Wrong input: no words, no verdict.
    """
    hold_register("fund_flagverdict", estate)
    one = watched_one(estate, key, at)
    if one is None:
        words_gone = _("这条提示的情况已经不在了，不用再处理。")
        raise Refused(Reason(words_gone, cite=BOOKS, remedy=_("看现在的提示")))
    if verdict == V.TOLD:
        access.require_bookkeeper(by, estate, at=at)
    else:
        require_decider(by, estate, one.flag.actors, at=at)
    wrong = {}
    if verdict not in V.values:
        wrong["verdict"] = _("请选择")
    if not words.strip() or len(words.strip()) > LONGEST:
        wrong["words"] = _("写 1 到 %(n)s 个字") % {"n": LONGEST}
    if wrong:
        raise BadInput(_("请写明怎么处理、为什么。"), wrong)
    paper = keep_paper(estate, file_name=file_name, content=content, at=at)
    who = keys.pseudonym(estate.pk, by.pk)
    entry = journal.record(
        DECIDED,
        ref="watch",
        estate_id=estate.pk,
        by=who,
        at=at,
        key=key,
        kind=one.flag.kind.value,
        verdict=verdict,
        words=words.strip(),
        file=[paper.sha256] if paper else [],
    )
    return FlagVerdict.objects.create(
        estate=estate,
        key=key,
        kind=one.flag.kind.value,
        verdict=verdict,
        words=words.strip(),
        file_id=paper.pk if paper else None,
        by=who,
        at=at,
        entry=entry.pk,
    )
