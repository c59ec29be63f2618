"""What the form pages of this app share."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dure.core.errors import RuleBroken
from dure.core.http import SignedInRequest


def answer(
    request: SignedInRequest,
    form: forms.Form,
    deed: Callable[[], object],
    *,
    page: str,
    context: dict[str, object],
    done: str,
    then: str,
) -> HttpResponse:
    """The form again with what is wrong with it, or the deed done, said, and the page after it."""
    if form.is_valid():
        try:
            deed()
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, done)
            return redirect(then)
    status = 422 if form.is_bound else 200
    return render(request, page, {**context, "form": form, "cancel_url": then}, status=status)
