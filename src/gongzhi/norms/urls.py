"""Addresses of the rule base: the law for everyone, the administrators' desk, the rules an estate adopted."""

from django.urls import path

from gongzhi.norms.views import base, changes, law, rules

app_name = "norms"
DESK, PUBLIC = "desk/e/<slug:code>/rules/", "e/<slug:code>/rules/"

urlpatterns = [
    path("law/", law.page, name="law"),
    path("law/clauses/", law.papers, name="clauses"),
    path("law/rules/", base.rules, name="rule_base"),
    path("law/places/", base.places, name="places"),
    path("law/places/<slug:place>/", base.place, name="place"),
    path("law/changes/", changes.changes, name="changes"),
    path("law/changes/<int:change_id>/", changes.change, name="change"),
    path("law/<slug:topic>/<slug:name>/", law.parameter, name="parameter"),
    path("desk/law/", changes.desk, name="desk"),
    path("desk/law/new/", changes.choose, name="choose_parameter"),
    path("desk/law/new/<slug:topic>/<slug:name>/", changes.propose, name="propose_change"),
    path("desk/law/<int:change_id>/", changes.one, name="one_change"),
    path("desk/law/<int:change_id>/confirm/", changes.confirm, name="confirm_change"),
    path("desk/law/<int:change_id>/decline/", changes.decline, name="decline_change"),
    path("desk/law/<int:change_id>/withdraw/", changes.withdraw, name="withdraw_change"),
    path(PUBLIC, rules.rules, name="rules"),
    path(f"{PUBLIC}<int:rules_id>/", rules.rules_text, name="rules_text"),
    path(DESK, rules.desk, name="rules_desk"),
    path(f"{DESK}new/", rules.record, name="record_rules"),
    path(f"{DESK}<int:rules_id>/", rules.one, name="one_rules"),
    path(f"{DESK}<int:rules_id>/confirm/", rules.confirm, name="confirm_rules"),
    path(f"{DESK}<int:rules_id>/decline/", rules.decline, name="decline_rules"),
]
