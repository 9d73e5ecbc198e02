from django.apps import AppConfig


class Documents(AppConfig):
    name = "gongzhi.documents"
    label = "documents"
