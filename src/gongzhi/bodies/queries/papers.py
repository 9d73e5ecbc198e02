"""The clauses of the papers that these pages cite, as they are printed."""

TEN = "《小区业主委员会规范组建运行十项措施》"
PLAN = "《社区党组织领导下的“三方联动”机制实施方案》"
CITES = {
    "A1.1": f"{TEN}第一条（一）",
    "A1.4": f"{TEN}第一条（一）",
    "A8.3": f"{TEN}第三条（八）",
    "B1.1": f"{PLAN}第二部分（一）1",
    "B1.2": f"{PLAN}第二部分（一）2",
    "B1.7": f"{PLAN}第二部分（一）4",
    "B1.8": f"{PLAN}第二部分（一）4",
    "B1.9": f"{PLAN}第二部分（一）1",
    "B5.10": f"{PLAN}第二部分（二）4",
}


def cite_of(clause: str) -> str:
    """The place in its paper of a clause of the requirement list; refuses one that these pages do not cite."""
    return CITES[clause]
