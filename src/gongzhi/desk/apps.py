from django.apps import AppConfig


class Desk(AppConfig):
    name = "gongzhi.desk"
    label = "desk"
