from django.apps import AppConfig


class Meetings(AppConfig):
    name = "gongzhi.meetings"
    label = "meetings"
