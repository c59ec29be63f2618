from __future__ import annotations

from dure.core import places
from dure.core.places import Place


def test_the_rail_shows_what_exists_and_marks_where_one_is(monkeypatch):
    monkeypatch.setattr(
        places, "FIRST", [Place(("home",), "Today", "home"), Place(("no-page",), "No", "key")]
    )

    found = places.parts(path="/", standing=()).first

    assert [(place.url, place.is_here) for place in found] == [("/", True)]


def test_a_place_is_marked_on_the_pages_beneath_it(monkeypatch):
    monkeypatch.setattr(places, "REST", [Place(("help",), "Help", "key")])

    (found,) = places.parts(path="/help/more/", standing=()).rest

    assert found.is_here


def test_a_place_for_some_is_shown_to_them_alone(monkeypatch):
    office = Place(("help",), "Help", "key", frozenset({"oversees"}))
    monkeypatch.setattr(places, "REST", [office])

    assert places.parts(path="/", standing={"coordinates"}).rest == []
    assert len(places.parts(path="/", standing={"oversees"}).rest) == 1


def test_a_phone_keeps_the_rest_behind_more():
    shown = [places.Shown(f"/{n}/", str(n), "key", is_here=False) for n in range(6)]

    assert places.Parts(shown, shown[:1]).beyond == [*shown[4:], shown[0]]
