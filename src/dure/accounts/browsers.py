"""What somebody logged in with, in the words that people use for it."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

# The first that a browser names is it: they name one another for old compatibility.
BROWSERS = {
    "SamsungBrowser/": _("Samsung Internet"),
    "Whale/": _("Whale"),
    "KAKAOTALK": _("KakaoTalk"),
    "Firefox/": _("Firefox"),
    "FxiOS/": _("Firefox"),
    "Edg": _("Edge"),
    "OPR/": _("Opera"),
    "Chrome/": _("Chrome"),
    "CriOS/": _("Chrome"),
    "Safari/": _("Safari"),
}
SYSTEMS = {
    "iPhone": _("iPhone"),
    "iPad": _("iPad"),
    "Android": _("Android"),
    "Windows": _("Windows"),
    "Macintosh": _("Mac"),
    "CrOS": _("ChromeOS"),
    "Linux": _("Linux"),
}


def told(agent: str) -> str:
    """“Chrome, Linux” of the long line that a browser says of itself."""
    browser = next((name for sign, name in BROWSERS.items() if sign in agent), None)
    system = next((name for sign, name in SYSTEMS.items() if sign in agent), None)
    if browser is None:
        browser = _("another program")
    return (
        _now("%(browser)s, %(system)s") % {"browser": browser, "system": system}
        if system
        else str(browser)
    )
