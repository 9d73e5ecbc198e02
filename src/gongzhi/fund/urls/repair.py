"""Repairs: plan, vote, emergency, the office, work, settlement; public pages and an owner's own shares."""

from django.urls import URLPattern, path

from gongzhi.fund.views import repair_acts as acts
from gongzhi.fund.views import repair_desk as desk
from gongzhi.fund.views import repair_pay as paying
from gongzhi.fund.views import repair_public as public

DESK, PUBLIC = "desk/e/<slug:code>/fund/repair/", "e/<slug:code>/fund/repair/"
ONE = f"{DESK}<int:repair>/"

urlpatterns: list[URLPattern] = [
    path(DESK, desk.home, name="repair_home"),
    path(f"{DESK}new/", desk.new, name="repair_new"),
    path(f"{DESK}balances/", desk.mirror, name="repair_mirror"),
    path(ONE, desk.project, name="repair"),
    path(f"{ONE}package.zip", desk.bundle, name="repair_package"),
    path(f"{ONE}voice/", acts.voice, name="repair_voice"),
    path(f"{ONE}quote/", acts.quote, name="repair_quote"),
    path(f"{ONE}invite/", acts.invite, name="repair_invite"),
    path(f"{ONE}agree/", acts.agree, name="repair_agree"),
    path(f"{ONE}draft/", acts.draft, name="repair_draft"),
    path(f"{ONE}vote/", acts.link, name="repair_link"),
    path(f"{ONE}resolution/", acts.decide, name="repair_decide"),
    path(f"{ONE}evidence/", acts.evidence, name="repair_evidence"),
    path(f"{ONE}confirm/", acts.confirm, name="repair_confirm"),
    path(f"{ONE}apply/", acts.hand_in, name="repair_apply"),
    path(f"{ONE}office/", acts.office, name="repair_office"),
    path(f"{ONE}start/", acts.start, name="repair_start"),
    path(f"{ONE}accept/", acts.accept, name="repair_accept"),
    path(f"{ONE}audit/", acts.audit, name="repair_audit"),
    path(f"{ONE}settle/", acts.settle, name="repair_settle"),
    path(f"{ONE}publish/", acts.publish, name="repair_publish"),
    path(f"{ONE}report/", acts.report, name="repair_report"),
    path(f"{ONE}drop/", acts.drop, name="repair_drop"),
    path(f"{ONE}pay/", paying.pay, name="repair_pay"),
    path(PUBLIC, public.repairs, name="public_repairs"),
    path(f"{PUBLIC}mine/", public.mine, name="own_repair_shares"),
    path(f"{PUBLIC}<int:repair>/", public.repair, name="public_repair"),
]
