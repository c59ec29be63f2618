"""What is done in ``accounts``, in words for the audit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .roles.models import RoleKind
from .users.models import Language

SENTENCES = {
    "user.created": _("Made the account."),
    "user.language_changed": _("Changed the language."),
    "user.renamed": _("Changed the name."),
    "user.closed": _("Closed the account."),
    "user.reopened": _("Opened the account again."),
    "user.erased": _("Erased name and address, and closed the account."),
    "user.session_ended": _("Ended a session."),
    "user.sessions_ended": _("Ended sessions."),
    "user.password_changed": _("Changed the password."),
    "user.password_set": _("Set a password."),
    "user.password_reset": _("Changed the password, through the link in a letter."),
    "user.email_changed": _("Changed the e-mail address."),
    "user.email_confirm": _("Confirmed the e-mail address."),
    "user.totp_activated": _("Added an authenticator app."),
    "user.totp_deactivated": _("Removed the authenticator app."),
    "user.webauthn_added": _("Added a passkey."),
    "user.webauthn_removed": _("Removed a passkey."),
    "user.recovery_codes_generated": _("Made new recovery codes."),
    "role.granted": _("Gave a role."),
    "role.ended": _("Ended a role."),
    "invitation.sent": _("Sent an invitation."),
    "invitation.accepted": _("Accepted the invitation."),
    "invitation.withdrawn": _("Withdrew the invitation."),
}
LABELS = {
    "role": "",
    "role.kind": _("Role"),
    "invitation": "",
    "number": _("number"),
    "starts_on": _("from"),
    "ends_on": _("ends on"),
    "changed": _("changed"),
}
CHOICES = {"role.kind": RoleKind, "user.language": Language}
THINGS = {
    "accounts.user": _("account"),
}
