"""A demo or test instance cannot pass for a real one."""

import pytest
from django.db import DatabaseError

from gongzhi.kernel.models import Instance
from gongzhi.web import instance


@pytest.fixture(autouse=True)
def _forget(monkeypatch):
    monkeypatch.setattr(instance, "_written", {})


@pytest.mark.parametrize("named", ["demo", "test"])
def test_the_name_of_the_instance_is_enough(settings, named):
    settings.INSTANCE = named
    assert instance.instance_kind() == named


@pytest.mark.parametrize("kind", ["demo", "production"])
def test_another_name_does_not_hide_what_the_database_says(settings, monkeypatch, kind):
    settings.INSTANCE = "main"
    asked = []
    monkeypatch.setattr(Instance.objects, "first", lambda: asked.append(1) or Instance(kind=kind), raising=False)
    assert instance.instance_kind() == kind
    assert instance.instance_kind() == kind
    assert len(asked) == 1


def test_an_unwritten_instance_is_asked_again(settings, monkeypatch):
    settings.INSTANCE = "main"
    answers = iter([None, Instance(kind="demo")])
    monkeypatch.setattr(Instance.objects, "first", lambda: next(answers), raising=False)
    assert [instance.instance_kind(), instance.instance_kind()] == ["", "demo"]


def test_the_error_page_survives_a_lost_database(settings, monkeypatch):
    def lost():
        raise DatabaseError

    settings.INSTANCE = "main"
    monkeypatch.setattr(Instance.objects, "first", lost, raising=False)
    assert instance.instance_kind() == ""
