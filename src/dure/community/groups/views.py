from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Model
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dure.community.choosing import offered
from dure.community.complexes.models import Complex
from dure.community.http import answer
from dure.core.clock import in_words, today
from dure.core.http import SignedInRequest
from dure.core.listing import http as listing
from dure.core.listing.lists import Listed
from dure.core.naming import named

from . import actions, drawings, queries
from .forms import AdmitForm, AppointForm, DescentForm, EndForm, FoundForm, GroupForm, LeaveForm
from .models import Descent, Founder, Group, GroupKind, Membership, Office
from .tables import LISTING, MEMBERS

FIRST_MEMBERS = 12


@login_required
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    listed = _listed(request)
    context = {
        **listed.context(export=reverse("group-export")),
        "n_members": queries.n_members(listed.rows),
        "may_add": Complex.objects.editable_by(request.user).exists(),
    }
    return render(request, "community/groups/index.html", context)


@login_required
@require_safe
def export(request: SignedInRequest) -> FileResponse:
    return listing.workbook(_listed(request))


@login_required
@require_safe
def options(request: SignedInRequest) -> HttpResponse:
    """What a box for a group offers while somebody types."""
    typed = request.GET.get("parent") or request.GET.get("ancestor") or ""
    found = queries.meant(typed[:100].replace("\0", ""), Group.objects.visible_to(request.user))
    return render(request, "community/_options.html", {"found": offered(found if typed else [])})


@login_required
@require_safe
def page(request: SignedInRequest, pk: int) -> HttpResponse:
    groups = queries.rows(for_user=request.user).select_related("parent")
    group = get_object_or_404(groups, pk=pk)
    itself = Group.objects.filter(pk=pk)
    river = drawings.river(group)
    members = list(queries.members_now(group, for_user=request.user)[:FIRST_MEMBERS])
    context = {
        "group": group,
        "river": river,
        "river_story": drawings.story(river) if river else "",
        "chart": drawings.members_chart(group),
        "members": members,
        "has_people": any(row.person_id for row in members),
        "offices": queries.offices(group, for_user=request.user),
        "origins": group.descents_to_it.select_related("ancestor").order_by("ancestor__founded_on"),
        "children": group.children.order_by("founded_on", "pk"),
        "documents": group.documents.visible_to(request.user)
        .select_related("file")
        .order_by("-created_at"),
        "may_edit": itself.editable_by(request.user).exists(),
        "may_direct": itself.directable_by(request.user).exists(),
        "may_branch": itself.branchable_by(request.user).exists(),
    }
    return render(request, "community/groups/page.html", context)


@login_required
@require_safe
def members(request: SignedInRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(Group.objects.visible_to(request.user), pk=pk)
    listed = _members(request, group)
    context = {
        **listed.context(export=reverse("group-member-export", args=[pk])),
        "group": group,
        "has_people": "organisation" in listed.shown,
        "may_edit": Group.objects.editable_by(request.user).filter(pk=pk).exists(),
    }
    return render(request, "community/groups/members.html", context)


@login_required
@require_safe
def export_members(request: SignedInRequest, pk: int) -> FileResponse:
    group = get_object_or_404(Group.objects.visible_to(request.user), pk=pk)
    return listing.workbook(_members(request, group))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    first = Complex.objects.editable_by(request.user).order_by("name_ko").first()
    if first is None:
        raise Http404
    start = {
        "kind": GroupKind.WORKING_GROUP,
        "founded_by": Founder.MEMBERS,
        "founded_on": today(),
        "complex": first,
    }
    form = FoundForm(request.POST or None, user=request.user, initial=start)
    return answer(
        request,
        form,
        lambda: actions.found(**form.cleaned_data, by=request.user, at=timezone.now()),
        done=_("The group is added."),
        record="group-page",
        heading=_("Add a group"),
        crumbs=[(reverse("group-list"), _("Groups"))],
        cancel_url=reverse("group-list"),
        hint=_("A mini-cluster and the cooperative that it becomes are both groups."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    groups = Group.objects.editable_by(request.user).select_related("parent")
    group = get_object_or_404(groups, pk=pk)
    start = {name: getattr(group, name) for name in actions.COLUMNS}
    start["parent"] = f"{group.parent} (#{group.parent.pk})" if group.parent else ""
    form = GroupForm(request.POST or None, user=request.user, initial=start)
    deed = partial(actions.edit, group=group)
    return _deed(request, group, form, deed, done=_("The changes are saved."), heading=_("Edit"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(Group.objects.directable_by(request.user), pk=pk, ended_on=None)
    return _deed(
        request,
        group,
        EndForm(request.POST or None, initial={"ended_on": max(today(), group.founded_on)}),
        partial(actions.end, group=group),
        done=_("The group has ended."),
        heading=_("End the group"),
        submit=_("End it"),
        is_final=True,
        hint=_("Memberships and offices end that day. The record and its history stay."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_descent(request: SignedInRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(Group.objects.directable_by(request.user), pk=pk)
    return _deed(
        request,
        group,
        DescentForm(request.POST or None, user=request.user, group=group),
        partial(actions.record_descent, descendant=group),
        done=_("The origin is added."),
        heading=_("Add an origin"),
        hint=_("Choose the older body. A body can grow out of several, and several out of one."),
    )


@login_required
@require_POST
def remove_descent(request: SignedInRequest, pk: int) -> HttpResponse:
    groups = Group.objects.directable_by(request.user)
    descents = Descent.objects.filter(descendant__in=groups).select_related("descendant")
    descent = get_object_or_404(descents, pk=pk)
    actions.remove_descent(descent=descent, by=request.user, at=timezone.now())
    return redirect("group-page", descent.descendant_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def admit(request: SignedInRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(Group.objects.editable_by(request.user), pk=pk)
    return _deed(
        request,
        group,
        AdmitForm(request.POST or None, user=request.user, initial={"starts_on": today()}),
        partial(actions.admit, group=group),
        done=partial(_admitted, since=timezone.now()),
        heading=_("Add a member"),
        hint=_(
            "In a network the member is a person, for an organisation. In a company, association"
            " or cooperative it is the organisation itself: then leave the person empty."
        ),
    )


def _admitted(membership: Membership, *, since: dt.datetime) -> str:
    """Who sends the same again is told so."""
    if membership.created_at >= since:
        return _("The member is added.")
    return _("%(name)s is a member since %(day)s already. Nothing was changed.") % {
        "name": membership.person or membership.organisation,
        "day": in_words(membership.starts_on),
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    memberships = Membership.objects.endable_by(request.user)
    membership = get_object_or_404(memberships.select_related("group"), pk=pk)
    shown = get_object_or_404(queries.members(membership.group, for_user=request.user), pk=pk)
    who = [queries.name_of(shown), str(shown.organisation or "")]
    return _deed(
        request,
        membership.group,
        LeaveForm(request.POST or None, initial={"ends_on": membership.usual_end}),
        partial(actions.leave, membership=membership),
        done=_("The membership has ended."),
        heading=_("End a membership"),
        sub=" · ".join(word for word in who if word),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: SignedInRequest, pk: int) -> HttpResponse:
    group = get_object_or_404(Group.objects.editable_by(request.user), pk=pk)
    return _deed(
        request,
        group,
        AppointForm(request.POST or None, user=request.user, initial={"starts_on": today()}),
        partial(actions.appoint, group=group),
        done=_("The office is given."),
        heading=_("Appoint somebody"),
        hint=_("Chair, vice-chair and secretary keep the group's record: text, members, offices."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_office(request: SignedInRequest, pk: int) -> HttpResponse:
    offices = Office.objects.endable_by(request.user).select_related("group", "person")
    office = get_object_or_404(offices, pk=pk)
    return _deed(
        request,
        office.group,
        LeaveForm(request.POST or None, initial={"ends_on": office.usual_end}),
        partial(actions.end_office, office=office),
        done=_("The office has ended."),
        heading=_("End an office"),
        sub=f"{office.get_kind_display()} · {office.person}",
    )


def _listed(request: SignedInRequest) -> Listed:
    rows = queries.rows(for_user=request.user)
    return LISTING.read(rows, query=request.GET, reader=request.user)


def _members(request: SignedInRequest, group: Group) -> Listed:
    rows = queries.members(group, for_user=request.user)
    return MEMBERS.read(rows, query=request.GET, reader=request.user)


def _deed(
    request: SignedInRequest,
    group: Group,
    form: Form,
    deed: Callable[..., Model],
    **words: Any,
) -> HttpResponse:
    """A form page that stands under the group's record and goes back there."""
    record = reverse("group-page", args=[group.pk])
    return answer(
        request,
        form,
        lambda: deed(**form.cleaned_data, by=request.user, at=timezone.now()),
        record="group-page",
        pk=group.pk,
        crumbs=[(reverse("group-list"), _("Groups")), (record, named(group))],
        cancel_url=record,
        **{"sub": named(group), "about": group, **words},
    )
