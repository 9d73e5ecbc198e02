"""Reading posts, relatives and units from the words people declare; a name proves nothing (B7.4, R26)."""

from __future__ import annotations

from collections.abc import Mapping

from gongzhi_law.bodies import BodyKind, kind_of
from gongzhi_law.composition_facts import (
    DEVELOPER,
    FIRM,
    OWNERS,
    PARTY,
    POLICE,
    RESIDENTS,
    STREET,
    Kin,
    Member,
    Post,
)

_POST_WORDS: tuple[tuple[str, str], ...] = (
    ("环物委", BodyKind.ENV_COMMITTEE),
    ("环境和物业管理委员会", BodyKind.ENV_COMMITTEE),
    ("物管会", BodyKind.INTERIM),
    ("物业管理委员会", BodyKind.INTERIM),
    ("业主监督委员会", BodyKind.OWNERS_SUPERVISION),
    ("居务监督委员会", BodyKind.RESIDENTS_SUPERVISION),
    ("业委会", BodyKind.COMMITTEE),
    ("业主委员会", BodyKind.COMMITTEE),
    ("自管组织", BodyKind.SELF_MANAGED),
    ("居委会", BodyKind.RESIDENTS_COMMITTEE),
    ("居民委员会", BodyKind.RESIDENTS_COMMITTEE),
    ("村委会", BodyKind.RESIDENTS_COMMITTEE),
    ("村民委员会", BodyKind.RESIDENTS_COMMITTEE),
    ("街道", BodyKind.STREET),
    ("镇人民政府", BodyKind.STREET),
    ("镇政府", BodyKind.STREET),
    ("公安", POLICE),
    ("派出所", POLICE),
    ("民警", POLICE),
    ("建设单位", DEVELOPER),
    ("开发商", DEVELOPER),
    ("房地产开发", DEVELOPER),
    ("协会", BodyKind.THIRD_PARTY),
    ("学会", BodyKind.THIRD_PARTY),
    ("主管部门", BodyKind.DEPARTMENT),
    ("住建局", BodyKind.DEPARTMENT),
    ("房管局", BodyKind.DEPARTMENT),
    ("城乡建设局", BodyKind.DEPARTMENT),
    ("物业项目", BodyKind.PROJECT),
    ("物业服务项目", BodyKind.PROJECT),
    ("物业", BodyKind.FIRM),
    ("党", BodyKind.PARTY_COMMUNITY),
)
FIRM_KINDS = (BodyKind.FIRM, BodyKind.PROJECT)
_SIDE_OF_POST: Mapping[str, str] = {
    BodyKind.STREET: STREET,
    BodyKind.RESIDENTS_COMMITTEE: RESIDENTS,
    BodyKind.PARTY_COMMUNITY: PARTY,
    BodyKind.PARTY_ESTATE: PARTY,
    BodyKind.FIRM: FIRM,
    BodyKind.PROJECT: FIRM,
    POLICE: POLICE,
    DEVELOPER: DEVELOPER,
}
_SIDE_WORDS: tuple[tuple[str, str], ...] = (
    ("业主", OWNERS),
    ("居", RESIDENTS),
    ("村", RESIDENTS),
    ("街道", STREET),
    ("镇", STREET),
    ("党", PARTY),
    ("公安", POLICE),
    ("派出所", POLICE),
    ("民警", POLICE),
    ("建设单位", DEVELOPER),
    ("开发商", DEVELOPER),
    ("开发企业", DEVELOPER),
    ("物业", FIRM),
)
QUALITY_INSPECTOR = "质量总监"
_KIN: Mapping[str, tuple[str, ...]] = {
    "配偶": ("配偶", "丈夫", "妻子", "夫", "妻", "爱人", "老公", "老婆"),
    "父母": ("父母", "父亲", "母亲", "父", "母", "爸爸", "妈妈", "养父", "养母", "继父", "继母"),
    "子女": ("子女", "儿子", "女儿", "子", "女", "养子", "养女", "继子", "继女"),
    "兄弟姐妹": ("兄弟姐妹", "兄弟", "姐妹", "兄", "弟", "姐", "妹", "哥哥", "弟弟", "姐姐", "妹妹"),
    "祖父母": ("祖父母", "祖父", "祖母", "爷爷", "奶奶"),
    "外祖父母": ("外祖父母", "外祖父", "外祖母", "外公", "外婆", "姥爷", "姥姥"),
    "孙子女": ("孙子女", "孙子", "孙女"),
    "外孙子女": ("外孙子女", "外孙", "外孙女"),
    "配偶的父母": ("配偶的父母", "岳父", "岳母", "公公", "婆婆", "岳父母", "公婆"),
    "其他亲属": (
        "堂兄弟",
        "堂姐妹",
        "表兄弟",
        "表姐妹",
        "叔叔",
        "伯伯",
        "姑姑",
        "舅舅",
        "姨妈",
        "侄子",
        "侄女",
        "外甥",
        "外甥女",
        "女婿",
        "儿媳",
        "嫂子",
        "弟媳",
        "姐夫",
        "妹夫",
    ),
}
_RELATIONS = {word: group for group, words in _KIN.items() for word in words}
SPOUSE, SPOUSES_PARENTS, OTHERS = "配偶", "配偶的父母", "其他亲属"


def kind_of_post(post: Post | Kin) -> str | None:
    """The kind of body a post is at: a BodyKind, 公安 or 建设单位; None where the words do not say."""
    try:
        return kind_of(post.kind)
    except KeyError:
        pass
    for text in (post.kind, post.body):
        for word, kind in _POST_WORDS:
            if word in text:
                return kind
    return None


def at_firm(post: Post | Kin) -> bool:
    """A post at the firm or its project here, the voluntary 义务质量总监 apart."""
    return kind_of_post(post) in FIRM_KINDS and not is_quality_inspector(post)


def is_quality_inspector(post: Post | Kin) -> bool:
    return QUALITY_INSPECTOR in post.kind or QUALITY_INSPECTOR in post.body


def shown(post: Post | Kin) -> str:
    """The post as it is named to give it up: 幸福里业委会（业委会）."""
    return post.body if post.kind in post.body or post.kind in set(BodyKind) else f"{post.body}（{post.kind}）"


def relation_of(words: str) -> str | None:
    """The group of relatives a declared relation belongs to; None for words that are not known."""
    return _RELATIONS.get(words.strip())


def side_named(words: str) -> str:
    """The unit a member comes from, in the words of the rules; other words stay as they are."""
    text = words.strip()
    return next((side for word, side in _SIDE_WORDS if word in text), text)


def from_side(member: Member, side: str) -> bool | None:
    """Whether a member sits for that unit: by `side`, else by the declared posts, else by being an owner here.

    Who sits for one unit and declares a post at another speaks for both (书记 who chairs the 居委会), save owners.
    """
    kinds = [kind for post in member.posts if (kind := kind_of_post(post)) is not None]
    posts = {_SIDE_OF_POST[kind] for kind in kinds if kind in _SIDE_OF_POST}
    if member.side is not None:
        own = side_named(member.side)
        return own == side or (OWNERS not in (own, side) and side in posts)
    if posts:
        return side in posts
    if member.owner_here is None:
        return None
    if member.owner_here:
        return side == OWNERS
    return False if side == OWNERS else None


def leads_residents_committee(member: Member) -> bool | None:
    """Whether a member is chair or vice chair of the 居委会; None where the declared post names no title."""
    posts = [post for post in member.posts if kind_of_post(post) == BodyKind.RESIDENTS_COMMITTEE]
    if not posts:
        return False
    texts = [f"{post.body}{post.kind}".replace("委员会", "") for post in posts]
    if any("主任" in text for text in texts):
        return True
    return False if all("委员" in text or "工作" in text for text in texts) else None
