"""The form field for an upload: it looks into the file while the form is checked."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from dure.core.errors import RuleBroken

from . import contents


class UploadField(forms.FileField):
    """``cleaned_data`` holds the upload, ready for ``files.actions.store`` with the same kinds."""

    widget = forms.FileInput

    def __init__(
        self, *, allowed: Collection[contents.Kind] = contents.DOCUMENTS, **options: Any
    ) -> None:
        self.allowed = allowed
        super().__init__(**options)
        self.widget.attrs["accept"] = ",".join(s for kind in allowed for s in kind.suffixes)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        if isinstance(upload, UploadedFile):
            name = contents.clean_name(upload.name or "")
            try:
                contents.inspect(upload, name=name, allowed=self.allowed)
            except RuleBroken as broken:
                raise ValidationError(str(broken)) from broken
            upload.seek(0)
        return upload
