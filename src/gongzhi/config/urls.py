"""All addresses of the product."""

from django.urls import include, path

urlpatterns = [
    path("", include("gongzhi.voting.urls")),  # first: the way to the ballot box is the busiest
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("gongzhi.web.urls")),
    path("", include("gongzhi.documents.urls")),
    path("", include("gongzhi.people.urls")),
    path("", include("gongzhi.norms.urls")),
    path("", include("gongzhi.register.urls")),
    path("", include("gongzhi.bodies.urls")),
    path("", include("gongzhi.issues.urls")),
    path("", include("gongzhi.meetings.urls")),
    path("", include("gongzhi.seals.urls")),
    path("", include("gongzhi.fund.urls")),
    path("", include("gongzhi.desk.urls")),
    path("", include("gongzhi.config.demo.urls")),
    path("api/", include("gongzhi.api.urls")),
]
handler400 = "gongzhi.web.views.not_understood"
handler404 = "gongzhi.web.views.not_found"
handler500 = "gongzhi.web.views.server_error"
