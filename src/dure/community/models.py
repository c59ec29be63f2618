from .complexes.models import Complex, ComplexKind, Coordination, Part
from .documents.models import Document, DocumentKind
from .groups.models import (
    Descent,
    Founder,
    Group,
    GroupKind,
    Membership,
    Office,
    OfficeKind,
)
from .import_rows.models import Import, ImportEffect, ImportRow
from .industries.models import Industry
from .organisations.models import (
    IndustryClass,
    Organisation,
    OrganisationKind,
    Representation,
    Size,
    SizeClass,
    SupplyTie,
)
from .people.models import Consent, Person, Post, Tag

__all__ = [
    "Complex",
    "ComplexKind",
    "Consent",
    "Coordination",
    "Descent",
    "Document",
    "DocumentKind",
    "Founder",
    "Group",
    "GroupKind",
    "Import",
    "ImportEffect",
    "ImportRow",
    "Industry",
    "IndustryClass",
    "Membership",
    "Office",
    "OfficeKind",
    "Organisation",
    "OrganisationKind",
    "Part",
    "Person",
    "Post",
    "Representation",
    "Size",
    "SizeClass",
    "SupplyTie",
    "Tag",
]
