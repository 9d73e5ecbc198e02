"""Read a sum out of what was decided: the sentence stands in the text, the sum in the sentence (A5.3)."""

from django.utils.translation import gettext as _

from gongzhi.fund.queries.bases import words_decided
from gongzhi.fund.queries.spending_sums import sums_in
from gongzhi.voting.models import Resolution

QUOTE = 200


def wrong_reading(resolution: Resolution, amount_fen: int | None, quote: str) -> dict[str, str]:
    """What is wrong with a sum read from a resolution, by field; empty where the sentence bears it out."""
    wrong = {}
    sentence = "".join(quote.split())
    if amount_fen is None or amount_fen < 1:
        wrong["amount_fen"] = _("必填，要大于零")
    if not sentence:
        wrong["quote"] = _("请照录写明金额的那一句")
    elif len(quote.strip()) > QUOTE:
        wrong["quote"] = _("最多 %(n)s 个字，只录写明金额的那一句") % {"n": QUOTE}
    elif sentence not in "".join(words_decided(resolution).split()):
        wrong["quote"] = _("在表决的议题全文里找不到这一句：请照录")
    elif amount_fen and amount_fen not in sums_in(sentence):
        wrong["amount_fen"] = _("这一句里没有写这个金额")
    return wrong
