"""Addresses of voting: the ballot by link and by account, the public pages, the desk."""

from django.urls import path

from gongzhi.voting.views import (
    adopting,
    ballot,
    counting,
    deciding,
    drafting,
    lines,
    noticing,
    public,
    recalling,
    redrawing,
    scoping,
)

app_name = "voting"
LINK = "v/<slug:token>/"
OWN = "e/<slug:code>/vote/<int:serial>/<int:elector_id>/"
PUBLIC = "e/<slug:code>/assemblies/<int:serial>/"
GROUND = "desk/e/<slug:code>/estate/"
LIST = "desk/e/<slug:code>/assemblies/"
DESK = f"{LIST}<int:serial>/"

urlpatterns = [
    path(LINK, ballot.link_open, name="link_open"),
    path(f"{LINK}ballot/", ballot.link_ballot, name="link_ballot"),
    path(f"{LINK}receipt/", ballot.link_receipt, name="link_receipt"),
    path(OWN, ballot.own_open, name="own_open"),
    path(f"{OWN}ballot/", ballot.own_ballot, name="own_ballot"),
    path(f"{OWN}receipt/", ballot.own_receipt, name="own_receipt"),
    path(PUBLIC, public.assembly, name="assembly"),
    path(f"{PUBLIC}ballots/", public.ballots, name="ballots"),
    path(f"{PUBLIC}roll/lines.json", public.roll_lines, name="roll_lines"),
    path(f"{PUBLIC}lines/", lines.lines, name="lines"),
    path(f"{PUBLIC}objection/", public.objection, name="objection"),
    path(f"{GROUND}merge/", redrawing.merge, name="merge_estates"),
    path(f"{GROUND}split/", redrawing.split, name="split_estate"),
    path(f"{GROUND}change-management/", redrawing.management, name="change_management"),
    path(LIST, drafting.desk_assemblies_page, name="desk_assemblies"),
    path(f"{LIST}new/", drafting.new_assembly, name="new_assembly"),
    path(DESK, drafting.desk_assembly, name="desk_assembly"),
    path(f"{DESK}scope/", scoping.scope, name="limit_assembly"),
    path(f"{DESK}motions/new/", drafting.new_motion, name="new_motion"),
    path(f"{DESK}motions/choice/", drafting.new_choice, name="new_choice"),
    path(f"{DESK}motions/firm/", drafting.new_firm_motions, name="new_firm_motions"),
    path(f"{DESK}motions/<int:number>/remove/", drafting.drop_motion, name="remove_motion"),
    path(f"{DESK}reports/", drafting.reports, name="send_reports"),
    path(f"{DESK}reports/<int:report_id>/opinion/", drafting.opinion, name="give_opinion"),
    path(f"{DESK}return/", drafting.back_to_draft, name="return_to_draft"),
    path(f"{DESK}withdraw/", drafting.withdraw, name="withdraw"),
    path(f"{DESK}notice/", noticing.notice, name="give_notice"),
    path(f"{DESK}delivery/", noticing.delivery, name="delivery"),
    path(f"{DESK}turnout/", noticing.progress, name="turnout"),
    path(f"{DESK}count/", counting.count, name="count"),
    path(f"{DESK}count/begin/", counting.begin, name="begin_count"),
    path(f"{DESK}count/carry-out/", counting.carry_out, name="carry_out_count"),
    path(f"{DESK}result/", counting.result, name="result"),
    path(f"{DESK}rule/", scoping.rule, name="settle_rule"),
    path(f"{DESK}objections/", deciding.objections, name="objections_desk"),
    path(f"{DESK}objections/<int:number>/", deciding.objection, name="objection_desk"),
    path(f"{DESK}sign/", deciding.sign, name="sign_result"),
    path(f"{DESK}clocks/", deciding.clocks, name="clocks"),
    path(f"{DESK}resolutions/<int:resolution_id>/", deciding.resolution, name="resolution"),
    path(f"{DESK}resolutions/<int:resolution_id>/rules/", adopting.adopt, name="adopt_rules"),
    path("desk/e/<slug:code>/recalls/<int:recall_id>/owners/", recalling.recall, name="recall_member"),
]
