from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dure.community.organisations.models import Organisation
from dure.core.constraints import ends_no_sooner_than_it_starts
from dure.core.fields import Dated, Timestamped
from dure.core.naming import named

from .access import PersonAccess, PostAccess


class Tag(models.Model):
    """A word for a field of expertise, shared by all who have it."""

    name = models.CharField(_("Tag"), max_length=40, unique=True)

    def __str__(self) -> str:
        return self.name


class Person(Timestamped):
    """Somebody of a firm, university, institute or agency; with or without an account.

    After erasure the names are a pseudonym and everything else personal is empty; what the
    person did stays countable.
    """

    name_ko = models.CharField(_("Name in Korean"), max_length=80)
    name_en = models.CharField(_("Name in English"), max_length=120, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    telephone = models.CharField(_("Telephone"), max_length=20, blank=True)
    expertise = models.TextField(_("Expertise"), blank=True)
    tags = models.ManyToManyField(Tag, related_name="people", blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="person", null=True, blank=True
    )
    erased_at = models.DateTimeField(null=True, blank=True)
    is_synthetic = models.BooleanField(default=False)

    objects = PersonAccess.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(name_en="", email="", telephone="", expertise="", user__isnull=True),
                name="person_erased_keeps_nothing_personal",
            ),
        ]
        indexes = [models.Index(fields=["name_ko"]), models.Index(fields=["email"])]

    def __str__(self) -> str:
        return named(self)


class Consent(Timestamped):
    """A person agrees to be found by others; given and withdrawn by date, never overwritten."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["person"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_one_open_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.given_at:%Y-%m-%d}"


TITLES = {  # the usual ones in English
    "대표이사": "Chief executive",
    "연구소장": "Head of research",
    "이사": "Director",
    "부장": "Department head",
    "차장": "Deputy department head",
    "과장": "Section chief",
    "팀장": "Team leader",
    "대리": "Assistant manager",
    "본부장": "Head of division",
    "센터장": "Head of centre",
    "책임연구원": "Principal researcher",
    "선임연구원": "Senior researcher",
    "교수": "Professor",
    "부교수": "Associate professor",
    "조교수": "Assistant professor",
    "산학협력단장": "Head of industry-academia cooperation",
    "주무관": "Officer",
}


class Post(Dated):
    """What a person is in an organisation, from one day until another."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="posts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    title = models.CharField(_("Title"), max_length=80, blank=True)

    objects = PostAccess.as_manager()

    class Meta:
        constraints = [
            ends_no_sooner_than_it_starts(),
            UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(ends_on__isnull=True),
                name="post_one_open_per_organisation",
                violation_error_message=_("This person has a post there already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.organisation_id}"

    @property
    def title_named(self) -> str:
        """In the reader's language where it is a usual one, else as it was written."""
        return (get_language() == "en" and TITLES.get(self.title)) or self.title
