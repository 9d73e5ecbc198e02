"""The product's addresses, and one that writes a single durable row through the same middleware."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import path

from gongzhi.config.urls import urlpatterns as product
from gongzhi.kernel.models import Done
from gongzhi.web.door import anyone, door


@door(anyone, "POST")
def one_row(request: HttpRequest) -> HttpResponse:
    """The floor of P1: one row by the ORM, committed."""
    Done.objects.create(actor="bench", key=uuid.uuid4().hex, act="bench", asked=b"")
    return HttpResponse(status=302, headers={"Location": "/"})


urlpatterns = [*product, path("bench/row/", one_row)]
