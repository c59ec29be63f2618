from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from dure.community.documents.models import Document
from dure.community.models import Descent, Group, Membership, Office
from tests.factories import (
    DescentFactory,
    GroupFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
)

pytestmark = pytest.mark.django_db
KEEPERS = {"programme_officer", "coordinator", "chair"}
DIRECTORS = {"programme_officer", "coordinator"}
EVERYBODY = {
    "programme_officer", "coordinator", "other_coordinator", "chair", "member",
    "representative", "expert", "reviewer", "auditor", "stranger",
}  # fmt: skip
PAGES = [
    ("group-list", None, EVERYBODY),
    ("group-export", None, EVERYBODY),
    ("group-options", None, EVERYBODY),
    ("group-add", None, DIRECTORS | {"other_coordinator"}),
    ("group-page", "group", EVERYBODY),
    ("group-member-list", "group", EVERYBODY),
    ("group-member-export", "group", EVERYBODY),
    ("group-edit", "group", KEEPERS),
    ("group-end", "group", DIRECTORS),
    ("group-descent-add", "group", DIRECTORS),
    ("group-admit", "group", KEEPERS),
    ("group-appoint", "group", KEEPERS),
    ("document-add", "group", KEEPERS),
    ("membership-end", "membership", KEEPERS),
    ("office-end", "office", KEEPERS),
    ("document-download", "document", KEEPERS | {"member", "auditor"}),
]
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def document(client, cast, media):
    client.force_login(cast.chair)
    upload = SimpleUploadedFile("정관.pdf", PDF)
    data = {"kind": "bylaws", "title": "정관", "upload": upload}
    client.post(reverse("document-add", args=[cast.group.pk]), data)
    client.logout()
    return Document.objects.get()


def address(name, thing, cast, document):
    things = {
        "group": cast.group,
        "membership": cast.membership,
        "office": Office.objects.get(),
        "document": document,
    }
    return reverse(name, args=[things[thing].pk] if thing else [])


@pytest.mark.parametrize(("name", "thing", "who"), PAGES)
def test_who_gets_which_page(client, cast, document, name, thing, who):  # noqa: PLR0917
    url, got = address(name, thing, cast, document), set()
    for person, user in cast.everyone().items():
        client.force_login(user)
        response = client.get(url)
        for close in response._resource_closers:  # not close(): it would end the connection too
            close()
        assert response.status_code in {200, 404}
        if response.status_code == 200:
            got.add(person)

    assert got == who
    client.logout()
    assert client.get(url).status_code == 302


@pytest.mark.parametrize("name", ["group-descent-remove", "document-remove"])
def test_what_is_taken_away_is_posted_by_who_may(client, cast, document, name):
    descent = DescentFactory(descendant=cast.group)
    url = reverse(name, args=[descent.pk if "descent" in name else document.pk])

    for user in (cast.stranger, cast.member, cast.auditor):
        client.force_login(user)
        assert client.post(url).status_code == 404
    client.force_login(cast.coordinator)
    assertRedirects(client.post(url), reverse("group-page", args=[cast.group.pk]))
    assert (Descent if "descent" in name else Document).objects.count() == 0


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_asks_the_same_for_one_and_three(client, cast, n, django_assert_num_queries):
    for _ in range(n - 1):
        MembershipFactory(group=GroupFactory(complex=cast.complex))
    client.force_login(cast.stranger)

    with django_assert_num_queries(
        8
    ):  # session, account, standing, may add, complexes, members, count, rows
        response = client.get(reverse("group-list"))

    assert len(response.context["page"]) == n


@pytest.mark.parametrize("n", [1, 3])
def test_the_members_ask_the_same_for_one_and_three(client, cast, n, django_assert_num_queries):
    group = GroupFactory()
    for _ in range(n):
        MembershipFactory(group=group, organisation=OrganisationFactory())
    client.force_login(cast.stranger)

    with django_assert_num_queries(7):  # session, account, standing, group, may edit, count, rows
        client.get(reverse("group-member-list", args=[group.pk]))


@pytest.mark.parametrize("n", [1, 3])
def test_the_record_asks_the_same_for_one_and_three(client, cast, n, django_assert_num_queries):
    for _ in range(n):
        MembershipFactory(group=cast.group, organisation=OrganisationFactory())
        DescentFactory(ancestor=cast.group)
    client.force_login(cast.stranger)

    # session, account, standing; group, family (2) and its members, chart, members, offices,
    # origins, parts, documents, may edit, may direct
    with django_assert_num_queries(16):
        client.get(reverse("group-page", args=[cast.group.pk]))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("kind=mini_cluster", {"금형 미니클러스터"}),
        ("founder=members", {"사출 워킹그룹"}),
        ("state=ended", {"옛 협의회"}),
        ("state=running", {"금형 미니클러스터", "사출 워킹그룹"}),
        ("q=ㅅㅊ", {"사출 워킹그룹"}),
        ("synthetic=yes", {"옛 협의회"}),
    ],
)
def test_the_list_is_narrowed(client, cast, query, names):
    GroupFactory(
        name_ko="사출 워킹그룹", kind="working_group", founded_by="members", complex=cast.complex
    )
    GroupFactory(
        name_ko="옛 협의회", kind="council", ended_on=dt.date(2010, 1, 1), is_synthetic=True
    )
    client.force_login(cast.stranger)

    response = client.get(f"{reverse('group-list')}?{query}")

    assert {group.name_ko for group in response.context["page"]} == names


def test_a_stranger_reads_the_initial_of_who_did_not_agree(client, cast):
    client.force_login(cast.stranger)

    response = client.get(reverse("group-page", args=[cast.group.pk]))

    assertContains(response, "박○○")
    assertNotContains(response, "박회원")


@pytest.mark.parametrize(("who", "name"), [("stranger", "박○○"), ("coordinator", "박회원")])
def test_the_export_tells_no_more_than_the_page(client, cast, who, name):
    client.force_login(cast.everyone()[who])

    response = client.get(reverse("group-member-export", args=[cast.group.pk]))

    sheet = load_workbook(BytesIO(response.getvalue())).active
    names = {cell.value for cell in next(sheet.iter_cols(1, 1))}
    assert name in names


@pytest.mark.parametrize(("state", "n"), [("current", 2), ("past", 1)])
def test_members_now_and_past(client, cast, state, n):
    MembershipFactory(group=cast.group, ends_on=dt.date(2010, 1, 1))
    client.force_login(cast.stranger)

    url = reverse("group-member-list", args=[cast.group.pk])
    assert len(client.get(f"{url}?state={state}").context["page"]) == n


def test_the_river_is_drawn_twice_and_told_in_a_table(client, cast):
    DescentFactory(ancestor=cast.group, descendant=GroupFactory(name_ko="협동조합"))
    client.force_login(cast.stranger)

    response = client.get(reverse("group-page", args=[cast.group.pk]))

    assertContains(response, 'class="chart river"', 2)
    assertContains(response, "Lineage of", 2)
    assertNotContains(response, "style=")
    assertContains(response, "협동조합\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}0</tspan>", 2)


def test_what_is_synthetic_is_marked_in_drawing_legend_and_words(client, cast):
    made = GroupFactory(name_ko="협동조합", is_synthetic=True)
    DescentFactory(ancestor=cast.group, descendant=made)
    client.force_login(cast.stranger)

    response = client.get(reverse("group-page", args=[cast.group.pk]))

    assertContains(response, ' invented" opacity=', 4)  # band and thread, twice
    assertContains(response, '<li class="invented">', 1)
    assertContains(response, "with a dashed outline.", 3)


def test_found_edit_and_end_a_group(client, cast):
    client.force_login(cast.coordinator)
    sent = {
        "name_ko": "사출 워킹그룹", "kind": "working_group", "complex": cast.complex.pk,
        "parent": f"금형 (#{cast.group.pk})", "founded_on": "2007-05-10", "founded_by": "members",
    }  # fmt: skip

    client.post(reverse("group-add"), sent)
    group = Group.objects.get(name_ko="사출 워킹그룹")
    assert group.parent == cast.group

    client.post(reverse("group-edit", args=[group.pk]), {**sent, "parent": "", "purpose": "공정"})
    client.post(reverse("group-end", args=[group.pk]), {"ended_on": "2012-01-01"})
    group.refresh_from_db()
    assert (group.parent, group.purpose, group.ended_on) == (None, "공정", dt.date(2012, 1, 1))
    assert client.get(reverse("group-end", args=[group.pk])).status_code == 404


def test_a_coordinator_founds_only_in_their_complex(client, cast):
    client.force_login(cast.other_coordinator)
    sent = {
        "name_ko": "가", "kind": "council", "complex": cast.complex.pk,
        "founded_on": "2007-05-10", "founded_by": "office",
    }  # fmt: skip

    assert client.post(reverse("group-add"), sent).status_code == 422
    assert not Group.objects.filter(name_ko="가").exists()


def test_the_chair_admits_appoints_and_ends(client, cast):
    client.force_login(cast.chair)
    firm = OrganisationFactory(name_ko="새한금형")
    args = [cast.group.pk]

    client.post(
        reverse("group-admit", args=args), {"organisation": "새한금형", "starts_on": "2010-01-01"}
    )
    membership = Membership.objects.get(organisation=firm)
    client.post(reverse("membership-end", args=[membership.pk]), {"ends_on": "2011-01-01"})
    client.post(
        reverse("group-appoint", args=args),
        {"kind": "secretary", "person": "박회원", "starts_on": "2010-01-01"},
    )
    office = Office.objects.get(kind="secretary")
    client.post(reverse("office-end", args=[office.pk]), {"ends_on": "2011-01-01"})

    membership.refresh_from_db()
    office.refresh_from_db()
    assert membership.ends_on == office.ends_on == dt.date(2011, 1, 1)


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({}, "Say which person or organisation"),
        ({"person": "없는사람"}, "Nothing is called that"),
        ({"organisation": "기업"}, "Several are meant"),
        ({"person": "남의사람"}, "Nothing is called that"),
        ({"person": "박회원"}, "on already"),
    ],
)
def test_admit_says_what_is_wrong(client, cast, sent, reason):
    PersonFactory(name_ko="남의사람")
    for n in (1, 2):
        OrganisationFactory(name_ko=f"기업 갑을{n}")
    client.force_login(cast.chair)

    url = reverse("group-admit", args=[cast.group.pk])
    response = client.post(url, {**sent, "starts_on": "2010-01-01"})

    assertContains(response, reason, status_code=422)


def test_who_is_meant_is_chosen_among_namesakes(client, cast):
    one, other = PersonFactory(name_ko="김경식"), PersonFactory(name_ko="김경식")
    for person, firm in ((one, "가람엠텍"), (other, "나래정밀")):
        PostFactory(
            person=person, title="부장", organisation__name_ko=firm, starts_on=dt.date(2005, 1, 1)
        )
    client.force_login(cast.programme_officer)
    url = reverse("group-admit", args=[cast.group.pk])
    sent = {"person": "김경식", "starts_on": "2010-01-01"}

    asked = client.post(url, sent)
    again = client.post(url, {**sent, "person-for": "김경", "person-meant": other.pk})
    client.post(url, {**sent, "person-for": "김경식", "person-meant": other.pk})

    assertContains(asked, "나래정밀 · 부장", status_code=422)
    assertContains(asked, f'name="person-meant" value="{one.pk}"', status_code=422)
    assert again.status_code == 422
    assert Membership.objects.filter(person=other, group=cast.group).exists()
    assert not Membership.objects.filter(person=one).exists()


def test_admitting_again_says_that_nothing_was_changed(client, cast):
    client.force_login(cast.chair)
    firm = OrganisationFactory(name_ko="새한금형")
    url = reverse("group-admit", args=[cast.group.pk])

    said = []
    for _ in range(2):
        sent = {"organisation": firm.name_ko, "starts_on": "2010-01-01"}
        said += [str(one) for one in client.post(url, sent, follow=True).context["messages"]]

    assert said[0] == "The member is added."
    assert said[1] == "새한금형 is a member since 1 January 2010 already. Nothing was changed."
    assert Membership.objects.filter(organisation=firm).count() == 1


def test_a_membership_is_ended_from_the_list_and_an_office_from_its_fold(client, cast):
    client.force_login(cast.chair)
    membership = cast.group.memberships.first()
    office = cast.group.offices.first()
    end = reverse("membership-end", args=[membership.pk])

    page = client.get(reverse("group-page", args=[cast.group.pk]))

    assertNotContains(page, end)
    assertContains(page, reverse("office-end", args=[office.pk]), 1)
    assertContains(client.get(reverse("group-member-list", args=[cast.group.pk])), end)


def test_record_what_it_grew_out_of(client, cast):
    GroupFactory(name_ko="산업디자인 미니클러스터")
    client.force_login(cast.coordinator)

    url = reverse("group-descent-add", args=[cast.group.pk])
    client.post(url, {"ancestor": "산업디자인 미니클러스터"})

    assert Descent.objects.get().descendant == cast.group


@pytest.mark.parametrize("name", ["parent", "ancestor"])
def test_options_offer_what_is_typed(client, cast, name):
    client.force_login(cast.stranger)

    assertContains(
        client.get(reverse("group-options"), {name: "ㄱㅎ"}), f'value="{cast.group.name_ko}"'
    )
    assertNotContains(client.get(reverse("group-options")), "option")


def test_a_document_is_kept_once_and_downloaded(client, cast, document):
    client.force_login(cast.chair)
    again = {"kind": "bylaws", "title": "정관", "upload": SimpleUploadedFile("a.pdf", PDF)}
    client.post(reverse("document-add", args=[cast.group.pk]), again)
    assert Document.objects.count() == 1

    response = client.get(reverse("document-download", args=[document.pk]))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment")


def test_what_is_no_document_is_refused(client, cast, media):
    client.force_login(cast.chair)
    upload = SimpleUploadedFile("정관.pdf", b"MZ\x90\x00 not a pdf")

    url = reverse("document-add", args=[cast.group.pk])
    response = client.post(url, {"kind": "bylaws", "title": "정관", "upload": upload})

    assert response.status_code == 422
    assert not Document.objects.exists()


def test_an_organisation_is_offered_while_it_is_typed(client, cast):
    client.force_login(cast.chair)

    response = client.get(reverse("organisation-options"), {"organisation": "구미"})

    assertContains(response, f'<option value="{cast.organisation.name_ko}">')


@pytest.mark.parametrize(("kind", "n"), [("chair", 0), ("secretary", 1)])
def test_groups_that_lack_an_office(client, cast, kind, n):
    client.force_login(cast.coordinator)

    assert len(client.get(reverse("group-list"), {"missing": kind}).context["page"]) == n
