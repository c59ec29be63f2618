from .invitations.models import Invitation
from .roles.models import Role, RoleKind
from .users.models import Language, User

__all__ = ["Invitation", "Language", "Role", "RoleKind", "User"]
