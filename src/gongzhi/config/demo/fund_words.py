"""The shared money of the demonstration's main estate, in tables: rules, accounts, assets, contracts, what is paid."""

from dataclasses import dataclass

# 共有资金管理办法: parameter, value, article, sentence.
RULES_TITLE = "共有资金管理办法"
RULES = (
    ("fund/committee_cap_fen", 5_000_000, "第六条", "业主委员会单项可以决定的支出不超过五万元，同一项目不得拆分。"),
    ("fund/petty_each_cap_fen", 50_000, "第七条", "备用金每笔支出不超过五百元。"),
    ("fund/petty_month_cap_fen", 200_000, "第七条", "备用金每月支出合计不超过二千元，次月十日前由另一名委员核对。"),
    ("fund/answer_days", 7, "第十二条", "业主对收支有疑问的，业主委员会七日内公开答复。"),
)


@dataclass(frozen=True, slots=True)
class Purse:
    """One account: key, fund, title, custody, holder, bank, number, opening in fen, of which disputed, words, layout."""

    key: str
    fund: str
    title: str
    custody: str
    bank: str = ""
    number: str = ""
    opening_fen: int = 0
    disputed_fen: int = 0
    words: str = ""
    layout: str = ""


MAIN, PARKING, DEPOSITS, PETTY, REPAIR, AGENCY = "main", "parking", "deposits", "petty", "repair", "agency"
HOLDER = "committee"
PURSES = (
    Purse(MAIN, "common_income", "公共收益共管账户", "joint", "成都银行桂溪支行", "6222880100010021",
          38_652_000, 2_130_000, "承接前期物业代管的公共收益，移交清单与银行对账单核对", "ledger"),
    Purse(PARKING, "common_income", "停车费归集账户", "joint", "成都农商银行桂溪分理处", "6214620100030187",
          1_824_000, 0, "停车场管理系统结存，与银行对账单核对", "marked"),
    Purse(DEPOSITS, "deposit", "押金专户", "own", "成都银行桂溪支行", "6222880100010039",
          2_600_000, 0, "此前收取的场地、装修押金，逐笔列有清单", "signed"),
    Purse(PETTY, "petty", "备用金", "cash", "", "", 300_000, 0, "移交时清点的现金"),
)  # fmt: skip
SIGNED = (MAIN, PARKING)


@dataclass(frozen=True, slots=True)
class Thing:
    """One asset: kind, title, name, place, evidence."""

    kind: str
    title: str
    name: str
    place: str
    evidence: str


THINGS = (
    Thing("advertising", "common", "电梯轿厢广告位", "1—6栋十二部电梯", "竣工图、不动产登记簿"),
    Thing("parking", "common", "地面停车位（占用共有道路）", "东、西环路共86个", "规划总平面图"),
    Thing("locker", "common", "快递柜场地", "东门内侧", "规划总平面图"),
    Thing("locker", "common", "自动售货机点位", "1栋、4栋大堂", "竣工图"),
    Thing("base_station", "common", "通信基站屋面", "3栋屋面", "竣工图、公摊面积清册"),
    Thing("room", "common", "物业用房二层（培训室）", "物业服务中心二层", "不动产登记簿附记"),
    Thing("locker", "civil_defence", "地下人防区充电桩", "负二层人防区", "人防工程竣工备案表"),
    Thing("ground", "unplanned", "中庭便民菜店场地", "中庭北侧", "规划外占用共有场地，现状照片"),
    Thing("parking", "private", "地下产权车位（代收管理费）", "负一层412个", "不动产权证书"),
    Thing("advertising", "common", "东门围墙外侧广告位", "东门围墙外侧", "规划总平面图"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deal:
    """One contract: which thing, party, a person, words, income, money, every so many months, fen, basis, its words."""

    thing: str
    party: str
    person: bool
    words: str
    income: str
    into: str
    every: int
    fen: int
    basis: str
    basis_words: str = ""
    ground: str = ""
    deposit_fen: int = 0
    late: int = 0


OLD_DECISION = "2019年6月业主大会决定第3号（经营共有部分）"
EARLY = "前期物业服务合同第十八条、临时管理规约第二十二条"
DEALS = (
    Deal("电梯轿厢广告位", "蓉城分众文化传媒有限公司", False, "电梯轿厢框架广告，按月付",
         "advertising", MAIN, 1, 300_000, "none"),
    Deal("地面停车位（占用共有道路）", "成都泊安停车管理有限公司", False, "停车设备和系统经营分成，按月结",
         "parking", PARKING, 1, 420_000, "before_2021", OLD_DECISION),
    Deal("快递柜场地", "成都近邻宝科技有限公司", False, "快递柜两组，按季付",
         "locker", MAIN, 3, 450_000, "before_2021", OLD_DECISION, deposit_fen=300_000),
    Deal("自动售货机点位", "成都友鲜食品有限公司", False, "售货机四台，按月付",
         "locker", MAIN, 1, 80_000, "before_2021", OLD_DECISION),
    Deal("通信基站屋面", "四川云塔通信服务有限公司", False, "屋面基站一处，按年付",
         "base_station", MAIN, 12, 2_400_000, "preliminary", EARLY),
    Deal("物业用房二层（培训室）", "成都启蒙童画艺术培训有限公司", False, "培训室租用，按月付",
         "room", MAIN, 1, 600_000, "preliminary", EARLY, deposit_fen=1_200_000),
    Deal("地下人防区充电桩", "成都驿充新能源有限公司", False, "充电桩二十台电费和场地分成，按月结",
         "locker", MAIN, 1, 560_000, "before_2021", OLD_DECISION,
         ground="人防区由业主分摊建设成本，建设单位书面同意收益归业主"),
    Deal("中庭便民菜店场地", "郭立新", True, "便民菜店场地租用，按月付",
         "ground", MAIN, 1, 200_000, "before_2021", OLD_DECISION,
         ground="占用的是业主共有的道路和绿地，收益归业主", deposit_fen=400_000, late=3),
)  # fmt: skip
PARKING_WEEKS = ("第1周临时停车费", "第2周临时停车费", "第3周临时停车费", "第4周临时停车费")
PARKING_MONTHLY = ("1—2栋月卡停车费", "3—4栋月卡停车费", "5—6栋月卡停车费", "沿街商铺月卡停车费")


@dataclass(frozen=True, slots=True)
class Bill:
    """What is paid to whom: the payee (name, bank, number), the matter, the expense account."""

    payee: str
    bank: str
    number: str
    matter: str
    expense: str
    words: str


ELECTRICITY = Bill("武侯供电服务有限公司", "工商银行成都草市支行", "4402230109000123",
                   "utilities", "utilities", "地下车库和充电桩电费")  # fmt: skip
WATER = Bill("桂溪自来水营业有限公司", "工商银行成都滨江支行", "4402248009000456",
             "utilities", "utilities", "绿化和公共冲洗水费")  # fmt: skip
TAXES = Bill("武侯区税务局", "国家金库武侯区支库", "2301000000278", "tax", "tax", "公共收益应缴税费")
GREEN = Bill("成都绿野园林绿化有限公司", "成都银行高新支行", "1001300000457",
             "routine", "cleaning", "补种草皮和修剪乔木")  # fmt: skip
PRINT = Bill("成都锦云图文制作有限公司", "建设银行成都桂溪支行", "5100140000873", "routine", "office", "公告和资料印制")
PUMPS = Bill("成都安泰机电安装有限公司", "中国银行成都高新支行", "1162890000734",
             "small_repair", "small_repair", "集水井水泵检修")  # fmt: skip
LAMPS = Bill(
    "成都明辉照明工程有限公司",
    "农业银行成都科华支行",
    "2281500104000",
    "small_repair",
    "small_repair",
    "地下车库灯具更换",
)
READERS = Bill(
    "成都智联安防技术有限公司",
    "招商银行成都分行",
    "1289030000551",
    "small_repair",
    "small_repair",
    "单元门禁读卡器补换",
)
PLAYGROUND = Bill("成都乐方游乐设施有限公司", "民生银行成都分行", "6323300000918", "small_repair", "small_repair",
                  "儿童游乐设施安全改造首期款")  # fmt: skip
WALLS = Bill(
    "四川正和建筑检测有限公司", "中国银行成都锦江支行", "1162450000662", "small_repair", "small_repair", "外墙渗水查看"
)
# Yearly budget of common income: expense account, words, fen. The sum is on the committee's agenda.
BUDGET_TITLE = "年度公共收益支出预算"
BUDGET = (
    ("cleaning", "绿化补种修剪", 1_800_000),
    ("office", "公告、资料和会议", 600_000),
    ("small_repair", "公共设备零星检修", 1_500_000),
    ("other", "补充备用金", 900_000),
)
BUDGET_FEN = sum(fen for _expense, _words, fen in BUDGET)
# Petty cash: words, expense account, fen. Three a month, in turn.
SMALL = (
    ("更换楼道感应灯一只", "small_repair", 3_000),
    ("单元门闭门器", "small_repair", 16_500),
    ("议事会议瓶装水", "office", 4_800),
    ("消防通道警示贴", "small_repair", 7_600),
    ("打印公示材料", "office", 5_250),
    ("水龙头和角阀", "small_repair", 8_900),
    ("垃圾桶滑轮", "cleaning", 6_400),
    ("信报箱锁芯", "small_repair", 9_800),
    ("盆栽补土", "cleaning", 11_200),
    ("档案盒和标签", "office", 7_350),
)
