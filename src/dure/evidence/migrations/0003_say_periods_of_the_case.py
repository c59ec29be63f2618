"""What an earlier load of the Gumi case said in notes alone: periods, magnitudes, Korean sources."""

import re

from django.db import migrations

NOTE = re.compile(r"(?:(\d{4})-)?\d{4}: 당시 언론의 어림수 / ")
PAPER = "Lee, Choi, Lee (2016), Journal of the Economic Geographical Society of Korea 19(2), "
PLACES = {
    "table 3": "표 3",
    "table 4": "표 4",
    "table 5": "표 5",
    "table 6": "표 6",
    "figure 2": "그림 2",
    "section 3.1": "3.1절",
    "section 4.2": "4.2절",
}
PRESS = {
    "Korea Economic Daily, 30 Sep 2005": "한국경제, 2005. 9. 30.",
    "Seoul Economic Daily, 2006": "서울경제, 2006",
    "Gyeongbuk Maeil, 2009": "경북매일, 2009",
    "ET News, 23 Feb 2010": "전자신문, 2010. 2. 23.",
    "Local Naeil, 7 Jun 2010": "내일신문 지역판, 2010. 6. 7.",
    "ET News, 19 Dec 2014": "전자신문, 2014. 12. 19.",
}
KOREAN = PRESS | {
    PAPER + where: f"Lee, Choi, Lee (2016), 한국경제지리학회지 19(2), {place}"
    for where, place in PLACES.items()
}


def say_periods(apps, schema_editor):
    observations = apps.get_model("evidence", "Observation").objects
    for figure in observations.filter(note__contains="당시 언론의 어림수"):
        if found := NOTE.match(figure.note):
            figure.first_year = int(found[1]) if found[1] else None
            figure.is_order_of_magnitude = True
            figure.save(update_fields=["first_year", "is_order_of_magnitude"])
    for source in apps.get_model("evidence", "Source").objects.filter(citation__in=KOREAN):
        source.citation_ko = KOREAN[source.citation]
        source.save(update_fields=["citation_ko"])


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0002_period_and_precision"),
    ]

    operations = [migrations.RunPython(say_periods, migrations.RunPython.noop)]
