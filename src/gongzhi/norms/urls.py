"""Addresses of the rule base: the law for everyone, the administrators' desk, the rules an estate adopted."""

from django.urls import path

from gongzhi.norms.views import law, rules

app_name = "norms"
DESK, PUBLIC = "desk/e/<slug:code>/rules/", "e/<slug:code>/rules/"

urlpatterns = [
    path("law/", law.page, name="law"),
    path("law/clauses/", law.papers, name="clauses"),
    path("law/<slug:topic>/<slug:name>/", law.parameter, name="parameter"),
    path(PUBLIC, rules.rules, name="rules"),
    path(f"{PUBLIC}<int:rules_id>/", rules.rules_text, name="rules_text"),
    path(DESK, rules.desk, name="rules_desk"),
    path(f"{DESK}new/", rules.record, name="record_rules"),
    path(f"{DESK}<int:rules_id>/", rules.one, name="one_rules"),
    path(f"{DESK}<int:rules_id>/confirm/", rules.confirm, name="confirm_rules"),
    path(f"{DESK}<int:rules_id>/decline/", rules.decline, name="decline_rules"),
]
