from __future__ import annotations

from django import template
from django.conf import settings

from dure.accounts import browsers

register = template.Library()


@register.simple_tag
def sign_up_is_open() -> bool:
    return bool(settings.SIGN_UP_IS_OPEN)


@register.filter
def browser(agent: str) -> str:
    """What somebody logged in with: Chrome, Linux."""
    return browsers.told(agent)
