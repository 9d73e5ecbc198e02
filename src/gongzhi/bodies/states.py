"""States of bodies, candidates, formations and recalls; whether a term has run out is asked of the clock and the law."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BodyState(TextChoices):
    FORMING = "forming", _("组建中")
    STANDING = "standing", _("已成立")
    ENDED = "ended", _("已终止")


class CandidateState(TextChoices):
    RECOMMENDED = "recommended", _("已推荐，待本人同意")
    CONSENTED = "consented", _("本人同意，待联审")
    LISTED = "listed", _("合格，列入候选")
    EXCLUDED = "excluded", _("不合格，可申辩")
    WITHDRAWN = "withdrawn", _("已退出")


class FormationState(TextChoices):
    DRAFTED = "drafted", _("方案起草")
    GUIDANCE = "guidance", _("报部门指导")
    ANNOUNCED = "announced", _("名单公示")
    FORMED = "formed", _("已成立")
    ABANDONED = "abandoned", _("不再组建")


class RecallState(TextChoices):
    PROPOSED = "proposed", _("已提议，待申辩")
    ANSWERED = "answered", _("已申辩，待决定")
    DECIDED = "decided", _("决定终止职务")
    REFUSED = "refused", _("决定不终止")
    WITHDRAWN = "withdrawn", _("提议撤回")


B, C, F, R = BodyState, CandidateState, FormationState, RecallState
BODY_MOVES = {
    B.FORMING: frozenset({B.STANDING, B.ENDED}),
    B.STANDING: frozenset({B.ENDED}),
    B.ENDED: frozenset(),
}
CANDIDATE_MOVES = {
    C.RECOMMENDED: frozenset({C.CONSENTED, C.WITHDRAWN}),
    C.CONSENTED: frozenset({C.LISTED, C.EXCLUDED, C.WITHDRAWN}),
    C.LISTED: frozenset({C.WITHDRAWN, C.EXCLUDED}),
    C.EXCLUDED: frozenset({C.LISTED}),
    C.WITHDRAWN: frozenset(),
}
FORMATION_MOVES = {
    F.DRAFTED: frozenset({F.GUIDANCE, F.ANNOUNCED, F.ABANDONED}),
    F.GUIDANCE: frozenset({F.ANNOUNCED, F.ABANDONED}),
    F.ANNOUNCED: frozenset({F.FORMED, F.ABANDONED}),
    F.FORMED: frozenset(),
    F.ABANDONED: frozenset(),
}
RECALL_MOVES = {
    R.PROPOSED: frozenset({R.ANSWERED, R.DECIDED, R.REFUSED, R.WITHDRAWN}),
    R.ANSWERED: frozenset({R.DECIDED, R.REFUSED, R.WITHDRAWN}),
    R.DECIDED: frozenset(),
    R.REFUSED: frozenset(),
    R.WITHDRAWN: frozenset(),
}
