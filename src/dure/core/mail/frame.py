"""The frame that all letters share, and letters from templates.

A topic writes ``<app>/letters/<name>.txt``: the subject on the first line, an empty line, and
the text. Where plain paragraphs do not suffice, ``<name>.html`` beside it extends
``core/letters/frame.html`` and fills the block ``content``.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.utils import translation

TEXT = "core/letters/frame.txt"
HTML = "core/letters/frame.html"


def render(template: str, context: Mapping[str, object], *, language: str) -> tuple[str, str, str]:
    """Subject, text and HTML. ``template`` is a path without its ending."""
    with translation.override(language):
        said = {**_common(language), **context}
        subject, _, body = _plain(f"{template}.txt", said).strip().partition("\n")
        subject = subject.strip()
        said |= {"subject": subject, "body": body.strip()}
        try:
            html = get_template(f"{template}.html").render(said)
        except TemplateDoesNotExist:
            html = render_to_string(HTML, said)
        return subject, _plain(TEXT, said).strip() + "\n", html


def around(text: str, *, subject: str, language: str) -> str:
    """A plain text as HTML in the frame."""
    with translation.override(language):
        return render_to_string(
            HTML, {**_common(language), "subject": subject, "body": text.strip()}
        )


def _common(language: str) -> dict[str, str]:
    return {"language": language, "site": str(settings.SITE_NAME), "address": settings.SITE_URL}


def _plain(name: str, context: Mapping[str, object]) -> str:
    """Rendered without HTML escapes: an apostrophe in a text stays one."""
    template = get_template(name).template  # type: ignore[attr-defined]
    rendered: str = template.render(Context(dict(context), autoescape=False))
    return rendered
