"""The clauses of the papers on which the work on issues rests, as pages, duties and refusals cite them."""

MEASURES = "《小区业主委员会规范组建运行十项措施》第三条（十）"
PLAN = "《社区党组织领导下的“三方联动”机制实施方案》"
REPORTS, SUPERVISE = f"{PLAN}第二部分（一）2", f"{PLAN}第二部分（二）2"
TOPICS = f"{PLAN}附件1（一）第二条"
# 附件1（二）: a major matter is investigated, forces are called on a suggestion, residents take part.
INQUIRE, RECOMMEND, FORMS = (f"{PLAN}附件1（二）第{n}条" for n in "三四六")
