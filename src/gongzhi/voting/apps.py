from django.apps import AppConfig


class Voting(AppConfig):
    name = "gongzhi.voting"
    label = "voting"
