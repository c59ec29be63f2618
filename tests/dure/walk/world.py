"""Rows for every address, and people of every role.

A new page under a known path needs nothing here. A new kind of parameter needs one line in
``EXAMPLES``: the route up to it, and a row of ``World``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from dure.accounts.invitations import actions as invitations
from dure.accounts.models import Invitation, RoleKind, User
from dure.community.documents import actions as documents
from dure.community.import_rows.models import Import, ImportRow, RowState
from dure.community.import_rows.models import Status as ImportStatus
from dure.community.imports import actions as imports
from dure.community.models import Descent, Document, IndustryClass, Office, Person, SupplyTie
from dure.community.workbooks.headings import Field
from dure.core.files import actions as files
from dure.core.models import Job, Letter
from dure.evidence.uploads.models import Upload
from tests import factories
from tests.conftest import Cast

from .links import token_of

PASSKEY = Path(__file__).with_name("passkey.json").read_text(encoding="utf-8")

Who = User | AnonymousUser


@dataclass
class World:
    """The cast, one row of everything else, and an auditor who is something besides.

    ``colleague`` works where the member does and has an address, but no account.
    """

    cast: Cast
    auditing_coordinator: User
    colleague: Person

    def everyone(self) -> dict[str, Who]:
        return {
            "anonymous": AnonymousUser(),
            **self.cast.everyone(),
            "auditing_coordinator": self.auditing_coordinator,
        }


def build(cast: Cast) -> World:
    auditor = factories.UserFactory(name="auditing_coordinator")
    factories.RoleFactory(user=auditor, kind=RoleKind.AUDITOR)
    factories.RoleFactory(user=auditor, kind=RoleKind.PROGRAMME_OFFICER)
    factories.CoordinationFactory(complex=cast.complex, user=auditor)
    factories.RepresentationFactory(organisation=cast.organisation, user=auditor)
    factories.SupplyTieFactory(supplier=cast.organisation)
    factories.IndustryClassFactory(organisation=cast.organisation)
    factories.SizeClassFactory(organisation=cast.organisation)
    factories.DescentFactory(ancestor=cast.group)
    factories.OutcomeFactory(complex=cast.complex)
    factories.ObservationFactory(complex=cast.complex)
    invitations.invite(
        email="new@example.com",
        name="New",
        language="en",
        by=cast.coordinator,
        at=timezone.now(),
    )
    for user in (*cast.everyone().values(), auditor):
        user.set_password("seven green apples")
        user.save()
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    UserSession.objects.create(user=cast.member, ip="::1", session_key="member", user_agent="x")
    Authenticator.objects.create(user=cast.member, type="webauthn", data=json.loads(PASSKEY))
    documents.add(
        group=cast.group,
        upload=SimpleUploadedFile("minutes.txt", "안건 하나".encode()),
        kind="minutes",
        title="Minutes",
        by=cast.chair,
        at=timezone.now(),
    )
    TOTP.activate(cast.chair, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(cast.chair)
    _bring_in(cast)
    colleague = factories.PersonFactory(email="colleague@example.com")
    factories.PostFactory(person=colleague, organisation=cast.organisation)
    return World(cast, auditor, colleague)


def _bring_in(cast: Cast) -> None:
    """A members' workbook that waits to be confirmed, and a file of figures to be written."""
    at = timezone.now()
    workbook = SimpleUploadedFile("members.csv", "회사명,이름\n새 회사,김새롬\n".encode())
    brought = imports.upload(
        complex=cast.complex,
        upload=workbook,
        starts_on=timezone.localdate(at),
        by=cast.coordinator,
        at=at,
    )
    Import.objects.filter(pk=brought.pk).update(status=ImportStatus.READY, prepared_at=at, n_rows=1)
    said = {field.value: "" for field in Field} | {"name": "새 회사", "person": "김새롬"}
    ImportRow.objects.create(source=brought, number=2, state=RowState.NEW, raw=said, values=said)
    figures = SimpleUploadedFile("figures.csv", "연도,업체\n2012,3\n".encode())
    kept = files.store(upload=figures, by=cast.coordinator, at=at)
    Upload.objects.create(
        complex=cast.complex, source="Yearbook", file=kept, uploaded_by=cast.coordinator
    )


EXAMPLES: dict[str, Callable[[World], object]] = {
    "account/sessions/<int:pk>": lambda _w: UserSession.objects.get().pk,
    "accounts/<int:pk>": lambda w: w.cast.member.pk,
    "roles/<int:pk>": lambda w: w.cast.expert.roles.get().pk,
    "invitations/<int:pk>": lambda w: Invitation.objects.get(sent_by=w.cast.coordinator).pk,
    "account/invitation/<str:token>": lambda _w: token_of(Letter.objects.get()),
    "account/second-factor/webauthn/keys/<int:pk>": lambda w: (
        w.cast.member.authenticator_set.get().pk
    ),
    "audit/<str:label>": lambda _w: "community.organisation",
    "audit/<str:label>/<int:pk>": lambda w: w.cast.organisation.pk,
    "queue/<int:pk>": lambda _w: Job.objects.latest("pk").pk,
    "letters/<int:pk>": lambda _w: Letter.objects.get().pk,
    "complexes/<int:pk>": lambda w: w.cast.complex.pk,
    "complexes/coordinators/<int:pk>": lambda w: w.cast.coordinator.coordinations.get().pk,
    "industries/<int:revision>": lambda _w: IndustryClass.objects.get().industry.revision,
    "industries/<int:revision>/<slug:code>": lambda _w: IndustryClass.objects.get().industry.code,
    "organisations/<int:pk>": lambda w: w.cast.organisation.pk,
    "organisations/supply/<int:pk>": lambda w: (
        SupplyTie.objects.get(supplier=w.cast.organisation).pk
    ),
    "organisations/representatives/<int:pk>": lambda w: (
        w.cast.organisation.representations.get(user=w.cast.representative).pk
    ),
    "groups/documents/<int:pk>": lambda _w: Document.objects.get().pk,
    "people/<int:pk>": lambda w: w.cast.person.pk,
    "people/posts/<int:pk>": lambda w: w.cast.person.posts.get().pk,
    "groups/<int:pk>": lambda w: w.cast.group.pk,
    "groups/origins/<int:pk>": lambda w: Descent.objects.get(ancestor=w.cast.group).pk,
    "groups/members/<int:pk>": lambda w: w.cast.membership.pk,
    "groups/offices/<int:pk>": lambda w: Office.objects.get(group=w.cast.group).pk,
}
EXAMPLES |= {
    "imports/<int:pk>": lambda _w: Import.objects.get().pk,
    "imports/rows/<int:pk>": lambda _w: ImportRow.objects.get().pk,
    "statistics/uploads/<int:pk>": lambda _w: Upload.objects.get().pk,
    "statistics/chart.<slug:suffix>": lambda _w: "svg",
}
BY_NAME: dict[str, Callable[[World], str]] = {  # routes that are regular expressions
    "person-data-file": lambda w: f"/people/{w.cast.person.pk}/data.json",
    "person-invite": lambda w: f"/people/{w.colleague.pk}/invite/",
    "account_confirm_email": lambda w: (
        "/account/confirm-email/"
        f"{EmailConfirmationHMAC(EmailAddress.objects.get(user=w.cast.member)).key}/"
    ),
    "account_reset_password_from_key": lambda _w: "/account/password/reset/key/1-set-password/",
}
