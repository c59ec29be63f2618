from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dure.accounts.invitations import actions as invitations
from dure.accounts.users import actions as users
from dure.core import rows
from dure.core.audit import actions as audit
from dure.core.clock import in_words
from dure.core.errors import RuleBroken
from dure.core.fields import Dated
from dure.core.mail import actions as mail
from dure.core.naming import named
from dure.core.search import actions as search

from .models import Consent, Person, Post, Tag

if TYPE_CHECKING:
    from dure.accounts.models import Invitation, User
    from dure.community.organisations.models import Organisation

COLUMNS = {"name_ko", "name_en", "email", "telephone", "expertise"}
PSEUDONYM = "익명"  # "anonymous"; with the row's number it stands for the name, in any language


@transaction.atomic
def register(
    *,
    name_ko: str,
    name_en: str = "",
    email: str = "",
    telephone: str = "",
    expertise: str = "",
    tags: Collection[str] = (),
    user: User | None = None,
    is_synthetic: bool = False,
    by: User | None,
    at: dt.datetime,
) -> Person:
    """A person. Who is alike in all, and has an e-mail or telephone, is the same one.

    A name alone makes nobody the same: namesakes are two people.
    """
    columns = {
        "name_ko": name_ko.strip(),
        "name_en": name_en.strip(),
        "email": email.strip().lower(),
        "telephone": telephone.strip(),
        "expertise": expertise.strip(),
        "user": user,
        "is_synthetic": is_synthetic,
    }
    if columns["email"] or columns["telephone"]:
        known = Person.objects.filter(**columns, erased_at=None).first()
        if known is not None:
            return known
    person = rows.insert(Person(**columns))
    if tags:
        _put_tags(person, tags)
    search.index(person)
    audit.record("person.registered", person, by=by, at=at)
    return person


@transaction.atomic
def register_at(
    *,
    organisation: Organisation | None,
    title: str,
    starts_on: dt.date,
    by: User | None,
    at: dt.datetime,
    **columns: Any,
) -> Person:
    """A person and their first post, where the organisation is known."""
    person = register(**columns, by=by, at=at)
    if organisation is not None:
        give_post(
            person=person,
            organisation=organisation,
            title=title,
            starts_on=starts_on,
            by=by,
            at=at,
        )
    return person


@transaction.atomic
def edit(
    *,
    person: Person,
    tags: Iterable[str] | None = None,
    by: User | None,
    at: dt.datetime,
    **changes: object,
) -> Person:
    if unknown := changes.keys() - COLUMNS:
        raise TypeError(f"a person has no {sorted(unknown)} to edit")
    locked = _locked(person)
    changed = rows.change(locked, changes)
    if tags is not None and _put_tags(locked, tags):
        changed.append("tags")
    if changed:
        search.index(locked)
        audit.record("person.edited", locked, by=by, at=at, changed=sorted(changed))
    return locked


@transaction.atomic
def give_post(
    *,
    person: Person,
    organisation: Organisation,
    title: str,
    starts_on: dt.date,
    by: User | None,
    at: dt.datetime,
) -> Post:
    locked = _locked(person)
    known = Post.objects.filter(person=locked, organisation=organisation).reaching(starts_on)
    if (post := known.first()) is not None:
        if (post.title, post.starts_on, post.ends_on) == (title.strip(), starts_on, None):
            return post
        raise RuleBroken(
            _("This person has a post there from %(day)s on. End that first.")
            % {"day": in_words(post.starts_on)}
        )
    if organisation.closed_on is not None and organisation.closed_on <= starts_on:
        raise RuleBroken(
            _("%(name)s has closed on %(day)s. Give an earlier day.")
            % {"name": named(organisation), "day": in_words(organisation.closed_on)}
        )
    post = rows.insert(
        Post(person=locked, organisation=organisation, title=title.strip(), starts_on=starts_on)
    )
    audit.record(
        "person.post_given",
        locked,
        by=by,
        at=at,
        post=post.pk,
        organisation=organisation.pk,
        starts_on=starts_on.isoformat(),
    )
    return post


@transaction.atomic
def end_post(*, post: Post, ends_on: dt.date, by: User | None, at: dt.datetime) -> Post:
    ended, is_new = rows.end(post, on=ends_on)
    if is_new:
        audit.record(
            "person.post_ended",
            ended.person,
            by=by,
            at=at,
            post=ended.pk,
            organisation=ended.organisation_id,
            ends_on=ends_on.isoformat(),
        )
    return ended


@transaction.atomic
def give_consent(*, person: Person, by: User | None, at: dt.datetime) -> Consent:
    """The person may be found by everybody who is signed in, from now on."""
    locked = _locked(person)
    standing = locked.consents.filter(withdrawn_at=None).first()
    if standing is not None:
        return standing
    consent = rows.insert(Consent(person=locked, given_at=at))
    audit.record("person.consent_given", locked, by=by, at=at)
    return consent


@transaction.atomic
def withdraw_consent(*, person: Person, by: User | None, at: dt.datetime) -> Consent | None:
    """The consent that ends now; none where none stood."""
    locked = _locked(person)
    standing = locked.consents.filter(withdrawn_at=None).first()
    if standing is not None:
        standing.withdrawn_at = at
        standing.save(update_fields=["withdrawn_at", "updated_at"])
        audit.record("person.consent_withdrawn", locked, by=by, at=at)
    return standing


@transaction.atomic
def invite(*, person: Person, by: User | None, at: dt.datetime) -> Invitation:
    """Make the person an account, which the letter's link opens; a letter on its way stands."""
    locked = _locked(person)
    if not locked.email:
        raise RuleBroken(_("Write down an e-mail address first: the invitation goes there."))
    if locked.user is not None and not locked.user.is_awaited:
        raise RuleBroken(_("This person has an account already."))
    invitation = invitations.invite(
        email=locked.email,
        name=locked.name_ko,
        name_en=locked.name_en,
        language=(get_language() or "ko")[:2],
        by=by,
        at=at,
    )
    if locked.user_id == invitation.user_id:
        return invitation
    if Person.objects.filter(user=invitation.user_id).exists():
        raise RuleBroken(_("The account of this e-mail belongs to another person."))
    locked.user = invitation.user
    locked.save(update_fields=["user", "updated_at"])
    audit.record("person.invited", locked, by=by, at=at, user=invitation.user_id)
    return invitation


@transaction.atomic
def give_account(*, person: Person, user: User, by: User | None, at: dt.datetime) -> Person:
    """An account that exists already becomes the person's."""
    locked = _locked(person)
    if locked.user_id == user.pk:
        return locked
    if locked.user_id is not None:
        raise RuleBroken(_("This person has an account already."))
    if Person.objects.filter(user=user).exists():
        raise RuleBroken(_("The account of this e-mail belongs to another person."))
    locked.user = user
    locked.save(update_fields=["user", "updated_at"])
    audit.record("person.account_given", locked, by=by, at=at, user=user.pk)
    return locked


@transaction.atomic
def erase(*, person: Person, by: User | None, at: dt.datetime) -> Person:
    """Forget whatever is personal; what the person did stays countable under a pseudonym.

    Letters to their addresses, their account and its log-ins go with it. Posts, memberships
    and offices remain, ended, without their titles.
    """
    locked = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if locked.erased_at is not None:
        return locked
    for period in _open_periods(locked):
        rows.end(period, on=max(localdate(at), period.starts_on + dt.timedelta(days=1)))
    locked.posts.update(title="")
    locked.consents.all().delete()
    tags = list(locked.tags.values_list("pk", flat=True))
    locked.tags.clear()
    Tag.objects.filter(pk__in=tags, people=None).delete()
    if locked.email:
        mail.erase(to=locked.email, by=by, at=at)
    user, locked.user = locked.user, None
    locked.name_ko = f"{PSEUDONYM} {locked.pk}"
    locked.name_en = locked.email = locked.telephone = locked.expertise = ""
    locked.erased_at = at
    locked.save()
    search.forget(locked)
    if user is not None:
        users.erase(user=user, by=by, at=at)
    audit.record("person.erased", locked, by=by, at=at)
    return locked


def _open_periods(person: Person) -> Iterator[Dated]:
    yield from person.posts.filter(ends_on=None)
    yield from person.memberships.filter(ends_on=None)
    yield from person.offices.filter(ends_on=None)
    if person.user is not None:
        yield from person.user.roles.filter(ends_on=None)
        yield from person.user.representations.filter(ends_on=None)
        yield from person.user.coordinations.filter(ends_on=None)


def _locked(person: Person) -> Person:
    locked = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if locked.erased_at is not None:
        raise RuleBroken(_("This person's data were erased. Nothing can be added to them."))
    return locked


def _put_tags(person: Person, names: Iterable[str]) -> bool:
    """Whether the tags are others than before."""
    wanted = {name.strip()[:40] for name in names} - {""}
    known = set(person.tags.values_list("name", flat=True))
    if wanted == known:
        return False
    Tag.objects.bulk_create([Tag(name=name) for name in sorted(wanted)], ignore_conflicts=True)
    person.tags.set(Tag.objects.filter(name__in=wanted))
    return True
