"""Composition, candidates, declarations and objections: desk, public page, one's own pages."""

from django.urls import URLPattern, path

from gongzhi.bodies.urls.offices import both
from gongzhi.bodies.views import slates_candidate as one
from gongzhi.bodies.views import slates_checks as checks
from gongzhi.bodies.views import slates_desk as desk
from gongzhi.bodies.views import slates_env as env
from gongzhi.bodies.views import slates_own as own
from gongzhi.bodies.views import slates_public as public

LIST = "desk/e/<slug:code>/slates/"
SLATE = f"{LIST}<int:slate_id>/"
CANDIDATE = "desk/e/<slug:code>/candidates/<int:candidate_id>/"
OWN = "e/<slug:code>/candidacy/<int:candidate_id>/"
PUBLIC = "e/<slug:code>/candidates/"

urlpatterns: list[URLPattern] = [
    path(LIST, desk.slates, name="desk_slates"),
    path(f"{LIST}new/", desk.new_slate, name="new_slate"),
    path(SLATE, desk.slate_page, name="desk_slate"),
    path(f"{SLATE}recommend/", desk.recommend, name="recommend"),
    path(f"{SLATE}publish/", desk.publish, name="publish_slate"),
    path(f"{SLATE}close/", desk.close, name="close_slate"),
    path(f"{SLATE}reason/", desk.reason, name="slate_reason"),
    path(CANDIDATE, one.candidate, name="desk_candidate"),
    path(f"{CANDIDATE}vet/", one.vet, name="vet_candidate"),
    path(f"{CANDIDATE}declaration/", one.declare_for, name="declare_for"),
    path("desk/e/<slug:code>/list-objections/<int:objection_id>/", checks.answer, name="answer_list_objection"),
    path(
        "desk/d/<slug:division>/list-objections/<int:objection_id>/",
        checks.answer,
        name="division_answer_list_objection",
    ),
    *both("<int:body_id>/checks/", checks.checks, "checks"),
    *both("<int:body_id>/reason/", checks.reason, "give_reason"),
    *both("<int:body_id>/hearing/", checks.hear, "hear"),
    *both("<int:body_id>/declarations/<int:person_id>/", checks.declare_for, "declare"),
    path("desk/e/<slug:code>/large/", env.mark_large, name="mark_large"),
    path("desk/d/<slug:division>/env/", env.env, name="env"),
    path("desk/d/<slug:division>/env/new/", env.new_env, name="new_env"),
    path(PUBLIC, public.candidates, name="candidates"),
    path(f"{PUBLIC}<int:slate_id>/recommend/", public.owners_recommend, name="owners_recommend"),
    path(f"{PUBLIC}<int:slate_id>/objection/", public.object_to_candidates, name="object_to_candidates"),
    path("e/<slug:code>/bodies/<int:body_id>/objection/", public.object_to_body, name="object_to_body"),
    path("c/<slug:division>/bodies/<int:body_id>/objection/", public.object_to_body, name="object_to_community_body"),
    path(OWN, own.candidacy, name="own_candidacy"),
    path(f"{OWN}consent/", own.consent, name="consent_candidacy"),
    path(f"{OWN}withdraw/", own.withdraw, name="withdraw_candidacy"),
    path(f"{OWN}answer/", own.answer, name="answer_vetting"),
    path(f"{OWN}declaration/", own.declare_as_candidate, name="declare_as_candidate"),
    path("e/<slug:code>/bodies/<int:body_id>/declaration/", own.declare_for_body, name="own_declaration"),
    path("c/<slug:division>/bodies/<int:body_id>/declaration/", own.declare_for_body, name="own_community_declaration"),
]
