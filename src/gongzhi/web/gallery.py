"""Samples for the gallery: every component empty, single, many, refused, and with the longest names met."""

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django import forms
from django.core.paginator import Paginator

from gongzhi.kernel.clock import BEIJING
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.web.forms import AreaField, DayField, GzForm, MoneyField, PhoneField
from gongzhi_law.amounts import Unit
from gongzhi_law.citation import Cite
from gongzhi_law.finding import Check, met
from gongzhi_law.params import Strength

LONG_FIRM = "安居里（江州）城市服务集团有限公司云溪分公司梧桐街道望江路片区管理服务中心"
CODE_278 = Cite("民法典", "278", "2")
ESTATE = {"name": "锦澜花园", "place": "云溪区 梧桐街道 望江路社区", "url": "/gallery/public/"}
PERSON = {
    "name": "李文博",
    "role": "业主委员会主任",
    "home_url": "/gallery/desk/",
    "sign_out_url": "/gallery/",
}
NAV = [
    {"label": "待办", "url": "/gallery/desk/", "count": 7, "active": True},
    {"label": "表决", "url": "/gallery/result/", "count": 0, "active": False},
    {"label": "名册", "url": "/gallery/", "count": 3, "active": False},
]


class SampleForm(GzForm):
    """Every kind of field there is."""

    payee = forms.CharField(label="收款方", max_length=40)
    amount = MoneyField(label="金额（元）")
    phone = PhoneField(label="经办人手机号")
    area = AreaField(label="专有部分面积（㎡）", required=False, help_text="照不动产权证上的写")
    on = DayField(label="公告日期")
    matter = forms.ChoiceField(label="事项", choices=[("", "请选择"), ("rules", "制定管理规约")])
    why = forms.CharField(label="用途说明", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    level = forms.ChoiceField(
        label="公开程度", choices=[("a", "只公开合计"), ("b", "按房号公开")], widget=forms.RadioSelect
    )
    agree = forms.BooleanField(label="我已核对清册与不动产权证")
    file = forms.FileField(label="清册文件", required=False)


def sample_form() -> SampleForm:
    """A form sent back with errors; what was typed is still there."""
    typed = {
        "payee": "江州固安建筑防水工程有限公司",
        "amount": "28640O.00",
        "phone": "1380013800",
        "on": "2026-11-21",
    }
    return SampleForm(typed, auto_id="wrong_%s")


def check(label: str, part: int | None, whole: int | None, unit: Unit, required: Fraction, compare: str) -> Check:
    """A check as the law gives it, for the samples only."""
    return Check(
        name="sample",
        label=label,
        part=part,
        whole=whole,
        unit=unit,
        required=required,
        compare=compare,
        passed=met(part, whole, required, compare),
        cite=CODE_278,
        strength=Strength.STATUTE,
        blocks=True,
    )


TWO_THIRDS, HALF, THREE_QUARTERS = Fraction(2, 3), Fraction(1, 2), Fraction(3, 4)
CHECKS = [
    check("参与面积", 10645218, 13482056, Unit.AREA, TWO_THIRDS, "at_least"),
    check("参与人数", 850, 1274, Unit.HEADS, TWO_THIRDS, "at_least"),
    check("同意面积", 7690155, 10645218, Unit.AREA, THREE_QUARTERS, "at_least"),
    check("同意人数", 507, 1013, Unit.HEADS, HALF, "more_than"),
    check("同意人数（没有印出）", None, 1013, Unit.HEADS, HALF, "more_than"),
    check("同意人数（无人参与）", 0, 0, Unit.HEADS, HALF, "more_than"),
]
OPTIONS = [
    {
        "value": "a",
        "name": "江州润禾物业服务有限公司",
        "facts": [("物业费", "2.35 元/㎡·月"), ("您家每月约", "¥209.90"), ("上年评议", "优秀（梧桐街道）")],
    },
    {"value": "b", "name": LONG_FIRM, "facts": [("物业费", "2.18 元/㎡·月"), ("您家每月约", "¥194.72")]},
    {"value": "none", "name": "都不同意", "note": "两家都不选，由业委会重新组织选聘", "apart": True},
    {"value": "abstain", "name": "弃权", "note": "算参与，不算同意"},
]
STEPS = [
    {"name": "报告与介入", "note": "10月12日", "state": "done"},
    {"name": "名册公示", "note": "10月15日—10月29日", "state": "done"},
    {"name": "公告", "note": "11月2日", "state": "done", "url": "#stations"},
    {"name": "表决", "note": "到 11月27日", "state": "now"},
    {"name": "计票", "note": "11月28日", "state": "next"},
    {"name": "公示", "note": "12月5日止", "state": "next"},
    {"name": "生效", "note": "", "state": "next"},
]
TODAY = date(2026, 11, 23)
DUTIES = [
    {
        "title": "催收便民摊位场地费 ¥3,200.00",
        "url": "#duty",
        "due_on": date(2026, 11, 20),
        "who": "财务委员 吴婷",
        "action": "登记到账",
        "action_url": "#duty",
    },
    {
        "title": "逐条答复名册异议，共 2 条",
        "url": "#duty",
        "due_on": date(2026, 11, 23),
        "cite": Cite("业主大会和业主委员会指导规则", "12"),
        "why": "不答复就不能冻结名册",
        "action": "填写答复",
        "action_url": "#duty",
    },
    {
        "title": "公布业委会 11月21日会议的决定",
        "due_on": date(2026, 11, 24),
        "who": "秘书 赵晓彤",
        "cite": Cite("业主大会和业主委员会指导规则", "39"),
        "action": "核对并公布",
        "action_url": "#duty",
    },
    {"title": "18:00 截止表决，两名监票人开箱计票", "url": "#duty", "due_on": date(2026, 12, 18)},
    {"title": "公布 10 月共有资金收支表", "due_on": date(2026, 11, 20), "done": True},
    {"title": "整理往届业委会移交的档案", "due_on": None},
]
FIRST = {
    "badge": "今天 18:00 前",
    "note": "12栋1单元602室、商铺 1-07 对登记面积有异议，已附不动产权证",
    "title": "逐条核对证据，给出书面答复",
    "text": "不答复，名册不能冻结。",
    "cite": Cite("业主大会和业主委员会指导规则", "12"),
    "action": "填写答复",
    "action_url": "#first",
}
SAID = [
    {"motion": "一、现物业去留", "verdict": "", "choice": "解聘"},
    {"motion": "二、解聘后选哪家", "verdict": "同意", "choice": LONG_FIRM},
    {"motion": "三、在公共场地设快递柜和广告位", "verdict": "", "choice": "不同意"},
]
TRAIL = [
    {
        "title": "公告发出",
        "text": "首次公告，15 日后开始表决",
        "at": datetime(2026, 11, 2, 9, 30, tzinfo=BEIJING),
        "who": "业主委员会",
        "state": "done",
    },
    {"title": "表决进行中", "text": "到 11月27日 18:00 截止", "state": "now"},
    {"title": "计票", "state": "next"},
]
MOTIONS = [
    {
        "url": "#motions",
        "title": "一、选聘物业服务企业",
        "note": "润禾 58.05%，需过半数",
        "badge": "通过",
        "badge_kind": "done",
        "active": True,
    },
    {"url": "#motions", "title": "二、制定管理规约", "note": "同意 61.20%，需过半数", "badge": "还不能判断"},
    {
        "url": "#motions",
        "title": "三、公共场地设快递柜",
        "note": "同意 73.25%，需四分之三",
        "badge": "未通过",
    },
]
COLUMNS = [
    {"label": "选项"},
    {"label": "人数", "n": True, "sort_url": "?sort=heads#table", "sorted": "desc"},
    {"label": "占参与", "n": True},
    {"label": "面积（㎡）", "n": True, "sort_url": "?sort=area#table"},
]
TABLE_MANY = {
    "label": "各选项得票",
    "caption": "按人数从多到少",
    "columns": COLUMNS,
    "rows": [
        {"cells": [{"text": "江州润禾物业服务有限公司", "badge": "中选", "badge_kind": "done"}, 588, "58.05%",
                   "62,118.40"], "win": True},
        [{"text": LONG_FIRM, "url": "#table", "note": "联合体投标"}, 251, "24.78%", "25,892.66"],
        ["都不同意", 121, "11.94%", "12,846.92"],
        ["弃权", 53, "5.23%", "5,594.20"],
    ],
    "foot": ["合计", 1013, "100.00%", "106,452.18"],
}  # fmt: skip
TABLE_ONE = {"label": "一行", "columns": ["房号", "状态"], "rows": [["8栋2单元1503室", "已核对"]]}
TABLE_NONE = {
    "label": "没有行",
    "columns": ["房号", "状态"],
    "rows": [],
    "empty": {
        "title": "还没有名册",
        "text": "导入物业或社区的清册，先预览再确认。",
        "url": "#table",
        "action": "导入名册",
    },
}
PAIR = (
    {
        "title": "只计实际投票（采用）",
        "note": "民法典口径，本页结论以此为准",
        "rows": [("参与人数", "1,013/1,274　79.51%"), ("同意人数", "588/1,013　58.05%")],
        "law": True,
    },
    {
        "title": "计入未回复的 187 人",
        "note": "按议事规则第十九条，送达未回复的随多数",
        "rows": [("参与人数", "1,200/1,274　94.19%"), ("同意人数", "775/1,200　64.58%")],
    },
)
REFUSED_ONE = Refused(
    Reason("还不能发公告：名册没有冻结", str(Cite("物业管理条例", "14", "1")), "去冻结名册", "/gallery/")
)
REFUSED_MANY = Refused(
    Reason("没有名册公示的记录", str(CODE_278), "去公示名册", "/gallery/"),
    Reason("离开始表决不足 15 日", str(Cite("物业管理条例", "14", "1")), "改开始日期", "/gallery/"),
    Reason("居民委员会还没有收到告知", "社区十项措施 B3.7", "告知由系统代发，明天再来"),
)


def gallery_context() -> dict[str, Any]:
    """Everything that the gallery page shows."""
    return {
        "estate": ESTATE,
        "person": PERSON,
        "nav": NAV,
        "long_name": "阿依古丽·买买提",
        "bare_cite": "社区十项措施 B3.7",
        "cite": CODE_278,
        "checks": CHECKS,
        "options": OPTIONS,
        "stations_many": STEPS,
        "today": TODAY,
        "duty_list": DUTIES,
        "first_duty": FIRST,
        "said_items": SAID,
        "trail_items": TRAIL,
        "motion_items": MOTIONS,
        "table_many": TABLE_MANY,
        "table_one": TABLE_ONE,
        "table_none": TABLE_NONE,
        "pair_left": PAIR[0],
        "pair_right": PAIR[1],
        "refused_one": REFUSED_ONE,
        "refused_many": REFUSED_MANY,
        "blank_form": SampleForm(auto_id="blank_%s"),
        "wrong_form": sample_form(),
        "page": Paginator(range(1316), 30).page(2),
        "kv_rows": [
            ("投票人", "周桂芬（共有人推选）"),
            ("房屋", "8栋2单元1503室"),
            {"label": "计入", "value": "1 人，89.32㎡", "num": True, "strong": True},
            {"label": "公开页", "value": "2026-L2-003", "url": "#kv"},
        ],
        "stat_items": [
            {"value": "1,316", "label": "专有部分", "url": "#stats"},
            {"value": "127,915.84㎡", "label": "总面积"},
            {"value": "1,192—1,204", "label": "业主人数（合并待确认）"},
            {"value": "¥1,347,542.08", "label": "公共收益余额"},
        ],
        "receipt_code": "K7QM-3F2X",
        "receipt_url": "https://gongzhi.example/r/K7QM-3F2X",
        "share": TWO_THIRDS,
        "moment": datetime(2026, 11, 27, 18, 0, tzinfo=BEIJING),
    }


def gallery_page_context(page: str) -> tuple[str, dict[str, Any], int] | None:
    """Template, context and status of one whole sample page, or None."""
    context = gallery_context()
    pages: dict[str, tuple[str, dict[str, Any], int]] = {
        "desk": ("web/samples/desk.html", {}, 200),
        "vote": ("web/samples/vote.html", {"back": {"url": "/gallery/"}}, 200),
        "confirm": (
            "web/samples/confirm.html",
            {"back": {"url": "/gallery/vote/", "label": "返回修改"}},
            200,
        ),
        "receipt": ("web/samples/receipt.html", {}, 200),
        "result": ("web/samples/result.html", {}, 200),
        "public": (
            "web/samples/public.html",
            {"person": None, "page_url": "https://gongzhi.example/e/jinlan/"},
            200,
        ),
        "refused": ("web/refused.html", {"refusal": REFUSED_MANY, "back": {"url": "/gallery/"}}, 409),
        "refused-one": ("web/refused.html", {"refusal": REFUSED_ONE}, 409),
        "bad-input": (
            "web/bad_input.html",
            {"error": BadInput("面积须是最多两位小数的数字，例如 89.32")},
            422,
        ),
        "not-found": ("web/not_found.html", {}, 404),
        "error": ("web/error.html", {"reference": "20261121-1042-7f3a"}, 500),
    }
    if page not in pages:
        return None
    template, more, status = pages[page]
    return template, {**context, **more}, status
