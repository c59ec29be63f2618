from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dure.community.groups.models import Group, GroupKind
from dure.community.http import answer
from dure.community.people.models import Person
from dure.core.clock import today
from dure.core.http import SignedInRequest
from dure.core.naming import named

from . import actions
from .forms import PART, FoundForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def found(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who leads a group founds a body out of it."""
    groups = Group.objects.branchable_by(request.user).select_related("complex")
    group = get_object_or_404(groups, pk=pk)
    founder = get_object_or_404(Person, user=request.user)
    record = reverse("group-page", args=[pk])
    start = {"kind": GroupKind.WORKING_GROUP, "stands": PART, "founded_on": today()}
    form = FoundForm(request.POST or None, initial=start)
    return answer(
        request,
        form,
        lambda: actions.found_out_of(
            **form.cleaned_data, group=group, founder=founder, by=request.user, at=timezone.now()
        ),
        done=_("The group is founded. You are its chair until its members choose another."),
        record="group-page",
        heading=_("Found a group"),
        sub=_("out of %(name)s") % {"name": named(group)},
        about=group,
        submit=_("Found it"),
        crumbs=[(reverse("group-list"), _("Groups")), (record, named(group))],
        cancel_url=record,
        hint=_(
            "You need not ask the office. The group is marked as founded by members; you are its"
            " first member and chair, and can admit the others afterwards."
        ),
    )
