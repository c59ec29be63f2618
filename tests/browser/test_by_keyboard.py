"""Without a mouse, and without JavaScript."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from dure.accounts.users import actions as users
from tests.factories import NOON

pytestmark = pytest.mark.browser

FOCUS = """() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  const box = at.getBoundingClientRect();
  return {
    what: at.id || at.name || at.textContent.trim().slice(0, 40) || at.tagName,
    seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
      && box.bottom > 0 && box.top < innerHeight && box.width > 0,
  };
}"""


def tabbed(page: Page, times: int) -> list[dict[str, object]]:
    found = []
    for _ in range(times):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUS))
    return found


def test_the_first_step_skips_to_the_content_and_every_step_is_seen(cast, visit):
    visitor = visit(cast.coordinator)
    visitor.go("/")

    stops = tabbed(visitor.page, 12)

    assert stops[0]["what"] == "Skip to the content"
    assert [stop for stop in stops if not stop["seen"]] == []
    assert len({str(stop["what"]) for stop in stops}) > 8  # it goes on, nothing traps it
    visitor.page.keyboard.press("Home")
    visitor.go("/")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("keys", ["/", "Control+k"])
def test_a_key_leads_to_the_find_box_and_the_arrows_to_what_was_found(cast, visit, keys):
    visitor = visit(cast.coordinator)
    visitor.go(reverse("help"))
    page = visitor.page

    page.keyboard.press(keys)
    page.keyboard.type("구미금")
    page.wait_for_selector("#found a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reverse('organisation-page', args=[cast.organisation.pk])}")

    assert visitor.complaints == []


def test_escape_leaves_the_find_box_empty(cast, visit):
    page = visit(cast.coordinator)
    page.go("/")
    page.page.keyboard.press("/")
    page.page.keyboard.type("구미")
    page.page.wait_for_selector("#found a")

    page.page.keyboard.press("Escape")

    assert page.page.locator("#found a").count() == 0
    assert page.page.input_value("#find") == ""


def test_a_slash_in_a_field_is_a_slash(cast, visit):
    visitor = visit(cast.coordinator)
    visitor.go(reverse("account-rename"))

    visitor.page.focus("#id_name")
    visitor.page.keyboard.type("a/b")

    assert "a/b" in visitor.page.input_value("#id_name")


def test_a_phone_keeps_four_places_and_the_rest_behind_more(cast, visit):
    visitor = visit(cast.programme_officer, width=390)
    visitor.go("/")
    rail = visitor.page.locator(".rail")

    assert rail.locator("> .places").first.locator("a:visible").count() == 4
    rail.get_by_text("More", exact=True).click()
    rail.locator(".sheet").get_by_text("Queue", exact=True).click()

    assert visitor.page.url.endswith(reverse("queue-list"))


def test_a_list_narrows_as_one_types_and_keeps_it_in_the_address(cast, visit):
    visitor = visit(cast.coordinator)
    visitor.go(reverse("organisation-list"))
    page = visitor.page

    page.fill(".filters input[type=search]", "없는 이름")
    page.wait_for_selector("#results .empty")

    assert "q=" in page.url
    page.reload()
    assert page.locator("#results .empty").count() == 1
    page.locator("#clear a").click()
    page.wait_for_selector("#results tbody tr")
    assert visitor.complaints == []


def test_a_form_that_was_begun_is_not_left_by_accident(cast, visit):
    visitor = visit(cast.coordinator)
    visitor.go(reverse("account-rename"))
    page, asked = visitor.page, []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.fill("#id_name", "Somebody else")
    page.locator(".rail .mark").click()
    page.wait_for_url(visitor.address + "/")

    assert asked == ["beforeunload"]


def test_without_javascript_one_logs_in_searches_and_edits(cast, visit):
    password = "correct horse battery"
    user = users.create(
        email="new@example.com", name="New", language="en", password=password, by=None, at=NOON
    )
    visitor = visit(javascript=False)
    page = visitor.page

    visitor.follow("/")
    page.fill("input[name=login]", user.email)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(visitor.address + "/")
    page.fill("#find", "구미금")
    page.press("#find", "Enter")
    page.get_by_role("link", name="구미금형").first.click()
    page.wait_for_url("**" + reverse("organisation-page", args=[cast.organisation.pk]))
    visitor.go(reverse("account-rename"))
    page.fill("#id_name", "Another name")
    page.locator("form.form button.go").click()
    page.wait_for_url("**" + reverse("account-page"))

    user.refresh_from_db()
    assert user.name == "Another name"
