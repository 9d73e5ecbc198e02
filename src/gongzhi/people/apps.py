from django.apps import AppConfig


class People(AppConfig):
    name = "gongzhi.people"
    label = "people"
