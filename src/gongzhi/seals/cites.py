"""Where what this room refuses and asks for is written."""

CUSTODY = "《社区党组织领导下的“三方联动”机制实施方案》附件2第二条（四）"
KEEPING = "《业主大会和业主委员会指导规则》第41条"
LOSS = "《共治系统操作约定》第21条"
OWNERS_ORDER = "《物业管理条例》第19条第2款"
BINDS = "《民法典》第280条第1款"
EMERGENCY = "《民法典》第281条第2款"
