"""What the form pages of this app share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from dure.core.errors import RuleBroken
from dure.core.http import SignedInRequest
from dure.core.naming import named, spoken


def answer(
    request: SignedInRequest,
    form: forms.Form,
    deed: Callable[[], Model],
    *,
    done: str | Callable[[Any], str],
    record: str,
    pk: int | None = None,
    page: str = "community/deed.html",
    **context: object,
) -> HttpResponse:
    """The form again with what is wrong with it, or the deed done, said, and the page after it.

    What is said may depend on what the deed answers. That page is the ``record`` (the name of its address) of ``pk``, or of what the deed answers.
    """
    if form.is_valid():
        try:
            made = deed()
        except RuleBroken as broken:
            form.add_error(None, said(broken))
        else:
            messages.success(request, done if isinstance(done, str) else done(made))
            return redirect(record, pk or made.pk)
    status = 422 if form.is_bound else 200
    return render(request, page, {**context, "form": form}, status=status)


def said(broken: RuleBroken) -> str:
    """The rule's sentence, and the way to the record that it speaks of."""
    record = broken.record
    if record is None:
        return str(broken)
    address = reverse(f"{record._meta.model_name}-page", args=[record.pk])
    deed = spoken(_("Open %(name)s") % {"name": named(record)})
    link = format_html('<a href="{}">{}</a>', address, deed)
    return format_html("{} {}", str(broken), link)
