"""Addresses of the rule base: the law for everyone, the administrators' desk, the rules an estate adopted."""

from django.urls import path

from gongzhi.norms.views import law

app_name = "norms"
urlpatterns = [
    path("law/", law.page, name="law"),
    path("law/clauses/", law.papers, name="clauses"),
    path("law/<slug:topic>/<slug:name>/", law.parameter, name="parameter"),
]
