"""The clauses of the paper on which the sittings of a community rest, as pages, duties and refusals cite them."""

PLAN = "《社区党组织领导下的“三方联动”机制实施方案》"
URGE, TOPICS = f"{PLAN}第二部分（一）2", f"{PLAN}第二部分（二）1"
# 附件1（一）: what a joint meeting takes up, who sits and convenes, notice and minutes, carrying out, summaries.
TASKS, TABLE, RECORDS, FOLLOW_UP, SUMMARIES = (f"{PLAN}附件1（一）第{n}条" for n in "二三四五六")
CONVENERS = f"{PLAN}附件1（一）第三、四条"
ENV = f"{PLAN}附件2"
