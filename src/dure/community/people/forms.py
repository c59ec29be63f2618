from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dure.community.choosing import NamedField
from dure.community.organisations.models import Organisation
from dure.core.widgets import DayField

from . import queries

if TYPE_CHECKING:
    from dure.accounts.models import User

MOST_TAGS = 20
LONGEST_TAG = 40


class PersonForm(forms.Form):
    name_ko = forms.CharField(label=_("Name in Korean"), max_length=80)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    telephone = forms.CharField(
        label=_("Telephone"), max_length=20, required=False, widget=forms.TextInput({"type": "tel"})
    )
    expertise = forms.CharField(
        label=_("Expertise"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What the person knows and has done, in their own words."),
    )
    tags = forms.CharField(
        label=_("Tags"),
        required=False,
        max_length=800,
        help_text=_("Words for fields of expertise, with commas between them."),
    )

    def clean_tags(self) -> list[str]:
        names = [name.strip() for name in self.cleaned_data["tags"].split(",")]
        kept = list(dict.fromkeys(name for name in names if name))
        if any(len(name) > LONGEST_TAG for name in kept):
            raise forms.ValidationError(_now("A tag has at most 40 characters."))
        if len(kept) > MOST_TAGS:
            raise forms.ValidationError(_now("At most 20 tags. Write the rest into the text."))
        return kept


class RegisterForm(PersonForm):
    """A person, and where they work: so that they belong to a complex from the start."""

    organisation = NamedField(
        label=_("Organisation"), address="organisation-options", required=False
    )
    title = forms.CharField(label=_("Post"), max_length=80, required=False)
    is_another = forms.BooleanField(
        label=_("Another person of the same name"),
        required=False,
        help_text=_("Only when somebody of this name is recorded already."),
    )

    field_order = ["name_ko", "name_en", "organisation", "title"]

    def __init__(
        self, data: Any = None, *, user: User, needs_organisation: bool, **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.user = user
        organisations = Organisation.objects.all()
        if needs_organisation:
            organisations = Organisation.objects.editable_by(user)
        self.fields["organisation"].rows = organisations  # type: ignore[attr-defined]
        self.fields["organisation"].required = needs_organisation

    def clean(self) -> dict[str, Any]:
        """A second person of one name is registered only when that is said."""
        said = self.cleaned_data.pop("is_another", False)
        known = queries.namesakes(self.cleaned_data.get("name_ko", ""), for_user=self.user)
        if known and not said:
            names = ", ".join(f"{person} (#{person.pk})" for person in known)
            self.add_error(
                "is_another",
                _now("Recorded already: %(names)s. Tick the box if this is somebody else.")
                % {"names": names},
            )
        return self.cleaned_data


class PostForm(forms.Form):
    organisation = NamedField(label=_("Organisation"), address="organisation-options")
    title = forms.CharField(label=_("Post"), max_length=80, required=False)
    starts_on = DayField(label=_("From"))

    def __init__(self, data: Any = None, *, user: User, **options: Any) -> None:
        super().__init__(data, **options)
        organisations = Organisation.objects.visible_to(user)
        self.fields["organisation"].rows = organisations  # type: ignore[attr-defined]


class EndForm(forms.Form):
    ends_on = DayField(
        label=_("Until"),
        help_text=_("The first day on which it no longer holds."),
    )
