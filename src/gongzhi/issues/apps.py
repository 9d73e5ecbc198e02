from django.apps import AppConfig


class Issues(AppConfig):
    name = "gongzhi.issues"
    label = "issues"
