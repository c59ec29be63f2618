from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from dure.core.fields import Timestamped
from dure.core.naming import named

from .access import UserAccess


class Language(models.TextChoices):
    KOREAN = "ko", "한국어"
    ENGLISH = "en", "English"


UserManager = BaseUserManager.from_queryset(UserAccess)


class User(AbstractBaseUser, Timestamped):
    """An account. Who its owner is in the cluster is a ``community.Person`` that points here.

    An invited person has an account at once, so that roles can be given to it; until the
    invitation is accepted it has no usable password and is not active.
    """

    email = models.EmailField(_("E-mail"), unique=True)
    name = models.CharField(_("Name"), max_length=80)
    name_en = models.CharField(_("Name in English"), max_length=80, blank=True, default="")
    language = models.CharField(
        _("Language"), max_length=2, choices=Language, default=Language.KOREAN
    )
    is_active = models.BooleanField(default=True)
    is_synthetic = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_one_per_email",
                violation_error_message=_("There is an account with this e-mail already."),
            )
        ]

    def __str__(self) -> str:
        return named(self)

    @property
    def is_awaited(self) -> bool:
        """Invited, and the invitation is not accepted yet."""
        return not self.is_active and not self.has_usable_password()
