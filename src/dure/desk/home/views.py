from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dure.community.groups import drawings as groups
from dure.core.http import SignedInRequest
from dure.desk.mine import drawings as mine
from dure.desk.standing.queries import standing

from . import queries, tables


@require_safe
@login_required
def page(request: SignedInRequest) -> HttpResponse:
    held, at = standing(request.user), timezone.now()
    home = queries.home(user=request.user, standing=held, at=at)
    todo = tables.rows(home, day=timezone.localdate(at), standing=held)
    river = groups.river(home.with_kin) if home.with_kin else None
    context = {
        "home": home,
        "circles": [(circle, mine.course(circle)) for circle in home.circles],
        "group": home.with_kin,
        "river": river,
        "river_story": groups.story(river) if river else "",
        "todo": todo,
        "how_many": tables.in_words(len(todo)),
        "standing": held,
        "may_write": "oversees" not in held or "directs" in held,
        "at": at,
    }
    return render(request, "desk/home/page.html", context)
