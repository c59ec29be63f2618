"""Invented names for invented members: plausible, and nobody's.

Every name is put together from parts by a seeded generator. Whoever carries one is marked
as synthetic wherever they appear.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import NamedTuple


class Name(NamedTuple):
    ko: str
    en: str


SURNAMES = {
    "김": ("Kim", 21), "이": ("Lee", 15), "박": ("Park", 9), "최": ("Choi", 5),
    "정": ("Jeong", 5), "강": ("Kang", 3), "조": ("Cho", 2), "윤": ("Yoon", 2),
    "장": ("Jang", 2), "임": ("Lim", 2), "한": ("Han", 2), "오": ("Oh", 2),
    "서": ("Seo", 2), "신": ("Shin", 2), "권": ("Kwon", 2), "황": ("Hwang", 2),
    "안": ("Ahn", 1), "송": ("Song", 1), "류": ("Ryu", 1), "홍": ("Hong", 1),
    "배": ("Bae", 1), "노": ("Noh", 1), "남": ("Nam", 1), "문": ("Moon", 1),
}  # fmt: skip
FIRST = {
    "영": "Yeong", "성": "Seong", "재": "Jae", "상": "Sang", "동": "Dong", "종": "Jong",
    "민": "Min", "경": "Gyeong", "정": "Jeong", "지": "Ji", "현": "Hyeon", "승": "Seung",
    "태": "Tae", "병": "Byeong", "은": "Eun", "미": "Mi", "수": "Su", "진": "Jin",
    "광": "Gwang", "용": "Yong", "혜": "Hye", "창": "Chang",
}  # fmt: skip
SECOND = {
    "호": "ho", "수": "su", "희": "hui", "숙": "suk", "철": "cheol", "훈": "hun", "석": "seok",
    "환": "hwan", "규": "gyu", "식": "sik", "우": "u", "진": "jin", "영": "yeong", "미": "mi",
    "경": "gyeong", "선": "seon", "아": "a", "혁": "hyeok", "원": "won", "준": "jun",
    "화": "hwa", "연": "yeon",
}  # fmt: skip
STEMS = {
    "가람": "Garam", "새한": "Saehan", "늘봄": "Neulbom", "다온": "Daon", "한별": "Hanbyeol",
    "푸른": "Pureun", "너울": "Neoul", "미르": "Mireu", "해솔": "Haesol", "단비": "Danbi",
    "두빛": "Dubit", "세움": "Seum", "온누리": "Onnuri", "참빛": "Chambit", "도담": "Dodam",
    "나래": "Narae", "바른": "Bareun", "슬기": "Seulgi", "이음": "Ieum", "하늬": "Hanui",
    "금오들": "Geumodeul", "낙동": "Nakdong", "천생": "Cheonsaeng", "선산": "Seonsan",
    "형곡": "Hyeonggok", "비산": "Bisan", "인동": "Indong", "해평": "Haepyeong",
    "옥계": "Okgye", "산동": "Sandong", "동락": "Dongnak", "구포": "Gupo", "오태": "Otae",
    "임수": "Imsu", "진평": "Jinpyeong", "시미": "Simi", "태경": "Taegyeong",
    "유성": "Yuseong", "대광": "Daegwang", "삼명": "Sammyeong", "신우": "Sinu",
    "동해": "Donghae", "국제": "Gukje", "제일": "Jeil", "성림": "Seongnim", "우진": "Ujin",
    "명신": "Myeongsin", "경원": "Gyeongwon", "세진": "Sejin", "덕산": "Deoksan",
}  # fmt: skip


# Names that these parts would make and that readers know somebody by, or would smile at.
WELL_KNOWN = {
    "강경화", "강동원", "강민호", "강수진", "강정호", "권상우", "권은희", "김경수", "김경준", "김경희",
    "김광규", "김광석", "김동연", "김미화", "김민석", "김민희", "김상경", "김수미", "김승연", "김승우",
    "김영철", "김은숙", "김은희", "김재규", "김정숙", "김정철", "김정호", "김정훈", "김정희", "김지미",
    "김지영", "김진선", "김태원", "김태호", "김태희", "김현미", "김현수", "김현식", "김현철", "김현희",
    "김혜경", "김혜수", "남성미", "노태우", "류승수", "류현경", "류현진", "문정희", "박경철", "박미선",
    "박미희", "박민영", "박병호", "박상원", "박영규", "박영선", "박영수", "박정아", "박정희", "박종철",
    "박지선", "박지원", "박진영", "박진희", "박태준", "박태환", "배수진", "배용준", "서경석", "서정진",
    "송광수", "송승환", "송영선", "송진우", "신경숙", "신성우", "신승훈", "신정환", "신현준", "안정환",
    "오승환", "오은영", "오지호", "오현경", "윤정수", "윤정희", "윤진숙", "이경규", "이경영", "이광수",
    "이동원", "이미경", "이미숙", "이미연", "이민호", "이병철", "이상우", "이상화", "이성경", "이성미",
    "이수경", "이수영", "이승연", "이승우", "이승철", "이승환", "이승훈", "이용수", "이용식", "이은미",
    "이정미", "이정진", "이정희", "이종석", "이종원", "이지아", "이진숙", "이창호", "이태석", "이현우",
    "이혜영", "이혜훈", "임상수", "임성훈", "임은경", "임종수", "임종호", "장미희", "장진영", "장현수",
    "장혜진", "정경호", "정경화", "정동영", "정성화", "정은경", "정태수", "조민수", "조성진", "조수미",
    "조승우", "조영수", "조정석", "조현아", "조현우", "최경환", "최동원", "최동훈", "최민수", "최민식",
    "최승호", "최승희", "최은희", "최재원", "최정원", "최지우", "최태원", "최현석", "최현우", "한동훈",
    "한승수", "한승원", "한혜진", "홍수환", "홍진영", "홍혜경", "황수경", "황현희",
}  # fmt: skip


def people(random: Random) -> Iterator[Name]:
    """Names of persons, common surnames more often, none twice."""
    parts = [(s, a, b) for s in SURNAMES for a in FIRST for b in SECOND if a != b]
    # Weighted sampling without replacement: Efraimidis & Spirakis (2006), key u^(1/w).
    keys = [random.random() ** (1 / SURNAMES[s][1]) for s, _, _ in parts]
    for i in sorted(range(len(parts)), key=keys.__getitem__, reverse=True):
        surname, first, second = parts[i]
        if "".join(parts[i]) in WELL_KNOWN:
            continue
        roman = f"{SURNAMES[surname][0]} {FIRST[first]}-{SECOND[second]}"
        yield Name(f"{surname}{first}{second}", roman)


def firms(random: Random, endings: dict[str, str]) -> list[Name]:
    """Every stem with every ending, in a random order."""
    found = [
        Name(f"{stem}{ending}", f"{STEMS[stem]} {english}")
        for stem in STEMS
        for ending, english in endings.items()
    ]
    random.shuffle(found)
    return found
