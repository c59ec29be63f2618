from django.core.handlers.wsgi import WSGIHandler
from django.urls import resolve

from dure.config import urls, wsgi


def test_every_part_has_its_addresses():
    assert len(urls.urlpatterns) == len(urls.PARTS)
    assert resolve("/groups/").url_name == "group-list"


def test_a_server_finds_the_application():
    assert isinstance(wsgi.application, WSGIHandler)
