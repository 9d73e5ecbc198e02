"""What column titles mean: from the words of a header cell to one of the fields of a roster."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

FIELDS = (
    "building",
    "stair",
    "floor",
    "room",
    "door",
    "kind",
    "area",
    "owner",
    "document",
    "phone",
    "status",
    "delivered_on",
)
"""The fields that a column may be mapped to by hand."""

REMARK, SEQUENCE = "remark", "sequence"
"""Fields that are only recognised, never mapped by hand."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a title means: its field, how good the word is (0 best), which owner of several, whether a co-owner's."""

    field: str
    rank: int
    number: int = 0
    co_owner: bool = False


_BRACKETS = re.compile(r"[(\[【〔《<{].*?[)\]】〕》>}]")
_NOISE = re.compile(r"[\s:：*＊\"'“”‘’·。,，、_/\\|.-]+")
_NUMBER = re.compile(r"(\d{1,2})|第([一二三四五六七八九])|([一二三四五六七八九])$")
_HANZI = {digit: number for number, digit in enumerate("一二三四五六七八九", 1)}

_IGNORED = re.compile(
    r"租户|租客|承租|租赁|使用人|居住人|住户关系|紧急|代理人|经办|委托|家庭|家属|成员|管家|网格|"
    r"户型|房型|朝向|公摊|分摊|得房|使用面积|套内使用|花园|露台|阳台|赠送|"
    r"单价|总价|金额|房款|物业费|收费标准|缴费|欠费|余额|合同编?号|合同日期|签约|"
    r"产权证|不动产权?证|房产证|房权证|权证号|证书号|丘地?号|宗地|图斑|"
    r"证件类[型别]|证件种类|证照类型|性别|民族|年龄|出生|车牌|备案|邮箱|微信|邮编|"
    r"通讯地址|联系地址|户籍|身份证地址|家庭地址|总层|总楼层|层高|户数|套数|份额|比例|共有方式|共有情况|人口|党员|政治面貌"
)
_CO_OWNER = re.compile(r"共有人|共有权人|共同所有|其他产权人|其他业主|配偶")

_EXACT: dict[str, tuple[str, int]] = {}


def _words(field: str, rank: int, words: str) -> None:
    for word in words.split():
        _EXACT[word] = (field, rank)


_words(
    "building",
    0,
    "楼栋 楼栋号 栋号 幢号 楼幢 楼号 楼栋名称 楼宇 楼宇名称 自然幢 幢名 栋座 座号 座栋 号楼 楼座 栋 幢 座",
)
_words("building", 1, "楼 楼名 建筑 建筑物 建筑物名称 大楼 building")
_words("stair", 0, "单元 单元号 单元名称 所属单元 梯 梯号 门栋 单元门 unit")
_words("floor", 0, "楼层 层 层号 所在层 所在楼层 层次 实际楼层 名义层 floor")
_words("floor", 1, "层数")
_words("room", 0, "房号 室号 户号 房间号 室 房 户室号 户室 房间 门牌号 门牌 室号部位 房屋号 户 房间编号 room")
_words(
    "door",
    0,
    "门号 单元房号 楼栋房号 房屋坐落 坐落 房屋地址 房产地址 房产坐落 房屋位置 房屋名称 物业地址 门牌地址 房产名称 房产位置 房屋座落 座落 房屋门牌 address",
)
_words(
    "door",
    1,
    "房屋 房产 房源 地址 位置 房屋编号 房屋编码 房产编号 资源名称 房屋信息 车位编号 车位号 商铺号 铺号",
)
_words(
    "kind",
    0,
    "用途 房屋用途 规划用途 设计用途 使用性质 房屋性质 物业类型 房屋类型 业态 房屋类别 资源类型 kind type",
)
_words("kind", 1, "类型 类别 性质 房产类型 产品类型 物业类别 物业性质")
_words(
    "area",
    0,
    "专有部分面积 产权面积 产证面积 登记面积 证载面积 权证面积 不动产登记面积 产权建筑面积 登记建筑面积 房产面积",
)
_words("area", 1, "建筑面积 建面 建面积 房屋建筑面积 总建筑面积 area")
_words("area", 2, "面积 房屋面积 实测面积 实测建筑面积 竣工面积 住房面积 总面积 套面积")
_words("area", 3, "合同面积 合同建筑面积 销售面积 预测面积 预测建筑面积 预售面积")
_words("area", 4, "计费面积 收费面积 物业面积 物业计费面积 结算面积")
_words("area", 9, "套内面积 套内建筑面积 套内")
_words(
    "owner",
    0,
    "产权人 产权人姓名 权利人 所有权人 产权所有人 房屋所有权人 产权单位 权利人名称 权利人姓名 房屋产权人 产权人名称",
)
_words("owner", 1, "业主 业主姓名 业主名称 业主名 房屋业主 业主信息 姓名 名字 业主或单位名称 owner name")
_words(
    "owner",
    2,
    "户主 户主姓名 房主 房主姓名 买受人 买受人姓名 购房人 购房人姓名 客户 客户名称 客户姓名 业户 业户名称 户名 名称",
)
_words("owner", 2, "单位名称 公司名称 所有人 房屋所有人 权属人 权属人姓名 房屋权利人")
_words(
    "document",
    0,
    "证件号 证件号码 身份证 身份证号 身份证号码 身份证件号 身份证件号码 证件 证照号 证照号码 证件编号 居民身份证",
)
_words(
    "document",
    0,
    "公民身份号码 有效证件号码 id idno 身份证明号 身份证明号码 业主证件号 业主身份证 业主身份证号",
)
_words(
    "document",
    1,
    "统一社会信用代码 社会信用代码 信用代码 营业执照号 营业执照 营业执照号码 组织机构代码 护照号 护照 护照号码",
)
_words(
    "phone",
    0,
    "联系电话 手机 手机号 手机号码 联系方式 移动电话 电话 电话号码 联系号码 业主电话 联系手机 phone mobile tel",
)
_words("phone", 1, "手机1 业主联系电话 业主手机 联系人电话 本人电话")
_words("phone", 4, "固定电话 座机 固话 宅电 住宅电话 家庭电话 办公电话")
_words(
    "status",
    0,
    "销售状态 产权状态 出售状态 销售情况 出售情况 售出情况 是否已售 是否出售 售否 房屋状态 状态 房态 销控状态",
)
_words("status", 1, "权属状态 产权情况 房屋现状 资源状态")
_words(
    "delivered_on",
    0,
    "交付日期 交付时间 交付日 交房日期 交房时间 交房日 收房日期 收房时间 接房日期 接房时间 入伙日期 入伙时间",
)
_words(
    "delivered_on",
    1,
    "交付 交房 收房 接房 是否交付 是否交房 是否接房 交付情况 交付状态 交房状态 交房情况 接房情况 实际交付日期",
)
_words(REMARK, 0, "备注 说明 附注 备考 备注说明 其他说明 remark note")
_words(SEQUENCE, 0, "序号 编号 序 no 行号")

_CONTAINS: tuple[tuple[re.Pattern[str], str, int], ...] = tuple(
    (re.compile(pattern), field, rank)
    for pattern, field, rank in (
        (r"身份证|证件号|信用代码|护照号|执照号", "document", 2),
        (r"手机|电话|联系方式", "phone", 2),
        (r"套内", "area", 9),
        (r"(?:产权|登记|证载|权证|产证|专有).*面积", "area", 0),
        (r"(?:合同|预测|预售).*面积", "area", 3),
        (r"(?:计费|收费|物业).*面积", "area", 4),
        (r"建筑面积|建面", "area", 1),
        (r"面积", "area", 3),
        (r"交付|交房|接房|收房", "delivered_on", 2),
        (r"已售|出售|销售", "status", 2),
        (r"坐落|地址", "door", 2),
        (r"产权人|权利人|所有权人", "owner", 2),
        (r"业主|户主|房主|姓名|买受人|购房人", "owner", 3),
        (r"单元", "stair", 3),
        (r"楼层|层$", "floor", 3),
        (r"房号|室号|房间|门牌|户号", "room", 3),
        (r"[栋幢座]|楼号|号楼", "building", 3),
        (r"用途|业态|物业类|房屋类", "kind", 3),
        (r"备注", REMARK, 3),
    )
)


def plain(title: object) -> str:
    """A title reduced to its words: width folded, brackets, spaces and punctuation gone, lower case."""
    text = unicodedata.normalize("NFKC", "" if title is None else str(title))
    return _NOISE.sub("", _BRACKETS.sub("", text)).lower()


def _numbered(title: object) -> tuple[str, int]:
    text = unicodedata.normalize("NFKC", str(title))
    text = re.sub(r"[(\[【](\d{1,2}|[一二三四五六七八九])[)\]】]", r"\1", text)
    text = re.sub(r"m2|㎡", "", text)
    text = _NOISE.sub("", _BRACKETS.sub("", text)).lower()
    match = _NUMBER.search(text)
    if not match:
        return text, 0
    number = int(match[1]) if match[1] else _HANZI[match[2] or match[3]]
    return text[: match.start()].removesuffix("第") + text[match.end() :], number


def _look_up(text: str) -> tuple[str, int] | None:
    if not text:
        return None
    if found := _EXACT.get(text):
        return found
    if len(text) > 16:
        return None
    for pattern, field, rank in _CONTAINS:
        if pattern.search(text):
            return field, rank + 1
    return None


def is_ignored(*parts: str) -> bool:
    """Whether a title names something that is no field of a roster (租户, 户型, 产权证号)."""
    return bool(_IGNORED.search("".join(map(plain, parts))))


@lru_cache(maxsize=4096)
def meaning(*parts: str) -> Meaning | None:
    """What a title of one or more header rows (top to bottom) means, None when it means nothing to a roster."""
    words = [part for part in (plain(part) for part in parts) if part]
    if not words:
        return None
    joined = "".join(words)
    ignored = _IGNORED.search(joined)
    numbered, number = _numbered("".join(str(part) for part in parts))
    co_owner = bool(_CO_OWNER.search(joined))
    lowest, lowest_number = _numbered(parts[-1])
    if ignored and not (lowest in _EXACT and ignored.group() == lowest):
        return None
    if co_owner and _EXACT.get(words[-1], ("", 0))[0] not in ("document", "phone"):
        base = _CO_OWNER.sub("", numbered)
        found = _look_up(base) if base else ("owner", 1)
        if found is None or found[0] not in ("owner", "document", "phone"):
            found = ("owner", 1)
        return Meaning(found[0], found[1], number, co_owner=True)
    for text in (words[-1], lowest, joined, numbered, "".join(reversed(words)), *reversed(words[:-1])):
        if found := _look_up(text):
            field, rank = found
            several = field in ("owner", "document", "phone")
            return Meaning(field, rank, (number or lowest_number) if several else 0, co_owner and several)
    return None
