from __future__ import annotations

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def sign_up_is_open() -> bool:
    return bool(settings.SIGN_UP_IS_OPEN)
