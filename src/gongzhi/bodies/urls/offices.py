"""Seats and who sits in them: the desk of an estate, the desk above estates (names with `division_`), a member's own pages."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from gongzhi.bodies.views import (
    offices_bodies,
    offices_body,
    offices_dispute,
    offices_forming,
    offices_own,
    offices_recalls,
    offices_seats,
)

ESTATE, DIVISION = "desk/e/<slug:code>/bodies/", "desk/d/<slug:division>/bodies/"
BODY = "<int:body_id>/"
SEAT = f"{BODY}seats/<int:appointment_id>/"
TERM = f"{BODY}terms/<int:term_number>/"
RECALL = "desk/e/<slug:code>/recalls/<int:recall_id>/"
DISPUTE = "desk/e/<slug:code>/dispute/"
OWN = "home/offices/<int:appointment_id>/"


def both(tail: str, view: Callable[..., Any], name: str) -> list[URLPattern]:
    """One page in both scopes."""
    return [
        path(f"{ESTATE}{tail}", view, name=f"desk_{name}"),
        path(f"{DIVISION}{tail}", view, name=f"desk_division_{name}"),
    ]


urlpatterns: list[URLPattern] = [
    path(ESTATE, offices_bodies.estate_bodies, name="desk_bodies"),
    path(DIVISION, offices_bodies.division_bodies, name="desk_division_bodies"),
    path(f"{ESTATE}new/", offices_forming.new_estate_body, name="desk_new_body"),
    path(f"{DIVISION}new/", offices_forming.new_division_body, name="desk_division_new_body"),
    *both(BODY, offices_body.body_page, "body"),
    *both(f"{BODY}term/", offices_forming.new_term, "open_term"),
    *both(f"{BODY}seats/new/", offices_forming.new_seat, "new_seat"),
    *both(f"{BODY}contact/", offices_forming.contact, "contact"),
    *both(f"{BODY}end/", offices_forming.close_body, "end_body"),
    *both(f"{TERM}end/", offices_forming.close_term, "end_term"),
    path(f"{ESTATE}{TERM}confirm/", offices_forming.confirm, name="desk_confirm_term"),
    *both(SEAT, offices_seats.seat_page, "seat"),
    *both(f"{SEAT}end/", offices_seats.end_seat, "end_seat"),
    *both(f"{SEAT}role/", offices_seats.seat_role, "seat_role"),
    path(f"{ESTATE}{SEAT}lost/", offices_seats.lost, name="desk_lost_seat"),
    path(f"{ESTATE}{SEAT}promote/", offices_seats.promote, name="desk_promote"),
    path(f"{ESTATE}{SEAT}suspend/", offices_seats.suspend, name="desk_suspend"),
    path(f"{ESTATE}{SEAT}lift/", offices_seats.lift, name="desk_lift"),
    path(f"{ESTATE}{SEAT}recall/", offices_seats.new_recall, name="desk_propose_recall"),
    path(RECALL, offices_recalls.recall_page, name="recall"),
    path(f"{RECALL}decide/", offices_recalls.decide, name="decide_recall"),
    path(f"{RECALL}withdraw/", offices_recalls.withdraw, name="withdraw_recall"),
    path(DISPUTE, offices_dispute.mark, name="desk_dispute"),
    path(f"{DISPUTE}statements/", offices_dispute.state, name="state_in_dispute"),
    path(f"{DISPUTE}clear/", offices_dispute.clear, name="clear_dispute"),
    path("e/<slug:code>/dispute/", offices_dispute.dispute, name="dispute"),
    path("home/offices/", offices_own.offices, name="own_offices"),
    path(OWN, offices_own.office, name="own_office"),
    path(f"{OWN}resign/", offices_own.resign, name="own_resign"),
    path(f"{OWN}answer/", offices_own.answer, name="own_answer"),
    path(f"{OWN}delegate/", offices_own.delegate, name="own_delegate"),
    path(f"{OWN}shown/", offices_own.shown, name="own_shown"),
    path("home/offices/delegations/<int:delegation_id>/revoke/", offices_own.revoke, name="own_revoke"),
]
