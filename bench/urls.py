"""The product's addresses and the floor: behind the same middleware, one durable row."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from gongzhi.kernel.models import Done
from gongzhi.web.door import anyone, door


@door(anyone, "POST")
def floor(request: HttpRequest) -> HttpResponse:
    """One row by the ORM, committed, and a redirect as after a ballot."""
    Done.objects.create(actor="bench", key=uuid.uuid4().hex, act="floor", asked=b"")
    return HttpResponse(status=302, headers={"Location": "/"})


urlpatterns = [path("bench/floor/", floor), path("", include("gongzhi.config.urls"))]
