"""Names that read as a person's though nobody said so: where everyone reads, they are masked and kept out of words."""

import re

_SHORT = re.compile(r"[㐀-䶿一-鿿]{2,4}|[㐀-䶿一-鿿]{1,8}[·•・][㐀-䶿一-鿿·•・]{1,12}")
# How firms and offices end that have no more than four characters.
_ENDS = re.compile(
    r"(?:公司|中心|物业|集团|银行|支行|分行|电网|电力|供电|水务|自来水|燃气|热力|移动|联通|电信|铁塔|广电|邮政|税务|财政"
    r"|电梯|消防|保洁|保安|家政|园林|绿化|建材|五金|灯具|广告|传媒|快递|超市|商行|商店|商贸|餐厅|酒店|学校|幼儿园|医院|法院|工厂"
    r"|[店厂局院所社部站厅馆行会队园])\Z"
)


def reads_as_person(name: str) -> bool:
    """Whether a name could be a person's: two to four Chinese characters, or a dotted name, that end as no firm does."""
    plain = "".join(name.split())
    return bool(_SHORT.fullmatch(plain)) and not _ENDS.search(plain)
