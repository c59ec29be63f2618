from django.utils import timezone, translation

from dure.accounts.users import actions
from tests.factories import UserFactory


def test_an_account_has_a_name_in_either_language(db):
    user = UserFactory(name="김철수", name_en="Kim Cheol-su")

    with translation.override("en"):
        assert str(user) == "Kim Cheol-su"
    with translation.override("ko"):
        assert str(user) == "김철수"


def test_both_names_are_changed_together(db, client):
    user = UserFactory(name="김철수")
    client.force_login(user)

    client.post("/account/name/", {"name": "김철수", "name_en": "Kim Cheol-su"})

    user.refresh_from_db()
    assert (user.name, user.name_en) == ("김철수", "Kim Cheol-su")


def test_what_is_erased_has_no_name_in_any_language(db):
    user = UserFactory(name="김철수", name_en="Kim Cheol-su")

    actions.erase(user=user, by=None, at=timezone.now())

    user.refresh_from_db()
    assert (user.name, user.name_en) == (f"익명 {user.pk}", f"Anonymous {user.pk}")
