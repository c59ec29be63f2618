from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dure.core.files.fields import UploadField

from .models import DocumentKind


class DocumentForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=DocumentKind)
    title = forms.CharField(label=_("Title"), max_length=120)
    upload = UploadField(label=_("File"))
