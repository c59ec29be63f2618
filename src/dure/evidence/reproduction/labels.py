"""The paper's tables, rows and columns in words."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from dure.evidence.statistics.models import SizeBand

from .cells import Basis, Value
from .comparison import AGREE, DIFFER, KEPT, OPEN
from .definition import INDUSTRIES

TABLES = {
    "table 3": gettext_lazy("Table 3. The complex, 2007-2012"),
    "table 4": gettext_lazy("Table 4. Firms and employment by industry, 2010"),
    "table 5": gettext_lazy("Table 5. Firms by size, 2012"),
    "table 6": gettext_lazy("Table 6. Shares of large and small firms"),
    "table 7": gettext_lazy("Table 7. Mould working groups, 2007"),
    "table 8": gettext_lazy("Table 8. Mini-clusters, working groups and what grew out of them"),
    "figure 2": gettext_lazy("Figure 2. Share of firms by industry, 2000 and 2012"),
    "text": gettext_lazy("Figures in the text and notes"),
}
COLUMNS = {
    "firms": gettext_lazy("Firms"),
    "firms_pct": gettext_lazy("Firms, %"),
    "employment": gettext_lazy("Employment"),
    "employment_pct": gettext_lazy("Employment, %"),
    "production": gettext_lazy("Production"),
    "exports": gettext_lazy("Exports"),
    "pct": gettext_lazy("Share, %"),
    "large_pct": gettext_lazy("Large, %"),
    "sme_pct": gettext_lazy("Small and medium, %"),
    "name": gettext_lazy("Name"),
    "year": gettext_lazy("Year"),
    "members": gettext_lazy("Members"),
    "mini_clusters": gettext_lazy("Mini-clusters"),
    "mould_members": gettext_lazy("Members of the mould mini-cluster"),
    "all_members": gettext_lazy("All members"),
    "mould_share_pct": gettext_lazy("Share of the mould mini-cluster, %"),
    "working_groups": gettext_lazy("Working groups"),
    "mould_working_groups": gettext_lazy("Mould working groups"),
    "mould_participants": gettext_lazy("Participants of the mould working groups"),
    "all_participants": gettext_lazy("All participants"),
    "mould_participants_pct": gettext_lazy("Share of the mould working groups, %"),
    "founded": gettext_lazy("Founded"),
    "ended": gettext_lazy("Ended"),
    "founded_by": gettext_lazy("Founded by"),
    "total": gettext_lazy("Land in all, 1,000 m²"),
    "industrial": gettext_lazy("Industrial facilities, 1,000 m²"),
    "public": gettext_lazy("Public facilities, 1,000 m²"),
    "green": gettext_lazy("Green, 1,000 m²"),
    "support": gettext_lazy("Support facilities, 1,000 m²"),
    "pct_of_operating": gettext_lazy("Share of operating firms, %"),
    "pct_of_working_groups": gettext_lazy("Share of all working groups, %"),
    "won": gettext_lazy("KRW"),
    "trillion_krw": gettext_lazy("Trillion KRW"),
    "amount_million_krw": gettext_lazy("Million KRW"),
    "legal_form": gettext_lazy("Legal form"),
    "grew_out_of": gettext_lazy("Grew out of"),
    "dissolved": gettext_lazy("Dissolved"),
    "added": gettext_lazy("Newly formed"),
    "contracts": gettext_lazy("Contracts"),
    "lots": gettext_lazy("Lots"),
    "area_m2": gettext_lazy("Area, m²"),
    "lot_number": gettext_lazy("Lot number"),
    "until": gettext_lazy("Until"),
}
ROWS = {
    "production": gettext_lazy("Production"),
    "exports": gettext_lazy("Exports"),
    "employment": gettext_lazy("Employment"),
    "working groups": gettext_lazy("Working groups"),
    "working groups, row 2": gettext_lazy("Working groups, second row"),
    "working groups, row 3": gettext_lazy("Working groups, third row"),
    "working group 1": gettext_lazy("Working group 1"),
    "working group 2": gettext_lazy("Working group 2"),
    "working group 3": gettext_lazy("Working group 3"),
    "industrial design and mould mini-cluster": gettext_lazy(
        "Industrial design and mould mini-cluster"
    ),
    "materials-parts-assembly mini-cluster": gettext_lazy("Materials-parts-assembly mini-cluster"),
    "parts-materials-mould mini-cluster": gettext_lazy("Parts-materials-mould mini-cluster"),
    "mould working groups": gettext_lazy("Mould working groups"),
    "joint-work company": gettext_lazy("Joint-work company"),
    "association": gettext_lazy("Incorporated association"),
    "cooperative park": gettext_lazy("Cooperative park"),
    "cooperative": gettext_lazy("Cooperative"),
    "land": gettext_lazy("Land"),
    "share of the nation": gettext_lazy("Share of the nation's complexes, %"),
    "suppliers of LG": gettext_lazy("Suppliers of LG"),
    "suppliers of Samsung": gettext_lazy("Suppliers of Samsung"),
    "suppliers of both": gettext_lazy("Suppliers of both"),
    "operating under 300": gettext_lazy("Operating firms under 300 employees"),
    "operating under 50": gettext_lazy("Operating firms under 50 employees"),
    "self-borne share of network costs": gettext_lazy("Self-borne share of network costs"),
    "network costs out of dues": gettext_lazy("Network costs out of dues"),
    "dues of a member": gettext_lazy("Dues of a member a year"),
    "dues of an executive": gettext_lazy("Dues of an executive a year"),
    "mould mini-cluster after the merger": gettext_lazy("Mould mini-cluster after the merger"),
    "mini-clusters before the merger": gettext_lazy("Mini-clusters before the merger"),
    "mini-clusters after the merger": gettext_lazy("Mini-clusters after the merger"),
    "joint-work company at its founding": gettext_lazy("Joint-work company at its founding"),
}
WORDS = {
    "office": gettext_lazy("the office"),
    "members": gettext_lazy("members"),
    "programme network": gettext_lazy("programme network"),
    "informal group": gettext_lazy("informal group"),
    "company": gettext_lazy("company"),
    "incorporated association": gettext_lazy("incorporated association"),
    "unincorporated association": gettext_lazy("unincorporated association"),
    "park": gettext_lazy("park"),
    "cooperative": gettext_lazy("cooperative"),
    "KICOX cluster programme": gettext_lazy("the programme of the agency (KICOX)"),
    "the two mini-clusters of 2005": gettext_lazy("the two mini-clusters of 2005"),
    "mini-cluster": gettext_lazy("mini-cluster"),
    "working group": gettext_lazy("working group"),
    "joint-work company and working group": gettext_lazy("joint-work company and working group"),
    "association": gettext_lazy("association"),
}
BASES = {
    Basis.RECORDS: gettext_lazy("records"),
    Basis.COUNTS: gettext_lazy("counts"),
    Basis.SHARES: gettext_lazy("shares only"),
}
LEGEND = [
    gettext_lazy(
        "“records”: counted from the memberships, or read from a recorded outcome; where it is "
        "read, the note says so."
    ),
    gettext_lazy(
        "“counts”: computed from published counts; a count that only its own record gives is read "
        "back, and the note says so."
    ),
    gettext_lazy(
        "“shares only”: no count was ever published; sums and complements are checked, nothing is "
        "made up."
    ),
]
VERDICTS = {
    AGREE: gettext_lazy("agrees"),
    KEPT: gettext_lazy("only kept"),
    DIFFER: gettext_lazy("differs"),
    OPEN: gettext_lazy("not compared"),
}
COVERAGES = {"resident": gettext_lazy("Resident"), "operating": gettext_lazy("Operating")}
YEARS = {"founded", "ended", "year", "lot_number"}


def row(text: str) -> str:
    if text in INDUSTRIES:
        return INDUSTRIES[text] if get_language() == "ko" else text
    if text.startswith("outcome "):
        return _("Outcome of %(day)s") % {"day": text.removeprefix("outcome ")}
    first, _space, rest = text.partition(" ")
    if first in COVERAGES and rest in SizeBand.values:
        return f"{COVERAGES[first]}: {SizeBand(rest).label}"
    found = re.fullmatch(r"(.+) (\d{4})", text)
    if text in ROWS or not found:
        return str(ROWS.get(text, text))
    return f"{ROWS.get(found[1], found[1])} {found[2]}"


def column(text: str) -> str:
    return str(COLUMNS.get(text, text))


def value(shown: Value, column: str) -> str | Promise:
    if shown is None:
        return "–"  # noqa: RUF001
    if isinstance(shown, str):
        return WORDS.get(shown, shown)
    return str(shown) if column in YEARS else f"{shown:,f}"
