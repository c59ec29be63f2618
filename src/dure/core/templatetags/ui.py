"""What templates print with: docs/reference/interface.md shows each by example."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms, template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template import Context
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from heroicons.templatetags.heroicons import heroicon_mini

from dure.core import naming, places
from dure.core.clock import in_words

register = template.Library()

Number = int | float | Decimal | None
IN_SIGHT = 4
NO_FILTERS = {"page", "sort"}
NONE = "–"  # noqa: RUF001  (a dash, as printed tables have it)


@register.filter
def named(thing: Any) -> str:
    """The name in the reader's language, the Korean one where there is no other."""
    if thing is None:
        return NONE
    return naming.spoken(naming.named(thing) if hasattr(thing, "name_ko") else str(thing))


@register.filter
def spoken(text: object) -> str:
    """Text as it was written: what is Korean is marked so on an English page."""
    return naming.spoken(text)


MINUS = "\N{MINUS SIGN}"


@register.filter
def number(value: Number, places: int = 0) -> str:
    """With separators, tabular; a dash for what is not known."""
    if value is None or value == "":
        return NONE
    rounded = _rounded(Decimal(str(value)), places)
    return formats.number_format(rounded, decimal_pos=places, use_l10n=True, force_grouping=True)


def _rounded(value: Decimal, places: int) -> Decimal:
    """Half up, as on paper; Django alone would cut the rest off."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@register.filter
def percent(share: Number, places: int = 1) -> str:
    """A share between 0 and 1, printed in per cent."""
    if share is None:
        return NONE
    return f"{number(share * 100, places)} %".replace("-", MINUS)


@register.filter
def permille(share: int | None) -> str:
    """A whole number of thousandths, printed in per cent."""
    return NONE if share is None else percent(Decimal(share) / 1000)


@register.filter
def day(value: dt.date | None) -> SafeString | str:
    """A date for a sentence or a card, in the reader's language: 2012. 3. 4., 4 March 2012."""
    if value is None:
        return NONE
    return _time(value, in_words(_local(value)))


@register.filter
def iso(value: dt.date | None) -> SafeString | str:
    """A date for a table: 2012-03-04."""
    return NONE if value is None else _time(value, f"{_local(value):%Y-%m-%d}")


@register.filter
def moment(value: dt.datetime | None) -> SafeString | str:
    """A date and time for a table: 2012-03-04 14:05."""
    return NONE if value is None else _time(value, f"{_local(value):%Y-%m-%d %H:%M}")


def _local(value: dt.date) -> dt.date:
    return timezone.localtime(value) if isinstance(value, dt.datetime) else value


def _time(value: dt.date, text: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', _local(value).isoformat(), text)


@register.filter
def unlocalised(value: Number) -> str:
    """A number for an attribute that the browser reads."""
    return "" if value is None else str(value)


@register.filter
def sheets(names: str) -> list[str]:
    return [static(f"core/css/{name}.css") for name in names.split()]


@register.simple_tag
def type_face() -> SafeString:
    """The style sheet of Pretendard, where it is installed; else the system's type face."""
    folders: list[str | tuple[str, object]] = [*settings.STATICFILES_DIRS]
    if not any(isinstance(one, tuple) and one[0] == "pretendard" for one in folders):
        return mark_safe("")
    address = static("pretendard/pretendardvariable-dynamic-subset.css")
    return format_html('<link rel="stylesheet" href="{}">', address)


@register.simple_tag
def icon(name: str, **attributes: Any) -> SafeString:
    """A heroicon (the mini set), for the eye only: the word stands beside it or in a label."""
    told: dict[str, Any] = {"class": "icon", "aria_hidden": "true", **attributes}
    drawing = heroicon_mini(name, **told)
    return mark_safe(drawing)  # noqa: S308  (drawn from the package's own files)


@register.simple_tag
def pill(text: object, kind: str = "") -> SafeString:
    """A state in a word. Kinds: own, office, act, good, warn, bad; none is grey."""
    return format_html('<span class="pill {}">{}</span>', kind or "", naming.spoken(text))


@register.simple_tag
def synthetic(thing: Any) -> SafeString:
    """The dashed mark of what is invented; nothing for what is real."""
    if not getattr(thing, "is_synthetic", False):
        return mark_safe("")
    return format_html('<span class="pill synthetic">{}</span>', _("synthetic"))


@register.simple_tag
def bar(value: int, most: int, kind: str = "") -> SafeString:
    """How much of the most, for the eye: the number stands beside it. Kinds: own, office."""
    width = min(100, round(100 * value / most)) if most else 0
    return format_html(
        '<svg class="bar {}" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="ground" width="100" height="4"/><rect width="{}" height="4"/></svg>',
        kind,
        width,
    )


@register.simple_tag
def founder(group: Any) -> SafeString:
    """Green for what members founded, grey for what the office founded."""
    kind = "own" if group.founded_by == "members" else "office"
    return pill(group.get_founded_by_display(), kind)


@register.simple_tag
def address(name: str, *args: object) -> str:
    """The address of a page, or nothing where there is no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag
def crumb(url: str, label: object) -> SafeString:
    return format_html('<li><a href="{}">{}</a></li>', url, naming.spoken(label))


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> places.Parts:
    return places.parts(
        path=getattr(context.get("request"), "path", ""), standing=context.get("standing") or ()
    )


@register.inclusion_tag("core/_field.html")
def field(bound: BoundField) -> dict[str, object]:
    """Label, box, hint and error of one field of a form."""
    return {"field": bound, "kind": _kind(bound.field.widget)}


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "plain"


@register.inclusion_tag("core/_error_summary.html")
def error_summary(form: BaseForm, *, saves: bool = True) -> dict[str, object]:
    """``saves`` is false where sending the form records nothing, as at the log-in."""
    return {"form": form, "saves": saves}


@register.inclusion_tag("core/_filter_bar.html", takes_context=True)
def filter_bar(context: Context, form: BaseForm) -> dict[str, object]:
    """A few filters in sight, the others behind a button; on a phone all but the first."""
    request = context["request"]
    order = [part for part in form.visible_fields() if part.name == "sort"]
    parts = [part for part in form.visible_fields() if part.name != "sort"]
    used = {name for name, value in request.GET.items() if value and name not in NO_FILTERS}
    near, rest = parts[1:IN_SIGHT], parts[IN_SIGHT:]
    return {
        "form": form,
        "request": request,
        "first": parts[:1],
        "near": near + order,
        "rest": rest,
        "n_used": sum(part.name in used for part in near + rest),
        "is_wrong": any(part.errors for part in near + rest),
        "is_far": any(part.name in used or part.errors for part in rest),
        "is_set": bool(used),
    }


@register.inclusion_tag("core/_paging.html", takes_context=True)
def paging(context: Context, page: Page[Any]) -> dict[str, object]:
    return {"page": page, "request": context["request"]}


@register.inclusion_tag("core/_empty_state.html")
def empty_state(title: str, text: str = "", url: str = "", deed: str = "") -> dict[str, object]:
    """Nothing here yet: says what to do first and offers it."""
    return {"title": title, "text": text, "url": url, "deed": deed}


@register.inclusion_tag("core/_progress.html")
def progress(done: int, total: int | None, label: str = "") -> dict[str, object]:
    """How far long work has come; without a total, that it goes on."""
    return {"done": done, "total": total, "label": label}
