"""Where a parameter is at work, in words, with the public page on which that is seen."""

from django.utils.translation import gettext as _

from gongzhi_law.parameter import Parameter


def use_names() -> dict[str, tuple[str, str]]:
    """What each use is called, and the address of a page that tells more; empty where it is seen on the desk only."""
    return {
        "voting.decide": (_("判断一项决定是否通过（计票、gongzhi decide）"), "/law/#voting"),
        "readings.admissible": (_("规则没有约定时，把每一种算法都算一遍"), "/law/#voting"),
        "headcount.count": (_("名册里算多少人"), "/law/#headcount"),
        "assembly.notice_check": (_("公告：提前的日数够不够"), "/law/#assembly"),
        "assembly.earliest_opening": (_("公告：最早哪一天可以开始表决"), "/law/#assembly"),
        "assembly.notice": (_("公告以外的事项不能表决"), "/law/#assembly"),
        "assembly.report_duties": (_("公告前告知、报告和邀请介入"), "/law/clauses/#B3.7"),
        "assembly.online_channel": (_("能不能用本系统线上表决"), "/law/#assembly"),
        "assembly.voting_period_check": (_("表决期的长短"), "/law/#assembly"),
        "assembly.objection_window": (_("异议期和答复"), "/law/#assembly"),
        "assembly.roll_check": (_("名册公示核对"), "/law/#assembly"),
        "assembly.delivery": (_("送达登记"), "/law/#assembly"),
        "assembly.petition": (_("业主联名提议"), "/law/#assembly"),
        "assembly.disclosure": (_("谁可以看到一张票"), "/law/#voting"),
        "assembly.vote_change": (_("投出的票能不能改"), "/law/#voting"),
        "assembly.conflict_rule": (_("两次意见不一致"), "/law/#voting"),
        "assembly.casting": (_("投票时确认本人"), "/law/#voting"),
        "assembly.clocks": (_("从决定起算的期限"), "/law/#clocks"),
        "assembly.effect_states": (_("决定的效力"), "/law/#effect"),
        "composition.check": (_("组成核对（机构页、gongzhi check-body）"), "/law/#bodies"),
        "vacancy.judge": (_("空缺是递补、补选还是重新选举"), "/law/#bodies"),
        "terms.term_check": (_("任期的长短"), "/law/#bodies"),
        "terms.renewal_clock": (_("换届的日程和到期表"), "/law/#bodies"),
        "terms.handover": (_("移交的期限"), "/law/#bodies"),
        "powers.may": (_("机构可以办哪些事"), "/law/#bodies"),
        "offices": (_("候选、终止、罢免"), "/law/#bodies"),
        "formation.triggers": (_("组建的条件"), "/law/#formation"),
        "formation.guidance": (_("组建的指导意见"), "/law/#formation"),
        "formation.failed_elections": (_("多次选举不成时的组建"), "/law/#formation"),
        "formation.handover_items": (_("移交清单"), "/law/#formation"),
        "formation.list_days": (_("名单公示"), "/law/#formation"),
        "estates.deregistration": (_("小区合并、分立后的注销"), "/law/#estates"),
        "estates.redrawing": (_("小区合并、分立"), "/law/#estates"),
        "estates.renovation": (_("新改造的老旧小区"), "/law/#estates"),
        "party.organisation_due": (_("党组织覆盖"), "/law/#bodies"),
    }


def uses_of(parameter: Parameter) -> list[dict[str, str]]:
    """The uses of a parameter; one that has no words yet is shown by its own name."""
    names = use_names()
    return [
        {"name": use, "words": words, "url": url}
        for use in parameter.uses
        for words, url in [names.get(use, (use, ""))]
    ]


def weight_words(parameter: Parameter) -> str:
    """How many persons change it."""
    return _("两人才能变更") if parameter.weight == "threshold" else _("一人可以变更")
