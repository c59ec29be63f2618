"""Which records the paper speaks of. The bodies are found by the names that the paper gives."""

from __future__ import annotations

import datetime as dt

COMPLEX = "구미국가산업단지"
SOURCE = "Lee, Choi, Lee (2016)"  # the citations of the figures begin so

# The industrial design and the assembly mini-cluster merged into the third in 2007.
BEFORE_THE_MERGER = ("산업디자인금형 미니클러스터", "소재부품조립 미니클러스터")
AFTER_THE_MERGER = "부품소재금형 미니클러스터"
MOULD = (*BEFORE_THE_MERGER, AFTER_THE_MERGER)
COMPANY = "협업사"
ASSOCIATION = "(사)구미금형산업발전협의회"
PARK = "금형협동화단지"
COOPERATIVE = "협동조합"

YEARS = range(2005, 2013)
LAST_YEAR = 2013  # the paper's story ends; the later bodies are counted at its end
MERGER = 2007

# Rows of table 8. The two in the middle carry no legible year: the case assumes these.
WORKING_GROUP_ROWS = {
    "working groups 2007": 2007,
    "working groups, row 2": 2009,
    "working groups, row 3": 2010,
    "working groups 2012": 2012,
}
ASSUMED = {"working groups, row 2", "working groups, row 3"}

# Outcomes that tell of a founding: their firms are counted from the body's first memberships.
FOUNDINGS = {"2008-03-25": COMPANY, "2010": ASSOCIATION, "2013-03": COOPERATIVE}

INDUSTRIES = {
    "Food and beverages": "음식료",
    "Textiles and apparel": "섬유의복",
    "Wood and paper": "목재종이",
    "Petrochemicals": "석유화학",
    "Non-metallic minerals": "비금속",
    "Steel": "철강",
    "Machinery": "기계",
    "Electrical and electronics": "전기전자",
    "Transport equipment": "운송장비",
    "Other": "기타",
}
RESIDENT_BANDS = ("large", "sme")
OPERATING_BANDS = ("under_50", "50_99", "100_299", "300_999", "1000_plus")
UNDER_300 = OPERATING_BANDS[:3]
LAND = ("industrial", "public", "green", "support")
CUSTOMERS = {"LG": "customer-lg", "Samsung": "customer-samsung"}


def year_end(year: int) -> dt.date:
    return dt.date(year, 12, 31)
