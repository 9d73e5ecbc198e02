from django.apps import AppConfig


class Fund(AppConfig):
    name = "gongzhi.fund"
    label = "fund"
