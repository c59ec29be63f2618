from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dure.accounts.models import User
from dure.community.choosing import NamedField, suggesting
from dure.community.complexes.models import Complex
from dure.community.industries import queries as industries
from dure.core import business_number
from dure.core.widgets import DayField

from .models import Organisation, OrganisationKind, Size

if TYPE_CHECKING:
    from dure.community.industries.models import Industry


def meant(typed: str) -> Industry:
    """The only line meant; else a sentence that says which there are."""
    lines = industries.leaves_meant(typed)
    if not lines:
        raise ValidationError(_now("No industry is called that."))
    if len(lines) > 1:
        names = " · ".join(str(line) for line in lines[:8])
        raise ValidationError(
            _now("Several are meant: %(names)s. Type one of them.") % {"names": names}
        )
    return lines[0]


class ContactForm(forms.Form):
    address = forms.CharField(label=_("Address"), max_length=240, required=False)
    telephone = forms.CharField(
        label=_("Telephone"), max_length=20, required=False, widget=forms.TextInput({"type": "tel"})
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")


class OrganisationForm(ContactForm):
    name_ko = forms.CharField(label=_("Name in Korean"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=160, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind)
    business_number = forms.CharField(
        label=_("Business registration number"),
        max_length=40,
        required=False,
        help_text=_("Ten digits, with or without hyphens; nothing where it is not known."),
    )
    complex = forms.ModelChoiceField(
        label=_("Industrial complex"), queryset=Complex.objects.none(), required=False
    )

    field_order = ["name_ko", "name_en", "kind", "business_number", "complex"]

    def __init__(
        self, data: Any = None, *, complexes: Any, needs_one: bool, **options: Any
    ) -> None:
        super().__init__(data, **options)
        field = self.fields["complex"]
        field.queryset = complexes.order_by("name_ko")  # type: ignore[attr-defined]
        field.required = needs_one

    def clean_business_number(self) -> str | None:
        text = self.cleaned_data["business_number"]
        if not text:
            return None
        try:
            return business_number.parse(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class RegisterForm(OrganisationForm):
    """With what a firm needs to be counted: its size and industry, and since when they hold."""

    size = forms.ChoiceField(
        label=_("Size class"), choices=[("", _("not known")), *Size.choices], required=False
    )
    industry = forms.CharField(
        label=_("Industry"),
        max_length=200,
        required=False,
        widget=suggesting("industry-options"),
        help_text=_("The five digits of the code, or part of the name; nothing if not known."),
    )
    starts_on = DayField(
        label=_("Size and industry since"),
        required=False,
        help_text=_("The day from which they hold, as far as it is known; else today."),
    )

    field_order = [*OrganisationForm.field_order, "size", "industry", "starts_on"]

    def clean_industry(self) -> Industry | None:
        return meant(self.cleaned_data["industry"]) if self.cleaned_data["industry"] else None


class CloseForm(forms.Form):
    closed_on = DayField(label=_("Closed on"))


class SizeForm(forms.Form):
    size = forms.ChoiceField(label=_("Size class"), choices=Size)
    starts_on = DayField(label=_("From"))


class IndustryForm(forms.Form):
    industry = forms.CharField(
        label=_("Industry"),
        max_length=200,
        widget=suggesting("industry-options"),
        help_text=_("The five digits of the code, or part of the name: 29294, mould."),
    )
    starts_on = DayField(label=_("From"))

    def clean_industry(self) -> Industry:
        return meant(self.cleaned_data["industry"])


class SupplyForm(forms.Form):
    customer = NamedField(label=_("Customer"), address="organisation-options")
    share = forms.DecimalField(
        label=_("Share of sales, %"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(100),
        decimal_places=1,
        help_text=_("Of all that the supplier sells; nothing where it is not known."),
    )
    starts_on = DayField(label=_("From"))

    def __init__(
        self, data: Any = None, *, organisations: QuerySet[Organisation], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.fields["customer"].rows = organisations  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """In the words of the action: thousandths instead of per cent."""
        share = self.cleaned_data.pop("share", None)
        permille = None if share is None else int(share * 10)
        return {**self.cleaned_data, "share_of_sales_permille": permille}


class RepresentativeForm(forms.Form):
    email = forms.EmailField(label=_("E-mail of the account"))
    starts_on = DayField(label=_("From"))

    def clean(self) -> dict[str, Any]:
        """In the words of the action: the account instead of its e-mail."""
        email = self.cleaned_data.pop("email", None)
        user = User.objects.filter(email__iexact=email).first() if email else None
        if email and user is None:
            self.add_error("email", _now("No account has this e-mail. Invite the person first."))
        return {**self.cleaned_data, "user": user}


class EndForm(forms.Form):
    ends_on = DayField(
        label=_("Ends on"), help_text=_("The first day on which it no longer holds.")
    )
