"""What the community of the demonstration talked about in a year: invented topics, opinions, and what was agreed."""

from dataclasses import dataclass
from enum import StrEnum

from gongzhi.config.demo.bodies_formation import INTERIM, SELF_MANAGED
from gongzhi.config.demo.bodies_offices import DISPUTED, EXPIRED

MAIN = "桂溪苑"


class Fate(StrEnum):
    """What became of an agreed item."""

    DONE = "done"
    RECTIFIED = "rectified"
    WAITING = "waiting"
    OPEN = "open"
    OVERDUE = "overdue"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Agreed:
    """One duty: of which party, what, within how many days, what became of it."""

    side: str
    words: str
    days: int
    fate: Fate
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """One topic: about which estate (empty: the community), from which party, and what the sitting made of it."""

    about: str
    side: str
    business: str
    title: str
    words: str
    said: str
    settled: bool = True
    agreed: tuple[Agreed, ...] = ()


F = Fate
# Three estates at once.
FIRST = (
    Subject(
        "", "residents", "learn", "学习《物业管理条例》和本市三方联动文件",
        "集体学习条例第十五条、第十九条和联席会议职责，联系各小区实际谈体会。",
        "各方对照文件讨论了业委会决定的公告时限和物业企业的报告义务。",
    ),
    Subject(
        MAIN, "firm", "inform", "通报公共收益收支",
        "通报上季度停车、广告收入和支出，听取意见。",
        "业委会要求列明每一笔支出的依据；居委会建议贴到每个门岗。",
        agreed=(Agreed("firm", "把公共收益明细贴到三个门岗公告栏，并发业委会存档", 10, F.DONE),),
    ),
    Subject(
        INTERIM, "owners", "disputes", "2、3幢单元门禁失灵",
        "两个单元门禁失灵一个多月，夜间谁都能进。",
        "物业说配件已下单；物管会要求写明完成日期，坏的地方先加装临时门锁。",
        agreed=(Agreed("firm", "更换2、3幢单元门禁，换好前夜间加派巡逻", 20, F.RECTIFIED),),
    ),
    Subject(
        SELF_MANAGED, "owners", "disputes", "化粪池清掏没有人管",
        "院落没有物业，化粪池一年没有清掏，雨天返味。",
        "居委会联系环卫清掏一次，自管小组排出以后的轮值。",
        agreed=(
            Agreed("residents", "联系环卫清掏化粪池一次", 15, F.DONE),
            Agreed("owners", "排出清掏轮值表并贴在院门口", 30, F.DONE),
        ),
    ),
)  # fmt: skip
SPRING = (
    Subject(
        "", "residents", "inform", "通报春节期间用电用火巡查情况",
        "通报巡查发现的飞线充电和楼道堆物，提请各小区整改。",
        "各小区认领了自己的点位，物业当场登记。",
    ),
    Subject(
        "", "residents", "tendency", "电动自行车飞线充电反映集中",
        "两个月里收到同类反映十一件，集中在夜间和雨天。",
        "大家认为光清理不够，要有地方充；先在户数最多的小区试点。",
        agreed=(
            Agreed("residents", "对飞线充电住户逐户上门说明一次", 30, F.DONE),
            Agreed("other", "勘查两处集中充电点的用电容量", 40, F.DONE, "供电所"),
        ),
    ),
    Subject(
        EXPIRED, "owners", "disputes", "任期届满后资料和印章怎样保管",
        "业委会任期已满，换届还没有组织，资料和印章由谁保管意见不一。",
        "街道和社区说明了看守期的规定，各方还要回去商量，下次再议。",
        settled=False,
    ),
)  # fmt: skip
FLOOD = (
    Subject(
        MAIN, "firm", "major", "暴雨后地下车库进水",
        "前夜暴雨，负二层进水约二十厘米，两台水泵停转。",
        "现场看了集水井和配电间；业委会同意先抢修，水务要查市政管网是否倒灌。",
        agreed=(
            Agreed("firm", "更换集水井水泵两台，车库入口备足沙袋和挡板", 12, F.DONE),
            Agreed("other", "排查小区外市政雨水管是否倒灌并书面回复", 30, F.OVERDUE, "区水务部门"),
        ),
    ),
)  # fmt: skip
SUMMER = (
    Subject(
        MAIN, "owners", "convention", "修订管理规约：高空抛物和养犬条款听取意见",
        "拟在规约里写明高空抛物的巡查和养犬的时间、区域，先听取各方意见。",
        "居委会建议写明劝导程序；物业建议写明由谁取证；意见交业委会写进草案说明。",
    ),
    Subject(
        MAIN, "firm", "major", "三部电梯年检不合格",
        "3幢、5幢三部电梯年检不合格，限期整改，费用约九万元。",
        "业委会同意按应急程序申请维修资金，物业先落实看护和错峰。",
        agreed=(
            Agreed("firm", "联系维保单位完成整改并复检，结果贴在轿厢", 25, F.DONE),
            Agreed("owners", "按应急程序申请使用维修资金，把进度每周公布", 30, F.WAITING),
        ),
    ),
    Subject(
        DISPUTED, "firm", "disputes", "十二盏路灯不亮",
        "小区主路十二盏路灯不亮，业主有分歧时期维修没有人签字。",
        "应急维修由物业先做，费用留待组织明确以后结算，社区作证。",
        agreed=(Agreed("firm", "修复主路路灯十二盏", 15, F.DONE),),
    ),
    Subject(
        EXPIRED, "owners", "disputes", "请社区帮助启动换届",
        "任期已满，请社区指导成立换届小组。",
        "街道负责组织，居委会收集业主推荐名单；原委员继续看守。",
        agreed=(
            Agreed("residents", "公布换届小组推荐办法，收集推荐名单", 45, F.OVERDUE),
            Agreed("owners", "移交财务资料清单一份给社区备查", 20, F.DROPPED),
        ),
    ),
)  # fmt: skip
AUTUMN = (
    Subject(
        "", "environment", "inform", "通报居民反映问题办理情况",
        "通报收件、办结、逾期和满意情况，点名逾期事项。",
        "各小区说明了逾期原因；书记要求逾期的逐件写明日期。",
    ),
    Subject(
        INTERIM, "owners", "disputes", "快递柜占用消防登高场地",
        "快递柜摆在登高场地边上，消防检查提过一次。",
        "物业与快递公司协商移位，物管会确认新位置。",
        agreed=(Agreed("firm", "把快递柜移出登高场地，恢复标线", 14, F.OVERDUE),),
    ),
    Subject(
        MAIN, "owners", "tendency", "晚上停车难、占用通道",
        "晚上八点以后通道两侧停满，救护车进出困难。",
        "夜间共享附近单位车位的方案还要单位答复，下次再议。",
        settled=False,
        agreed=(Agreed("firm", "先把东侧通道清空并安排夜间值守", 90, F.OPEN),),
    ),
    Subject(
        SELF_MANAGED, "owners", "disputes", "加装楼梯扶手和照明",
        "院里老人多，楼梯没有扶手，三个单元照明不亮。",
        "用社区保障资金解决，自管小组负责现场协调。",
        agreed=(Agreed("residents", "申请社区保障资金，安装扶手和感应灯", 75, F.OPEN),),
    ),
)  # fmt: skip
RETURNED = (
    (Subject(MAIN, "owners", "disputes", "要求更换物业项目经理", "业委会多名委员对项目经理的态度不满。", ""),
     "更换项目经理属于物业企业内部用工。请先按合同第六章函告企业；合同没有履行的事项，可以另提议题。"),
    (Subject(INTERIM, "firm", "disputes", "请社区帮助催缴物业费", "有二十余户欠费，请社区出面催缴。", ""),
     "催缴由企业依合同办理，社区不代收代催。可以提出调解申请，或者说明欠费对服务的影响再提。"),
)  # fmt: skip
WAITING = (
    Subject(MAIN, "owners", "disputes", "外卖骑手夜间进出登记", "夜间骑手进出没有登记，业主意见不一。", ""),
    Subject(DISPUTED, "firm", "inform", "通报换届争议期间的服务安排", "说明争议期间的费用签字和应急维修怎样办。", ""),
)
