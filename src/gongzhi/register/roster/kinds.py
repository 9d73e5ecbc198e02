"""Kinds of units and states of sale as rosters write them."""

from __future__ import annotations

import re
from functools import lru_cache

from gongzhi.register.roster.doors import fold, kind_hint

KINDS = ("住宅", "公寓", "商铺", "办公", "车位", "储藏室", "其他")
"""The kinds of units that a roster may hold."""

SOLD, UNSOLD, UNDELIVERED = "sold", "unsold", "undelivered"
"""已售 · 未售 · 已售未交付 (法释〔2020〕17号第9条 counts the last two as the developer's one head)."""

_ALIASES = {
    alias: kind
    for kind, aliases in {
        "住宅": "住宅 住房 居住 普通住宅 成套住宅 商品住宅 商品房 住宅用房 住宅用途 民用 民宅 住家 别墅 洋房 高层 小高层 多层 "
        "高层住宅 小高层住宅 多层住宅 普通住房 安置房 拆迁安置房 保障房 经济适用房 公租房 廉租房 房改房 公房 直管公房 城镇住宅用地/住宅 "
        "城镇住宅用地/成套住宅 非成套住宅 联排 叠拼 跃层 平层 住宅房屋 家用 自住 居民住宅 平房 住",
        "公寓": "公寓 商务公寓 酒店式公寓 酒店公寓 LOFT 单身公寓 SOHO 公寓式办公",
        "商铺": "商铺 商业 门面 门市 铺面 底商 网点 商业用房 商业用途 营业用房 营业房 经营性用房 非住宅 商服 商服用房 店面 店铺 商业服务 "
        "商业网点 临街商铺 门面房 门市房 商用 沿街商铺 铺位 商 商住",
        "办公": "办公 写字楼 办公用房 写字间 办公室 商务办公 办公楼",
        "车位": "车位 车库 停车位 地下车位 地上车位 产权车位 机动车位 车位(库) 泊位 地下车库 子母车位 机械车位 人防车位 微型车位 停车 "
        "地下停车位 汽车库 摩托车位 非机动车位 自行车库",
        "储藏室": "储藏室 储藏间 储物间 储物室 杂物间 杂物房 地下室 柴间 柴房 杂屋 储藏 仓储 仓库 库房 附属间 附房 小房",
        "其他": "其他 其它 会所 幼儿园 学校 厂房 工业 医疗 卫生 综合 酒店 配套 配套用房 公共配套 其他用房 其它用房 文化 体育 市场",
    }.items()
    for alias in aliases.split()
}
_TRIM = re.compile(r"\(.*?\)|（.*?）")

_STATUS = {
    alias: status
    for status, aliases in {
        UNSOLD: "未售 未出售 未销售 待售 可售 在售 库存 未卖 未售出 尚未出售 建设单位 开发商 开发商持有 开发商未售 空置未售 否 自持 "
        "未认购 销控 尾盘 开发商自持 房产公司 未",
        UNDELIVERED: "已售未交付 已售未交房 未交付 未交房 已售待交付 未接房 未收房 待交付 待交房 已售未接房 已售未收房 尚未交付 已售尚未交付 "
        "已签约未交付 预售 已预售",
        SOLD: "已售 已出售 已销售 售出 已售出 已售已交付 已交付 已交房 已接房 已收房 是 已签约 已网签 已备案 已办证 已领证 有证 无证 "
        "未办证 办证中 已登记 正常 入住 已入住 未入住 空置 出租 已出租 自住 装修 装修中 自用 共有 按揭 抵押 已抵押 查封 已查封 冻结 "
        "继承 待继承 已过户 二手 全款 待办证 已 自有 产权 私有 拆迁安置 安置 公房 待过户 已装修 未装修 常住 闲置 借住",
    }.items()
    for alias in aliases.split()
}
_UNDELIVERED = re.compile(r"(?:未|尚未|待|没有?)(?:交付|交房|接房|收房|交)")
_UNSOLD = re.compile(
    r"(?:未|尚未|待|没有?)(?:出售|销售|售|卖)|开发商(?:持有|自持|未售|名下)|建设单位(?:持有|未售|名下)"
)
_SOLD = re.compile(r"已(?:出售|销售|售|交付|交房|接房)|售出")

_YES = frozenset(
    {
        "是",
        "已交付",
        "已交房",
        "已接房",
        "已收房",
        "已交",
        "已收",
        "已接",
        "Y",
        "YES",
        "√",
        "1",
        "交付",
        "TRUE",
        "已",
    }
)
_NO = frozenset(
    {
        "否",
        "未交付",
        "未交房",
        "未接房",
        "未收房",
        "未交",
        "未收",
        "未接",
        "N",
        "NO",
        "×",
        "0",
        "X",
        "未",
        "FALSE",
        "待交付",
    }
)


@lru_cache(maxsize=2048)
def read_kind(text: str) -> str | None:
    """The kind a cell names, one of KINDS; '' for an empty cell, None for a word nobody knows."""
    folded = fold(text)
    if folded in ("", "-", "/"):
        return ""
    for word in (folded, _TRIM.sub("", folded), folded.removesuffix("用房"), folded.removesuffix("房屋")):
        if found := _ALIASES.get(word):
            return found
    if len(folded) <= 8 and (hint := kind_hint(folded)) and "用房" not in folded:
        return hint
    if folded.endswith("住宅") and not folded.startswith(("非", "商")):
        return "住宅"
    return None


@lru_cache(maxsize=2048)
def read_status(text: str) -> str | None:
    """已售, 未售 or 已售未交付 as a cell says it; '' for an empty cell, None for words that say nothing of it."""
    folded = fold(text)
    if folded in ("", "-", "/"):
        return ""
    if found := _STATUS.get(folded):
        return found
    if _UNSOLD.search(folded):
        return UNSOLD
    if _UNDELIVERED.search(folded):
        return UNDELIVERED
    return SOLD if _SOLD.search(folded) else None


def says_delivered(text: str) -> bool | None:
    """Whether a word in a delivery column says delivered, None when it says neither."""
    folded = fold(text)
    return True if folded in _YES else False if folded in _NO else None
