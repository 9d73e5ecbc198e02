"""What the title of a column of a statement means."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from gongzhi.documents.tables.invisible import visible

FIELDS = (
    "date",
    "time",
    "amount",
    "credit",
    "debit",
    "direction",
    "balance",
    "summary",
    "counterparty",
    "counter_account",
    "reference",
    "currency",
    "status",
    "remark",
)
"""The fields a column can be mapped to: money in is credit, money out is debit, amount is either with a sign."""


class Meaning(NamedTuple):
    """A field and how sure its title is, 0 the surest; `family` joins the two columns of one pair of amounts."""

    field: str
    rank: int
    family: str = ""


_BEFORE = r"(?:本次|本笔|本日|当日|本期|交易|记账|记帐|入账|入帐|会计|账务|发生|本币|原币|人民币|人民|折人民币|结算|清算|账户|流水|银行|实际|期间|业务)*"
_SUM = r"(?:交易|发生)?(?:金额|发生额|总额|数额|款项|额|数|款)?"
_INWARD = r"(?:收入|存入|贷方|贷记|转入|收款|进账|进帐|来账|收方|汇入|流入|增加|进项|收|贷|存|入)"
_OUTWARD = r"(?:支出|支取|借方|借记|转出|付款|出账|出帐|往账|付方|汇出|流出|减少|取出|付出|支|借|付|取|出)"
_AMOUNT = r"(?:金额|发生额|交易额|数额|款额|收支额|收支金额|收付金额|借贷发生额|借贷金额|存取金额|收支)"
_UNITS = re.compile(
    r"[(\[{【](?:单位[:]?)?[+-]?(?:人民币|rmb|cny|¥)?[:,]?[+-]?(?:亿元|万元|千元|元|分|rmb|cny|人民币|¥|yuan)[)\]}】]"
    r"|[/,](?:万元|元|分)(?=$|[(\[])"
)
_FOREIGN = re.compile(
    r"[\[(【][^\])】]*[a-z][^\])】]*[\])】]|[a-z'./]+(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])[a-z'./ ]+$"
)
_MARKS = re.compile(r"[\s()\[\]{}【】<>《》:*#_·.\"'|\\-]+")
_SIGN_TOLD = re.compile(
    r"(?:收入?|存入?|贷方?|转入|进账?|入账?)[(]?(?:为|用|记)?(?:\+|正)|(?:\+|正数?)(?:为|表示|代表|:|=)?(?:收|存|贷|转入|进|入)"
)

_RULES: tuple[tuple[str, int, str], ...] = (
    (
        "date",
        0,
        r"交易日期?|交易时间|日期|发生日期?|交易日期时间|交易日期及时间|transactiondate|date|txndate|trandate|datetime",
    ),
    (
        "date",
        1,
        r"(?:流水|业务|付款|收款|支付|转账|到账|发生)(?:日期?|时间)|日期时间|时间|交易完成时间|交易发生时间|transactiontime|time",
    ),
    (
        "date",
        2,
        r"(?:记|入|登|过)(?:账|帐)(?:日期?|时间)|账务(?:日期|时间)|会计(?:日期?|时间)|核算日期?|postingdate|postdate|bookingdate",
    ),
    ("date", 4, r"(?:清算|结算|凭证|创建|交易创建|制单)(?:日期?|时间)|valuedate|起息日期?"),
    ("time", 0, r"交易时间|交易时刻|时间|时刻|记[账帐]时间|入[账帐]时间|发生时间|time|交易时分秒"),
    (
        "balance",
        0,
        r"(?:账户|帐户|联机|交易后|本次|当前|变动后|交易后账户|账面|结存|实时|卡|存折|账户结存|人民币|本币|期末|剩余|累计)*(?:余额|结余|结存|balance)",
    ),
    ("balance", 0, r"runningbalance|closingbalance|accountbalance|balanceafter|结余金额|结存金额|余额合计"),
    ("balance", 2, r"可用余额|availablebalance"),
    (
        "direction",
        0,
        r"借贷|收支|收/支|借/贷|收付|收/付|存取|存/取|支/收|进出|d/c|dc|dr/cr|cr/dr|credit/debit|crdr|drcr|c/d|debit/credit|借贷别|借贷标[志识记]",
    ),
    (
        "direction",
        0,
        r"(?:借/?贷|收/?支|收/?付|存/?取|进/?出|支/?收|出/?入[账帐]?|入/?出|往/?来|来/?往[账帐]?)(?:款|[账帐])?(?:标[志识记]|方向|类[型别]|性质|状态|别|情况|码)",
    ),
    (
        "direction",
        1,
        r"(?:交易|资金|账务|发生额?|款项)?(?:方向|流向|流动方向)|进出[账帐]|出入[账帐]|收入/支出|支出/收入|收/支类型|交易标[志识]",
    ),
    ("direction", 3, r"交易类型|类型|交易类别|收支项|类别|type|transactiontype|标[志识]"),
    ("currency", 0, r"币种|币别|货币|交易币种|记账币种|币种名称|currency|ccy|货币种类|交易货币"),
    (
        "counter_account",
        0,
        r".*(?:对方|对手|对端|交易对手|收付款人?|他方).*(?:账号|帐号|账户|帐户|卡号|号码)(?:/账号)?|(?:收款|付款)(?:人|方)?(?:账号|帐号|账户|帐户|卡号)|counterpartyaccount",
    ),
    (
        "counterparty",
        0,
        r"(?:对方|对手|对端|交易对手|交易对方|收付款|收/付款)(?:方|人|单位|账户|帐户)?(?:户名|名称|名|姓名|信息|单位名称|单位)?|对方账户名称?|对方户名|交易对象|商户名称?|counterparty|payee|(?:收款|付款)(?:人|方|单位)(?:名称|户名|全称)?",
    ),
    (
        "reference",
        0,
        r".*(?:流水号|交易号|订单号|交易单号|业务编号|交易编号|参考号|回单编?号|凭证号码?|凭证编号|日志号|交易序号|会计流水)|reference|ref|transactionid|voucherno",
    ),
    ("status", 0, r"(?:当前|交易|订单|支付|处理)?状态|status|交易结果|处理结果"),
    (
        "summary",
        0,
        r"摘要|交易摘要|交易说明|业务摘要|摘要说明|摘要描述|summary|description|narrative|particulars|details?|交易描述|事由|款项用途",
    ),
    ("summary", 1, r"用途|商品|商品说明|交易名称|交易类型|业务类型|交易详情|客户摘要|附言|memo|交易种类"),
    ("remark", 0, r"备注|附言|附言/?用途|留言|remarks?|note|memo|用途|说明|交易附言|客户附言"),
)
_COMPILED = tuple((field, rank, re.compile(pattern)) for field, rank, pattern in _RULES)
_CREDIT = re.compile(rf"({_BEFORE})(?:金额|发生额)?{_INWARD}(?:/?{_INWARD})?({_SUM})(?:/?{_INWARD})?\+?")
_DEBIT = re.compile(rf"({_BEFORE})(?:金额|发生额)?{_OUTWARD}(?:/?{_OUTWARD})?({_SUM})(?:/?{_OUTWARD})?-?")
_CREDIT_ENGLISH = re.compile(
    r"(?:credit|deposit|moneyin|paidin|received|inflow|income|receipt|cr)s?(?:amount|amt)?|(?:amount)?(?:credited|in)|入[账帐]"
)
_DEBIT_ENGLISH = re.compile(
    r"(?:debit|withdrawal|moneyout|paidout|payment|outflow|expense|spent|dr|charge)s?(?:amount|amt)?|(?:amount)?(?:debited|out)|出[账帐]"
)
_AMOUNT_TITLE = re.compile(
    rf"{_BEFORE}(?:订单|账单|支付|实付|实收|收付|收/支|收支|借贷|商品|到账)?{_AMOUNT}|(?:transaction)?amount|amt|金额"
)
_NOT_MONEY = re.compile(
    r"人|方式|账号|帐号|户名|名称|银行|机构|日期|时间|类型|标志|笔数|费率|手续费|优惠|编号|号码|次数|渠道"
)


def plain(text: str) -> str:
    """A title without blanks, brackets and units: ' 收入金额（元）' -> '收入金额'."""
    flat = "".join(visible(unicodedata.normalize("NFKC", str(text))).lower().split())
    return _MARKS.sub("", _UNITS.sub("", flat))


def tells_sign(text: str) -> bool:
    """Whether a title says what its signs mean (收入+/支出-)."""
    return bool(_SIGN_TOLD.search("".join(unicodedata.normalize("NFKC", str(text)).split())))


@lru_cache(maxsize=4096)
def meanings(title: str) -> tuple[Meaning, ...]:
    """What a title may mean, the surest first; several where its cells must tell (交易时间 is a date or a time)."""
    found = _meanings_of(plain(title), title)
    if not found and (native := _FOREIGN.sub("", unicodedata.normalize("NFKC", title).lower())) != title:
        return _meanings_of(plain(native), native)
    return found


def _meanings_of(text: str, title: str) -> tuple[Meaning, ...]:
    if not text or len(text) > 24:
        return ()
    found = [Meaning(field, rank) for field, rank, pattern in _COMPILED if pattern.fullmatch(text)]
    if text in ("收/支", "借/贷", "收支", "借贷", "收入/支出", "支出/收入", "存/取", "收/付"):
        return (*found, Meaning("amount", 3))
    if not _NOT_MONEY.search(text.replace("人民币", "")):
        if match := _CREDIT.fullmatch(text):
            found.append(Meaning("credit", 0, match[1]))
        elif match := _DEBIT.fullmatch(text):
            found.append(Meaning("debit", 0, match[1]))
        elif _CREDIT_ENGLISH.fullmatch(text):
            found.append(Meaning("credit", 0))
        elif _DEBIT_ENGLISH.fullmatch(text):
            found.append(Meaning("debit", 0))
        if _AMOUNT_TITLE.fullmatch(text):
            found.append(Meaning("amount", 0 if text in ("金额", "交易金额", "发生额", "amount") else 1))
        elif tells_sign(title) and re.search(r"支|付|取|借|出", text):
            return (Meaning("amount", 0),)
    return tuple(sorted(found, key=lambda one: one.rank))
