"""Every page, as several people, in both languages, light and dark, wide and narrow."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from .addresses import pages

pytestmark = pytest.mark.browser

WALKS = [
    ("programme_officer", "en", "light", 1280),
    ("coordinator", "ko", "dark", 390),
    ("member", "ko", "light", 390),
    ("auditor", "en", "dark", 1280),
]
SERIOUS = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]});
  return found.violations.filter(v => v.impact !== "minor").flatMap(v =>
    v.nodes.map(n => `${v.impact} ${v.id}: ${n.target.join(" ")} ${n.failureSummary ?? ""}`));
}"""
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("body *")]
    .filter(e => e.getBoundingClientRect().right > room + 1 && !e.closest(".scroll, .unseen"))
    .slice(0, 5).map(e => `${e.tagName}.${e.className} reaches ${e.getBoundingClientRect().right}`)
    .concat("the page scrolls sideways");
}"""


@pytest.mark.parametrize(("who", "language", "scheme", "width"), WALKS)
def test_every_page_is_accessible_fits_and_asks_nobody_else(
    cast, visit, *, who, language, scheme, width
):
    visitor = visit(getattr(cast, who), width=width, scheme=scheme, language=language)

    opened = 0
    for name, path in pages(cast).items():
        status = visitor.go(path)
        assert status < 500, f"{name} {path} answers {status}"
        if status == 200:
            opened += 1
            visitor.complaints += [f"{name}: {what}" for what in wrong(visitor.page)]

    assert visitor.complaints == [], "\n".join(visitor.complaints)
    assert opened > 10


def wrong(page: Page) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    return page.evaluate(SERIOUS) + page.evaluate(TOO_WIDE)
