"""Making an estate."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongzhi.places.models import Division, Estate
from gongzhi.places.queries import same_name_elsewhere
from gongzhi.register import access
from gongzhi.register.actions.create_estate import create_estate
from gongzhi.register.forms import EstateForm
from gongzhi.register.views.frame import tried
from gongzhi.web.door import Entered, door


@door(access.may_create, "GET", "POST")
def new_estate(request: Entered) -> HttpResponse:
    """Asks for name and place, and to look twice at a name that another community has; then the public page is up."""
    held = [str(capacity.division_id) for capacity in request.here]
    levels = Division.objects.filter(level=Division.Level.COMMUNITY).order_by("code")
    communities = [d for d in levels if any(d.code.startswith(code) for code in held)]
    there = next((d for d in communities if d.code == request.POST.get("community")), None)
    same = same_name_elsewhere(request.POST.get("name", ""), there) if there else []
    form = EstateForm(request.POST or None, communities=communities, same=same)
    if request.method == "POST" and form.is_valid():
        unasked = ("idempotency_key", "same_name_seen")
        asked = {k: v for k, v in form.cleaned_data.items() if k not in unasked}
        asked["level"] = asked["level"] or Estate.Level.L1
        asked["community"] = next(d for d in communities if d.code == asked["community"])
        if estate := tried(request, form, create_estate, **asked):
            return redirect("register:rosters", code=estate.code)
    status = 422 if form.errors else 200
    return render(request, "register/desk/new_estate.html", {"form": form}, status=status)
