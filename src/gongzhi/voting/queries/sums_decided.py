"""What sums the owners decided, as the motion writes them: 120,000元, 12万元, 壹拾贰万元整; in fen, never a float (A5.3)."""

import re
import unicodedata

from django.utils.translation import gettext as _

from gongzhi.voting.models import Resolution

QUOTE = 200

_ARABIC = re.compile(r"(\d[\d,]*)(?:\.(\d{1,6}))?\s*(亿|万)?\s*元")
_CHINESE = re.compile(r"([零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+)\s*元")
_SCALE = {"": 1, "万": 10_000, "亿": 100_000_000}
_DIGITS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | dict(
    zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True)
)
_DIGITS["两"] = 2
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}


def words_decided(resolution: Resolution) -> str:
    """All that the owners voted on in this resolution; the explanation is not part of it."""
    motion, option = resolution.motion, resolution.option
    parts = [motion.title, motion.text, *((option.title, option.terms) if option else ())]
    return "\n".join(part for part in parts if part)


def wrong_reading(
    resolution: Resolution, amount_fen: int | None, quote: str, *, name: str = "amount_fen"
) -> dict[str, str]:
    """What is wrong with a sum read from a resolution, by field (`name` is the sum's); empty where its sentence bears it out.

    The sentence stands in the text that was voted on, the sum stands in the sentence.
    """
    wrong = {}
    sentence = "".join(quote.split())
    if amount_fen is None or amount_fen < 1:
        wrong[name] = _("必填，要大于零")
    if not sentence:
        wrong["quote"] = _("请照录写明金额的那一句")
    elif len(quote.strip()) > QUOTE:
        wrong["quote"] = _("最多 %(n)s 个字，只录写明金额的那一句") % {"n": QUOTE}
    elif sentence not in "".join(words_decided(resolution).split()):
        wrong["quote"] = _("在表决的议题全文里找不到这一句：请照录")
    elif amount_fen and amount_fen not in sums_in(sentence):
        wrong[name] = _("这一句里没有写这个金额")
    return wrong


def sums_in(text: str) -> set[int]:
    """Every sum in yuan that the text names, in fen; empty where it names none."""
    plain = unicodedata.normalize("NFKC", text)
    found = set()
    for whole, part, scale in _ARABIC.findall(plain):
        unit = _SCALE[scale] * 100
        fen, rest = divmod(int(part or "0") * unit, 10 ** len(part))
        if not rest:
            found.add(int(whole.replace(",", "")) * unit + fen)
    return (found | {_number(words) * 100 for words in _CHINESE.findall(plain)}) - {0}


def _number(words: str) -> int:
    """十二万三千 → 123000."""
    total = section = digit = 0
    for sign in words:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _PLACES:
            section += (digit or 1) * _PLACES[sign]
            digit = 0
        else:
            total = (total + section + digit) * _SCALE[sign]
            section = digit = 0
    return total + section + digit
