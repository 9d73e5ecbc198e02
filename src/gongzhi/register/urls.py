"""Addresses of the register: the desk, the public roll, the owner's own pages."""

from django.urls import path

from gongzhi.register.views import (
    claims,
    corrections,
    estates,
    grids,
    grounds,
    letters,
    merges,
    mine,
    rolls,
    rosters,
    succession,
    units,
)

app_name = "register"
DESK, PUBLIC = "desk/e/<slug:code>/", "e/<slug:code>/"
GROUND = f"{DESK}estate/"
ROSTER, UNIT = f"{DESK}roster/<int:import_id>/", f"{DESK}units/<int:unit_id>/"

urlpatterns = [
    path("desk/estates/new/", estates.new_estate, name="new_estate"),
    path("desk/grids/", grids.grids, name="grids"),
    path("desk/grids/<int:grid_id>/", grids.grid, name="grid"),
    path(GROUND, grounds.about, name="ground"),
    path(f"{GROUND}level/", grounds.level, name="level"),
    path(f"{GROUND}version/", grounds.version, name="version"),
    path(f"{GROUND}phases/", grounds.phases, name="phases"),
    path(f"{GROUND}phases/<int:phase_id>/", grounds.phase, name="phase"),
    path(f"{GROUND}management/", grounds.fixes, name="fixes"),
    path(f"{GROUND}management/<int:fix_id>/", grounds.decide_fix, name="decide_fix"),
    path(f"{GROUND}succession/", succession.succession, name="succession"),
    path(f"{GROUND}succession/deregister/", succession.deregister, name="deregister"),
    path(f"{GROUND}succession/<int:item_id>/", succession.item, name="item"),
    path(f"{DESK}roster/", rosters.rosters, name="rosters"),
    path(ROSTER, rosters.roster, name="roster"),
    path(f"{ROSTER}apply/", rosters.take_in, name="take_in"),
    path(f"{ROSTER}discard/", rosters.give_up, name="give_up"),
    path(f"{DESK}units/", units.units, name="units"),
    path(UNIT, units.unit, name="unit"),
    path(f"{UNIT}end-claim/", corrections.end_claim, name="end_claim"),
    path(f"{UNIT}change/<slug:what>/", corrections.change, name="change"),
    path(f"{DESK}owners/<int:owner_id>/", units.unmask, name="unmask"),
    path(f"{DESK}electors/", units.electors, name="electors"),
    path(f"{DESK}letters/", letters.letters, name="letters"),
    path(f"{DESK}merges/", merges.merges, name="merges"),
    path(f"{DESK}merges/<int:merge_id>/", merges.decide, name="decide_merge"),
    path(f"{DESK}corrections/", corrections.corrections, name="corrections"),
    path(f"{DESK}corrections/<int:correction_id>/", corrections.correction, name="correction"),
    path(f"{DESK}corrections/<int:correction_id>/accept/", corrections.accept, name="accept"),
    path(f"{DESK}roll/", rolls.roll, name="roll"),
    path(f"{DESK}roll/<int:roll_id>/freeze/", rolls.freeze, name="freeze"),
    path(f"{DESK}roll/<int:roll_id>/discard/", rolls.discard, name="discard"),
    path(f"{PUBLIC}roll/", rolls.public_roll, name="public_roll"),
    path(f"{PUBLIC}roll/lines.json", rolls.roll_lines, name="roll_lines"),
    path(f"{PUBLIC}claim/", claims.claim, name="claim"),
    path(f"{PUBLIC}claim/code/", claims.claim_code, name="claim_code"),
    path(f"{PUBLIC}mine/", mine.mine, name="mine"),
    path(f"{PUBLIC}mine/release/<int:claim_id>/", mine.release, name="release"),
    path(f"{PUBLIC}mine/units/<int:unit_id>/", mine.ask, name="ask"),
]
