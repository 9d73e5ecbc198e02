"""Addresses of documents."""

from django.urls import path

from gongzhi.documents import views

app_name = "documents"
urlpatterns = [
    path("d/<int:document_id>/", views.document, name="document"),
    path("d/<int:document_id>.pdf", views.pdf, name="pdf"),
    path("d/<int:official_id>.docx", views.docx, name="docx"),
]
