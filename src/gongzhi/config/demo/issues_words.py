"""What residents of the demonstration complain about: invented, by matter of the responsibility list."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of issue: matter, class, side that leads, what is told, what everyone reads, what came of it, its weight."""

    matter: str
    issue_class: str
    lead: str
    told: str
    public: str
    outcome: str
    weight: int = 4


KINDS = (
    Kind("lift_fault", "daily", "firm", "电梯又停了，老人下不了楼", "电梯停运", "维保到场更换门锁触点，已恢复运行", 9),
    Kind("street_light", "daily", "firm", "楼道灯坏了好几天，晚上看不见", "楼道灯不亮", "更换灯具和感应开关", 9),
    Kind("parking", "daily", "firm", "有车堵在通道上，出不去", "车辆占用通道", "已联系车主挪车，通道补划标线", 12),
    Kind("cleaning", "daily", "firm", "楼梯间一周没人拖", "楼梯间保洁不到位", "已补扫，调整为每日一次", 8),
    Kind("garbage", "daily", "firm", "垃圾房满了没人清，味道大", "垃圾清运不及时", "当日清运，增加一次收运", 8),
    Kind("clutter", "daily", "firm", "楼道里堆着纸箱和旧家具", "楼道堆物", "已劝导清理，贴了提示", 8),
    Kind("ebike_charging", "daily", "firm", "又有人从窗户牵线下来充电", "电动自行车飞线充电", "当场拔除，引导到集中充电点", 10),
    Kind("roof_leak", "daily", "firm", "顶楼下雨就漏，墙皮掉了", "屋面渗漏", "屋面局部做了防水，雨后复查不漏", 6),
    Kind("drain", "daily", "firm", "一楼下水返水", "排水管堵塞", "已疏通主管", 6),
    Kind("noise_decoration", "daily", "firm", "周末早上七点就开始打墙", "装修噪声", "已停工并告知作业时段", 6),
    Kind("dogs", "daily", "residents", "大狗不牵绳，孩子害怕", "养犬不牵绳", "上门劝导，张贴文明养犬提示", 5),
    Kind("neighbour", "daily", "residents", "楼上半夜拖椅子，说了几次不听", "邻里噪声纠纷", "社区上门调解，双方约定时段", 5),
    Kind("cctv", "daily", "firm", "门口的监控是坏的", "监控损坏", "更换摄像头两只", 4),
    Kind("guards", "daily", "firm", "晚上门岗没有人", "门岗脱岗", "调整排班，每班签到", 4),
    Kind("facilities", "daily", "firm", "健身器材松了，怕伤到人", "健身器材松动", "已加固，缺件补齐", 4),
    Kind("trees", "daily", "firm", "树枝挡住三楼窗户", "树木遮挡采光", "已按规定修剪", 4),
    Kind("parcel_locker", "daily", "firm", "快递堆在单元门口进不了门", "快递堆放占道", "快递柜移位，划出堆放区", 3),
    Kind("fee_dispute", "daily", "residents", "停了半年电梯还全额收物业费", "物业费争议", "双方核对服务记录，约定减免", 3),
    Kind("ground_lock", "daily", "firm", "有人装了地锁占公共车位", "私装地锁", "已拆除地锁", 3),
    Kind("disclosure", "daily", "committee", "公共收益几个月没有公布了", "公共收益未公布", "已补公布并说明原因", 4),
    Kind("falling_facade", "major", "firm", "外墙砖掉下来差点砸到人", "外墙砖脱落", "已拉警戒、敲除空鼓，列入维修计划", 3),
    Kind("lift_added", "major", "residents", "加装电梯一楼不同意，吵了几次", "加装电梯意见不一", "召集两次协商，达成补偿方案", 2),
    Kind("illegal_building", "beyond", "department:城管", "楼顶有人搭了玻璃房", "楼顶违规搭建", "执法部门立案，当事人自行拆除", 4),
    Kind("fumes", "beyond", "department:城管", "底商油烟直接排到楼上", "餐饮油烟扰民", "责令加装净化设施，复测达标", 4),
    Kind("stalls", "beyond", "department:城管", "小区门口摆摊堵路", "门口占道摆摊", "劝离并定时值守", 3),
    Kind("fire_lane", "daily", "department:消防", "消防通道被车堵了一晚上", "消防通道被占", "到场核查，责令清空并划线", 4),
    Kind("title_legacy", "legacy", "street", "买房十年了还办不了证", "产权证办理困难", "已向街道反映并向居民说明", 2),
    Kind("facilities_legacy", "legacy", "street", "规划的幼儿园一直没有建", "配套设施未移交", "已向街道反映并向居民说明", 2),
)  # fmt: skip
SPOTS = ("单元门口", "东门", "地下车库入口", "中庭", "垃圾房旁", "电梯厅", "北侧通道", "活动场地")
TASKS = {"firm": "现场处置并回复", "committee": "核实并公布", "residents": "上门协调", "street": "研究并答复"}
ELSEWHERE = "您反映的事项属于市政道路，已转街道城运中心，可拨打12345查询进度。"
