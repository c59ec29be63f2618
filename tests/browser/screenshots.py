"""Pictures of the demo: every main page in both languages, lights and widths; three for the README.

python -m tests.browser.screenshots [--address http://localhost:8000] [--only README]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import django
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from dure.config import processes
from tests.browser.machine import FLAGS, HEIGHTS, executable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.config.settings.demo")
django.setup()

from dure.cases.gumi.log_ins import (  # noqa: E402 - its models need the settings
    AUDITOR,
    COORDINATOR,
    MEMBER,
    PASSWORD,
    PROGRAMME_OFFICER,
)

ROOT = Path(__file__).parents[2]
ALL = ROOT / "var" / "screenshots"
README = ROOT / "docs" / "pictures"
PATIENCE = 300  # seconds that a demo may take to start, with everything to load
MOULD = "부품소재금형"

PAGES = {
    COORDINATOR.email: [
        "/",
        "/complexes/",
        "/organisations/",
        "/organisations/add/",
        "/people/",
        "/groups/",
        "/statistics/",
        "/outcomes/",
        "/reproduction/",
        "/imports/",
        "/imports/add/",
        "/help/",
        "/account/",
        "/find/?q=ㄱㅎ",
        f"group {MOULD}",
        "organisation 금형",
        "complex 구미",
    ],
    MEMBER.email: ["/"],
    PROGRAMME_OFFICER.email: ["/", "/queue/", "/letters/", "/accounts/"],
    AUDITOR.email: ["/", "/audit/"],
}


@dataclass(frozen=True)
class Look:
    language: str
    scheme: str
    width: int

    def __str__(self) -> str:
        return f"{self.language}-{self.scheme}-{self.width}"


LOOKS = [Look(*look) for look in product(("ko", "en"), ("light", "dark"), (1280, 390))]
PICTURES = [
    ("today", "/", Look("ko", "light", 1280)),
    ("group", f"group {MOULD}", Look("ko", "light", 1280)),
    ("reproduction", "/reproduction/", Look("en", "dark", 1280)),
]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="screenshots")
    parser.add_argument("--address", help="of a demo that runs already")
    parser.add_argument("--only", choices=["README"], help="the three pictures alone")
    options = parser.parse_args(arguments)
    with demo(options.address) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        for_readme(browser, address)
        if not options.only:
            everything(browser, address)
        browser.close()
    return 0


@contextmanager
def demo(address: str | None) -> Iterator[str]:
    """One that runs, or one of its own on a free port."""
    if address:
        yield address.rstrip("/")
        return
    port = next(port for port in range(8100, 8200) if processes.is_free(port))
    command = [sys.executable, "-m", "dure.config.cli", "demo", "--port", str(port)]
    started = subprocess.Popen(command, cwd=ROOT)
    try:
        yield answering(f"http://localhost:{port}", started)
    finally:
        started.terminate()
        started.wait()


def answering(address: str, started: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and started.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/account/login/"):  # noqa: S310 - ours
                return address
        except OSError:
            time.sleep(1)
    raise SystemExit("The demo did not start; `make demo` says why.")


def for_readme(browser: Browser, address: str) -> None:
    README.mkdir(parents=True, exist_ok=True)
    for name, where, look in PICTURES:
        with visit(browser, address, COORDINATOR.email, look) as page:
            if open_page(page, address, where):
                page.screenshot(path=README / f"{name}.png")
                say(README / f"{name}.png")


def everything(browser: Browser, address: str) -> None:
    for (email, pages), look in product(PAGES.items(), LOOKS):
        folder = ALL / str(look) / email.partition("@")[0]
        folder.mkdir(parents=True, exist_ok=True)
        with visit(browser, address, email, look) as page:
            for where in pages:
                if open_page(page, address, where):
                    file = folder / f"{file_name(where)}.png"
                    page.screenshot(path=file, full_page=True)
                    say(file)


@contextmanager
def visit(browser: Browser, address: str, email: str, look: Look) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(
        viewport={"width": look.width, "height": HEIGHTS[look.width]},
        color_scheme=look.scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    page.goto(f"{address}/account/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_selector(".rail")
    in_language(page, look.language)
    yield page
    context.close()


def in_language(page: Page, language: str) -> None:
    if page.get_attribute("html", "lang") != language:
        with page.expect_navigation():
            page.locator(f".languages button[value={language}]").first.dispatch_event("click")


def open_page(page: Page, address: str, where: str) -> bool:
    """An address, or a kind of thing and its name: the first that the search finds."""
    if where.startswith("/"):
        response = page.goto(address + where)
        return response is not None and response.ok
    kind, _, name = where.partition(" ")
    page.goto(f"{address}/find/?q={name}")
    found = page.locator(f"section[aria-labelledby={kind}] a[href*='/{kind[:5]}']").first
    if not found.count():
        return False
    found.click()
    page.wait_for_load_state()
    return True


def file_name(where: str) -> str:
    return where.strip("/").replace("/", "-").replace(" ", "-").split("?")[0] or "today"


def say(file: Path) -> None:
    print(file.relative_to(ROOT))


if __name__ == "__main__":
    sys.exit(main())
