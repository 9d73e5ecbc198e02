"""The look alone, without any room."""

from django.urls import include, path

urlpatterns = [path("i18n/", include("django.conf.urls.i18n")), path("", include("gongzhi.web.urls"))]
handler400 = "gongzhi.web.views.not_understood"
handler404 = "gongzhi.web.views.not_found"
handler500 = "gongzhi.web.views.server_error"
