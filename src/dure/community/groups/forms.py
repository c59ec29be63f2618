from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dure.community.choosing import NamedField
from dure.community.complexes.models import Complex
from dure.community.organisations.models import Organisation
from dure.community.people.models import Person
from dure.core.widgets import DayField, PrecisionField

from .models import Founder, Group, GroupKind, OfficeKind

if TYPE_CHECKING:
    from dure.accounts.models import User


class GroupForm(forms.Form):
    name_ko = forms.CharField(label=_("Name in Korean"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=160, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=GroupKind)
    parent = NamedField(label=_("Part of"), address="group-options", required=False)
    founded_on = DayField(label=_("Founded on"))
    founded_precision = PrecisionField(label=_("Founding known to the"))
    founded_by = forms.ChoiceField(
        label=_("Founded by"),
        choices=Founder,
        help_text=_("Who brought it about: the office, or the members themselves."),
    )
    purpose = forms.CharField(
        label=_("Purpose"), required=False, widget=forms.Textarea({"rows": 4}), max_length=4000
    )

    def __init__(self, data: Any = None, *, user: User, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["parent"].rows = Group.objects.visible_to(user)  # type: ignore[attr-defined]


class FoundForm(GroupForm):
    complex = forms.ModelChoiceField(label=_("Industrial complex"), queryset=Complex.objects.none())

    field_order = ["name_ko", "name_en", "kind", "complex", "parent"]

    def __init__(self, data: Any = None, *, user: User, **options: Any) -> None:
        super().__init__(data, user=user, **options)
        complexes = Complex.objects.editable_by(user).order_by("name_ko")
        self.fields["complex"].queryset = complexes  # type: ignore[attr-defined]


class EndForm(forms.Form):
    ended_on = DayField(label=_("Ended on"), help_text=_("The first day on which it is no more."))
    ended_precision = PrecisionField(label=_("End known to the"))


class DescentForm(forms.Form):
    ancestor = NamedField(label=_("Grew out of"), address="group-options")

    def __init__(self, data: Any = None, *, user: User, group: Group, **options: Any) -> None:
        super().__init__(data, **options)
        older = Group.objects.visible_to(user).exclude(pk=group.pk)
        self.fields["ancestor"].rows = older  # type: ignore[attr-defined]


class AdmitForm(forms.Form):
    person = NamedField(
        label=_("Person"),
        address="person-options",
        required=False,
        help_text=_("Nobody where the organisation itself is the member."),
    )
    organisation = NamedField(
        label=_("Organisation"), address="organisation-options", required=False
    )
    starts_on = DayField(label=_("From"))

    def __init__(self, data: Any = None, *, user: User, **options: Any) -> None:
        super().__init__(data, **options)
        people = Person.objects.visible_to(user).filter(erased_at=None)
        self.fields["person"].rows = people  # type: ignore[attr-defined]
        organisations = Organisation.objects.visible_to(user)
        self.fields["organisation"].rows = organisations  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        if not self.errors and not (
            self.cleaned_data["person"] or self.cleaned_data["organisation"]
        ):
            self.add_error(None, _now("Say which person or organisation is the member."))
        return self.cleaned_data


class LeaveForm(forms.Form):
    ends_on = DayField(label=_("Until"), help_text=_("The first day on which it no longer holds."))


class AppointForm(forms.Form):
    kind = forms.ChoiceField(label=_("Office"), choices=OfficeKind)
    person = NamedField(label=_("Person"), address="person-options")
    starts_on = DayField(label=_("From"))

    def __init__(self, data: Any = None, *, user: User, **options: Any) -> None:
        super().__init__(data, **options)
        people = Person.objects.visible_to(user).filter(erased_at=None)
        self.fields["person"].rows = people  # type: ignore[attr-defined]
