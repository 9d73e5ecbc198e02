"""Who plays in the demonstration: invented people with numbers that no carrier gives out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Player:
    """One person of the demonstration: the key of the sign-in page, name, number, and what they are in words."""

    key: str
    name: str
    number: str
    role: str


WORKER = Player("worker", "刘敏", "19900000001", "社区工作人员")
WORKER_2 = Player("worker2", "何静", "19900000002", "社区工作人员（第二人）")
OFFICER = Player("officer", "赵国栋", "19900000003", "街道办事处工作人员")
CHAIR = Player("chair", "李文博", "19900000011", "业主委员会主任，审批付款")
MEMBER = Player("member", "吴婷", "19900000012", "业主委员会委员，记账（桂溪苑）")
KEEPER = Player("keeper", "周海波", "19900000013", "业主委员会委员，备用金保管（桂溪苑）")
SEAL_KEEPER = Player("seals", "郑晓梅", "19900000014", "业主委员会委员，保管印章（桂溪苑）")
TELLER_1 = Player("teller1", "何国安", "19900000021", "监票计票人")
TELLER_2 = Player("teller2", "田秀云", "19900000022", "监票计票人")
RULER = Player("ruler", "罗静", "19900000031", "规则管理员（四川省）")
RULER_2 = Player("ruler2", "高远", "19900000032", "规则管理员（四川省，第二人）")
DEPARTMENT = Player("department", "蒋平", "19900000141", "社工部门工作人员（武侯区）")
INTERIM_MEMBER = Player("interim", "侯志远", "19900000153", "物业管理委员会委员（府河佳园）")
HELPER = Player("helper", "乔振华", "19900000161", "自管组织负责人（水井院落）")
PARTY_SECRETARY = Player("secretary", "熊建华", "19900000301", "社区党组织书记，联席会议召集人")
RESIDENTS_CHAIR = Player("residents", "韩雪梅", "19900000201", "居委会主任、环物委主任")
GRID_WORKER = Player("grid", "尤佳", "19900000341", "网格员（微网实格）")
MANAGER = Player("manager", "龚卫东", "19900000311", "物业项目经理（桂溪苑）")
FIRE = Player("fire", "邵峰", "19900000321", "消防救援大队（武侯区）")
CITY = Player("city", "卢毅", "19900000322", "城市管理部门（武侯区）")
WATER = Player("water", "汪洋", "19900000323", "自来水公司服务站（参与力量）")
SUPERVISOR = Player("supervisor", "简淑贞", "19900000316", "业主监督委员会成员（桂溪苑）")
TRUST_KEEPER = Player("trustkeeper", "秦岭", "19900000402", "业主委员会委员，记账（银杏里，信托制）")
TRUST_SUPERVISOR = Player("trustsupervisor", "闵秀英", "19900000406", "业主监督委员会成员（银杏里，信托制）")
AUDITOR = Player("auditor", "文启明", "19900000317", "审计人员（桂溪苑，会计师事务所）")
OFFICERS = (WORKER, WORKER_2, OFFICER)
TABLE = (PARTY_SECRETARY, RESIDENTS_CHAIR, MANAGER, GRID_WORKER)
FORCES = (FIRE, CITY, WATER)
COMMITTEES = (
    CHAIR,
    MEMBER,
    KEEPER,
    SEAL_KEEPER,
    SUPERVISOR,
    INTERIM_MEMBER,
    HELPER,
    TELLER_1,
    TELLER_2,
    TRUST_KEEPER,
    TRUST_SUPERVISOR,
)
OFFICES = (DEPARTMENT, AUDITOR, RULER, RULER_2)
GROUPS = (
    ("社区、街道和物业", (*OFFICERS, *TABLE)),
    ("业委会、物管会、自管组织", COMMITTEES),
    ("部门和参与力量", FORCES),
    ("主管部门、审计和规则管理", OFFICES),
)
PLAYERS = tuple(player for _name, players in GROUPS for player in players)
# Who sits with chair and member in the committee of the main estate; the fifth seat is filled later.
COLLEAGUES = ((KEEPER.name, KEEPER.number), (SEAL_KEEPER.name, SEAL_KEEPER.number))

STREET, COMMUNITY = "510107064", "510107064001"
STREET_2, COMMUNITY_2 = "510107004", "510107004003"
