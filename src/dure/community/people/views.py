from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Model
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.accounts.models import Role
from dure.community.choosing import offered
from dure.community.complexes.models import Complex
from dure.community.http import answer
from dure.core.clock import today
from dure.core.http import SignedInRequest
from dure.core.listing import http as listing
from dure.core.listing.lists import Listed
from dure.core.naming import named

from . import actions, queries
from .forms import EndForm, PersonForm, PostForm, RegisterForm
from .models import Person, Post
from .tables import LISTING


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    context = {
        **_listed(request).context(export=reverse("person-export")),
        "may_add": Complex.objects.editable_by(request.user).exists(),
    }
    return render(request, "community/people/index.html", context)


@login_required
@require_safe
def export(request: SignedInRequest) -> FileResponse:
    return listing.workbook(_listed(request))


@login_required
@require_safe
def options(request: SignedInRequest) -> HttpResponse:
    """What a box for a person offers while somebody types: those the reader may know."""
    typed = request.GET.get("person", "")[:100].replace("\0", "")
    found = queries.meant(typed, queries.rows(for_user=request.user)) if typed else []
    return render(request, "community/_options.html", {"found": offered(found)})


@login_required
@require_safe
def own(request: SignedInRequest) -> HttpResponse:
    """One's own record, wherever it is."""
    person = Person.objects.filter(user=request.user).first()
    if person is None:
        return render(request, "community/people/none.html")
    return redirect("person-page", person.pk)


@login_required
@require_safe
def page(request: SignedInRequest, pk: int) -> HttpResponse:
    people = Person.objects.visible_to(request.user)
    person = get_object_or_404(people.prefetch_related("tags"), pk=pk)
    itself, reader = Person.objects.filter(pk=pk), request.user
    context = {
        "person": person,
        "is_own": person.user_id == reader.pk,
        "posts": queries.posts(person),
        "memberships": queries.memberships(person),
        "offices": queries.offices(person),
        "consent": queries.standing_consent(person),
        "is_confided": itself.confided_to(reader).exists(),
        "may_edit": itself.editable_by(reader).exists(),
        "may_post": itself.postable_by(reader).exists(),
        "may_invite": itself.invitable_by(reader).exists(),
        "may_erase": itself.erasable_by(reader).exists(),
        "is_disclosed": itself.disclosed_to(reader).exists(),
    }
    return render(request, "community/people/page.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    directs = Role.objects.directing().filter(user=request.user).exists()
    if not directs and not Complex.objects.editable_by(request.user).exists():
        raise Http404
    form = RegisterForm(request.POST or None, user=request.user, needs_organisation=not directs)
    return answer(
        request,
        form,
        lambda: actions.register_at(
            **form.cleaned_data, starts_on=today(), by=request.user, at=timezone.now()
        ),
        done=_("The person is added."),
        record="person-page",
        heading=_("Add a person"),
        crumbs=[(reverse("person-list"), _("People"))],
        cancel_url=reverse("person-list"),
        hint=_("Nobody else finds the person before they agree to it themselves."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.editable_by(request.user), pk=pk)
    start = {name: getattr(person, name) for name in actions.COLUMNS}
    start["tags"] = ", ".join(person.tags.order_by("name").values_list("name", flat=True))
    form = PersonForm(request.POST or None, initial=start)
    deed = partial(actions.edit, person=person)
    return _deed(request, person, form, deed, done=_("The changes are saved."), heading=_("Edit"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def give_post(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.postable_by(request.user), pk=pk)
    return _deed(
        request,
        person,
        PostForm(request.POST or None, user=request.user, initial={"starts_on": today()}),
        partial(actions.give_post, person=person),
        done=_("The post is added."),
        heading=_("Add a post"),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_post(request: SignedInRequest, pk: int) -> HttpResponse:
    posts = Post.objects.endable_by(request.user).select_related("person", "organisation")
    post = get_object_or_404(posts, pk=pk)
    return _deed(
        request,
        post.person,
        EndForm(request.POST or None, initial={"ends_on": post.usual_end}),
        partial(actions.end_post, post=post),
        done=_("The post has ended."),
        heading=_("End a post"),
        sub=f"{post.person} · {post.organisation}",
    )


@login_required
@require_POST
def give_consent(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.consentable_by(request.user), pk=pk)
    actions.give_consent(person=person, by=request.user, at=timezone.now())
    messages.success(request, _("Everybody who is signed in can find you now."))
    return redirect("person-page", pk)


@login_required
@require_POST
def withdraw_consent(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.consentable_by(request.user), pk=pk)
    actions.withdraw_consent(person=person, by=request.user, at=timezone.now())
    messages.success(request, _("Strangers no longer find you."))
    return redirect("person-page", pk)


@login_required
@require_POST
def invite(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.invitable_by(request.user), pk=pk)
    actions.invite(person=person, by=request.user, at=timezone.now())
    messages.success(request, _("The invitation is on its way."))
    return redirect("person-page", pk)


def _listed(request: SignedInRequest) -> Listed:
    rows = queries.rows(for_user=request.user)
    return LISTING.read(rows, query=request.GET, reader=request.user)


def _record(person: Person) -> str:
    return reverse("person-page", args=[person.pk])


def _deed(
    request: SignedInRequest,
    person: Person,
    form: Form,
    deed: Callable[..., Model],
    **words: Any,
) -> HttpResponse:
    """A form page that stands under the person's record and goes back there."""
    return answer(
        request,
        form,
        lambda: deed(**form.cleaned_data, by=request.user, at=timezone.now()),
        record="person-page",
        pk=person.pk,
        crumbs=[(reverse("person-list"), _("People")), (_record(person), named(person))],
        cancel_url=_record(person),
        **{"sub": named(person), "about": person, **words},
    )
