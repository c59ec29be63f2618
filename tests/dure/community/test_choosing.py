"""What a box for a name offers, and what it takes."""

import pytest
from django.core.exceptions import ValidationError

from dure.community.choosing import NamedField, offered
from dure.community.models import Organisation, Person
from tests.factories import OrganisationFactory, PersonFactory, PostFactory


def field(rows):
    made = NamedField(address="person-options")
    made.rows = rows
    return made


def test_a_name_stands_alone_where_nobody_else_has_it(db):
    rows = [PersonFactory(name_ko="김철수"), PersonFactory(name_ko="이영희", is_synthetic=True)]

    assert offered(rows) == [("김철수", ""), ("이영희", "synthetic")]
    assert field(Person.objects.all()).clean("이영희") == rows[1]


def test_namesakes_are_told_apart_by_where_they_are(db):
    first, second = PersonFactory(name_ko="김철수"), PersonFactory(name_ko="김철수")
    post = PostFactory(person=first, organisation__name_ko="가람", title="이사")
    PostFactory(person=second, organisation__name_ko="온누리", title="")

    values = [value for value, _told in offered([first, second])]

    assert values == [f"김철수 · 가람 · {post.title}", "김철수 · 온누리"]
    assert [field(Person.objects.all()).clean(value) for value in values] == [first, second]


def test_a_number_tells_apart_where_nothing_else_does(db):
    rows = [OrganisationFactory(name_ko="가람"), OrganisationFactory(name_ko="가람")]

    values = [value for value, _told in offered(rows)]

    assert values == [f"가람 (#{one.pk})" for one in rows]
    assert [field(Organisation.objects.all()).clean(value) for value in values] == rows


def test_a_name_that_says_where_and_is_nowhere_is_refused(db):
    PersonFactory(name_ko="김철수")

    with pytest.raises(ValidationError):
        field(Person.objects.all()).clean("김철수 · 가람")
