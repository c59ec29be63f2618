from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from dure.community.complexes.models import Complex
from dure.community.organisations.models import Organisation
from dure.community.people.models import Person
from dure.core.clock import in_words
from dure.core.constraints import ends_no_sooner_than_it_starts
from dure.core.fields import Dated, Timestamped
from dure.core.naming import named
from dure.core.precision import Precision, written

from .access import GroupAccess, MembershipAccess, OfficeAccess


class GroupKind(models.TextChoices):
    MINI_CLUSTER = "mini_cluster", _("Mini-cluster")
    WORKING_GROUP = "working_group", _("Working group")
    COUNCIL = "council", _("Council of support agencies")
    COMPANY = "company", _("Joint-work company")
    ASSOCIATION = "association", _("Association")
    PARK = "park", _("Cooperative park")
    COOPERATIVE = "cooperative", _("Cooperative")


class Founder(models.TextChoices):
    OFFICE = "office", _("The office")
    MEMBERS = "members", _("Members")


class OfficeKind(models.TextChoices):
    CHAIR = "chair", _("Chair")
    VICE_CHAIR = "vice_chair", _("Vice-chair")
    TREASURER = "treasurer", _("Treasurer")
    SECRETARY = "secretary", _("Secretary")
    AUDITOR = "auditor", _("Group auditor")
    STEERING = "steering", _("Steering committee")


class Group(Timestamped):
    """A body of members, of whatever kind: a mini-cluster as much as the cooperative it became.

    ``founded_on`` and ``ended_on`` are a period like any other: the end is not included.
    Where only the month or the year is known, some day of it stands for it and is not shown.
    """

    name_ko = models.CharField(_("Name in Korean"), max_length=120)
    name_en = models.CharField(_("Name in English"), max_length=160, blank=True)
    kind = models.CharField(_("Kind"), max_length=16, choices=GroupKind)
    complex = models.ForeignKey(
        Complex, models.PROTECT, related_name="groups", verbose_name=_("Industrial complex")
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="children",
        null=True,
        blank=True,
        verbose_name=_("Part of"),
    )
    purpose = models.TextField(_("Purpose"), blank=True)
    founded_on = models.DateField(_("Founded on"))
    founded_precision = models.CharField(
        _("Founding known to the"), max_length=5, choices=Precision, default=Precision.DAY
    )
    founded_by = models.CharField(_("Founded by"), max_length=8, choices=Founder)
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    ended_precision = models.CharField(
        _("End known to the"), max_length=5, choices=Precision, default=Precision.DAY
    )
    is_synthetic = models.BooleanField(default=False)

    objects = GroupAccess.as_manager()

    class Meta:
        constraints = [
            ends_no_sooner_than_it_starts("founded_on", "ended_on"),
            UniqueConstraint(
                fields=["complex", "name_ko", "founded_on"],
                name="group_one_per_name_and_day",
                violation_error_message=_("This complex has a group of this name and day."),
            ),
            CheckConstraint(
                condition=~Q(parent=F("pk")),
                name="group_is_not_its_own_parent",
                violation_error_message=_("A group cannot be part of itself."),
            ),
        ]

    def __str__(self) -> str:
        return named(self)

    @property
    def founded_in_words(self) -> str:
        """For a card or a sentence, no more exact than it is known."""
        return in_words(self.founded_on, precision=self.founded_precision)

    @property
    def ended_in_words(self) -> str:
        return in_words(self.ended_on, precision=self.ended_precision) if self.ended_on else ""

    @property
    def founded_written(self) -> str:
        """For a table: 2010, 2010-07 or 2010-07-01."""
        return written(self.founded_on, self.founded_precision)

    @property
    def ended_written(self) -> str:
        return written(self.ended_on, self.ended_precision)


class Descent(Timestamped):
    """One body grew out of another: a mini-cluster's working group became a company."""

    ancestor = models.ForeignKey(Group, models.PROTECT, related_name="descents_from_it")
    descendant = models.ForeignKey(Group, models.PROTECT, related_name="descents_to_it")

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["ancestor", "descendant"],
                name="descent_one_per_pair",
                violation_error_message=_("This descent is recorded already."),
            ),
            CheckConstraint(
                condition=~Q(ancestor=F("descendant")),
                name="descent_joins_two_groups",
                violation_error_message=_("A group cannot grow out of itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ancestor_id} → {self.descendant_id}"


class Membership(Dated):
    """One member of a group, from one day until another.

    A member of a network is a person, for an organisation where they have one. A member of
    a company, association or cooperative is the organisation itself; then there is no person.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="memberships", null=True, blank=True
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", null=True, blank=True
    )

    objects = MembershipAccess.as_manager()

    class Meta:
        constraints = [
            ends_no_sooner_than_it_starts(),
            CheckConstraint(
                condition=Q(person__isnull=False) | Q(organisation__isnull=False),
                name="membership_has_a_member",
                violation_error_message=_("Say which person or organisation is the member."),
            ),
            UniqueConstraint(
                fields=["group", "person"],
                condition=Q(ends_on__isnull=True, person__isnull=False),
                name="membership_one_open_per_person",
                violation_error_message=_("This person is a member already."),
            ),
            UniqueConstraint(
                fields=["group", "organisation"],
                condition=Q(ends_on__isnull=True, person__isnull=True),
                name="membership_one_open_per_organisation",
                violation_error_message=_("This organisation is a member already."),
            ),
        ]
        indexes = [models.Index(fields=["group", "starts_on", "ends_on"])]

    def __str__(self) -> str:
        return f"{self.person_id or self.organisation_id} in {self.group_id}"

    @property
    def is_synthetic(self) -> bool:
        """As invented as the member is."""
        member = self.person or self.organisation
        return member is not None and member.is_synthetic


class Office(Dated):
    """A person holds an office in a group, from one day until another."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="offices")
    person = models.ForeignKey(Person, models.PROTECT, related_name="offices")
    kind = models.CharField(_("Office"), max_length=12, choices=OfficeKind)

    objects = OfficeAccess.as_manager()

    class Meta:
        constraints = [
            ends_no_sooner_than_it_starts(),
            UniqueConstraint(
                fields=["group", "person", "kind"],
                condition=Q(ends_on__isnull=True),
                name="office_one_open_of_a_kind",
                violation_error_message=_("This person holds this office already."),
            ),
            UniqueConstraint(
                fields=["group"],
                condition=Q(ends_on__isnull=True, kind=OfficeKind.CHAIR),
                name="office_one_chair",
                violation_error_message=_("This group has a chair; end that office first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} of {self.group_id}"
