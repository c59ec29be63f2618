"""Which column holds what, guessed from its heading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from .cells import text
from .sheets import Cell, Line


class Field(models.TextChoices):
    """What a column can hold."""

    NAME = "name", _("Name of the organisation")
    NAME_EN = "name_en", _("Name in English")
    NUMBER = "business_number", _("Business registration number")
    KIND = "kind", _("Kind of organisation")
    ADDRESS = "address", _("Address")
    TELEPHONE = "telephone", _("Telephone of the organisation")
    WEBSITE = "website", _("Website")
    INDUSTRY = "industry", _("Industry (KSIC code or name)")
    SIZE = "size", _("Size class")
    JOINED = "joined_on", _("Joined on")
    LEFT = "left_on", _("Left on")
    STANDING = "standing", _("Whether still a member")
    GROUP = "group", _("Group")
    CEO = "ceo", _("Head of the organisation")
    PERSON = "person", _("Contact person")
    TITLE = "title", _("Position of the contact person")
    MOBILE = "mobile", _("Telephone of the contact person")
    EMAIL = "email", _("E-mail of the contact person")


LEFT_OUT = ""  # known, and not kept
WORDS: dict[str, str] = {
    Field.NAME: "업체명 회사명 기업명 상호 상호명 기관명 법인명 업체 회사 기업 소속기관 소속기업 "
    "회원사 회원사명 회원명 참여기업 단체명 organisation organization company companyname "
    "firm firmname organisationname organizationname name nameofcompany member 기업체명 사업체명",
    Field.NAME_EN: "영문명 영문업체명 영문회사명 영문기업명 영문상호 영문기관명 업체명영문 "
    "회사명영문 기업명영문 nameinenglish englishname",
    Field.NUMBER: "사업자번호 사업자등록번호 사업자 사업자no businessnumber "
    "businessregistrationnumber businessno registrationnumber brn bizno",
    Field.KIND: "구분 기관구분 기업구분 회원구분 유형 기관유형 산학연구분 종류 kind type "
    "organisationtype kindoforganisation category",
    Field.ADDRESS: "주소 소재지 사업장주소 회사주소 본사주소 도로명주소 사업장소재지 공장주소 "
    "address location",
    Field.TELEPHONE: "전화 전화번호 대표전화 대표전화번호 회사전화 연락처 유선전화 사무실 tel "
    "telephone phone phonenumber officephone telephonenumber",
    Field.WEBSITE: "홈페이지 웹사이트 website homepage url web",
    Field.INDUSTRY: "업종 업종코드 산업분류 산업분류코드 표준산업분류 표준산업분류코드 주업종 "
    "주업종코드 ksic ksic코드 industry industrycode ksiccode",
    Field.SIZE: "기업규모 규모 회사규모 size sizeclass companysize",
    Field.JOINED: "가입일 가입일자 가입년월일 가입연월일 가입일시 가입년도 등록일 등록일자 입회일 "
    "입회일자 joined joinedon joindate datejoined joiningdate membersince dateofjoining",
    Field.LEFT: "탈퇴일 탈퇴일자 탈퇴년월일 탈퇴연월일 탈퇴일시 탈회일 탈회일자 퇴회일 퇴회일자 "
    "탈퇴여부 left lefton leftdate dateleft dateofleaving leavingdate memberuntil until",
    Field.STANDING: "상태 회원상태 비고 note notes remarks status membershipstatus",
    Field.GROUP: "미니클러스터 소속 소속미니클러스터 mc 소속mc 미니클러스터명 클러스터 워킹그룹 "
    "소속그룹 그룹 협의체 group minicluster cluster groupname",
    Field.CEO: "대표자 대표자명 대표 대표이사 대표자성명 대표이사명 ceo representative president "
    "head headoforganisation",
    Field.PERSON: "담당자 담당자명 담당자성명 성명 이름 실무자 실무담당자 참석자 회원성명 담당 "
    "contact contactperson contactname person personname incharge",
    Field.TITLE: "직위 직책 직급 담당자직위 담당자직책 담당자직급 직위직책 position title jobtitle",
    Field.MOBILE: "휴대폰 휴대전화 핸드폰 휴대폰번호 휴대전화번호 핸드폰번호 hp 담당자연락처 "
    "담당자전화 담당자전화번호 담당자휴대폰 담당자휴대전화 담당자핸드폰 모바일 mobile cell "
    "cellphone mobilephone contactphone contacttelephone",
    Field.EMAIL: "이메일 메일 전자메일 전자우편 이메일주소 메일주소 담당자이메일 담당자메일 "
    "email emailaddress mail",
    LEFT_OUT: "연번 번호 순번 순 no 메모 팩스 팩스번호 fax 종업원수 상시종업원수 종업원 "
    "직원수 근로자수 인원 employees numberofemployees 매출액 매출 sales 주생산품 생산품 주요생산품 "
    "부서 부서명 department 설립일 설립년도 설립연도 우편번호 zip",
}
KNOWN = {word: name for name, words in WORDS.items() for word in words.split()}
LONGEST_FIRST = sorted((word for word in KNOWN if len(word) > 2), key=len, reverse=True)
LOOK_AT = 60  # lines above the table


@dataclass(frozen=True)
class Guess:
    """``row`` is the number of the heading's row; ``columns`` says which column holds what."""

    row: int
    columns: dict[int, str]


def key(cell: Cell) -> str:
    """A heading without brackets, spaces, stars and case."""
    said = unicodedata.normalize("NFKC", text(cell)).casefold()
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", "", said) or said
    return "".join(char for char in bare if char.isalnum())


def guess(lines: Sequence[Line]) -> Guess:
    """The line that knows the most headings is the heading; without one, the first line."""
    best = 0
    columns: dict[int, str] = {}
    for i, line in enumerate(lines[:LOOK_AT]):
        found = columns_of(line)
        if _worth(found) > _worth(columns):
            best, columns = i, found
    return Guess(lines[best].number if lines else 1, columns)


def columns_of(line: Line) -> dict[int, str]:
    """Every field once: where two columns would hold it, the one that says so exactly."""
    keys = [key(cell) for cell in line.cells]
    sure = {i: KNOWN[word] for i, word in enumerate(keys) if word in KNOWN}
    maybe = {i: _alike(word) for i, word in enumerate(keys) if i not in sure}
    columns: dict[int, str] = {}
    for guesses in (sure, maybe):
        for column, name in guesses.items():
            if name and name not in columns.values():
                columns[column] = name
    return columns


def _worth(columns: dict[int, str]) -> int:
    return len(columns) + 2 * (Field.NAME in columns.values())


def _alike(word: str) -> str:
    """A heading is at its end what it is: '참여업체 대표전화' is a telephone."""
    if not word or len(word) > 20:
        return LEFT_OUT
    for known in LONGEST_FIRST:
        if word.endswith(known):
            return _of_a_person(word, KNOWN[known])
    return next((KNOWN[known] for known in LONGEST_FIRST if word.startswith(known)), LEFT_OUT)


def _of_a_person(word: str, name: str) -> str:
    is_person = any(part in word for part in ("담당", "실무", "contact", "개인"))
    return Field.MOBILE if name == Field.TELEPHONE and is_person else name
