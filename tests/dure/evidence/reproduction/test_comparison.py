from __future__ import annotations

import csv
import datetime as dt

import pytest
from django.utils import translation

from dure.community.models import Descent, Group, Membership
from dure.creation.models import Outcome
from dure.evidence.models import Observation
from dure.evidence.reproduction import comparison, definition, published
from dure.evidence.reproduction.cells import Basis
from dure.evidence.reproduction.computing import networks
from tests.factories import ObservationFactory

pytestmark = pytest.mark.django_db

DIFFER = {
    ("table 4", "Transport equipment", "firms_pct"): "1.06 %. Adjusted in print",
    (
        "table 5",
        "operating under_50",
        "pct",
    ): "divided by 1,442, while the printed counts sum to 1,422",
    ("table 5", "operating 50_99", "pct"): "109 of 1,422 is 7.67 %",
    ("table 5", "operating 300_999", "pct"): "35 of 1,422 is 2.46 %",
    ("table 6", "exports 2004", "sme_pct"): "103.0. That is not 100: 2.6 is meant",
    ("text", "operating under 300 2012", "pct_of_operating"): "fits a total of 1,441 to 1,442",
    ("text", "operating under 50 2012", "pct_of_operating"): "fits a total of 1,442 to 1,443",
    ("text", "production 2011", "trillion_krw"): "slipped by a factor of ten",
    ("text", "mould mini-cluster after the merger 2007", "members"): "for 2005, before the merger",
    ("text", "mini-clusters before the merger 2006", "mini_clusters"): "Table 8 prints 9 for 2006",
    ("text", "mini-clusters after the merger 2007", "mini_clusters"): "Table 8 prints 6 for 2007",
}


def lines():
    with translation.override("en"):
        report = comparison.report()
    return {(line.table, line.row, line.column): line for line in report.lines}


@pytest.fixture
def reprint(tmp_path, monkeypatch):
    """The paper with one figure printed otherwise."""

    def change(table, row, column, value):
        with published.DATA.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        path = tmp_path / "printed.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(
                [*r[:3], value] if r[:3] == [table, row, column] else r for r in rows
            )
        monkeypatch.setattr(published, "DATA", path)

    return change


def moved(before, after, part):
    return {cell for cell in before if getattr(before[cell], part) != getattr(after[cell], part)}


def test_what_does_not_agree_is_what_the_paper_got_wrong(case):
    found = {cell: line for cell, line in lines().items() if line.agrees is False}

    assert set(found) == set(DIFFER)
    for cell, reason in DIFFER.items():
        assert reason in found[cell].note


def test_every_figure_agrees_or_says_why_not(case):
    for cell, line in lines().items():
        assert line.agrees is True or line.note, cell


def test_every_legible_figure_but_shares_is_computed(case):
    without = {
        cell
        for cell, line in lines().items()
        if line.published is not None and line.computed is None and line.basis is not Basis.SHARES
    }

    assert without == set()


@pytest.mark.parametrize("table", ["figure 2", "table 6"])
def test_no_counts_are_made_up_where_only_shares_exist(case, table):
    shares = [line for line in lines().values() if line.table == table]

    assert {(line.computed, line.basis) for line in shares} == {(None, Basis.SHARES)}
    assert all("Only shares were published" in line.note for line in shares)


@pytest.mark.parametrize("table", ["table 7", "table 8"])
def test_networks_are_counted_from_the_records(case, table):
    assert {line.basis for line in lines().values() if line.table == table} == {Basis.RECORDS}


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("table 8", "2012", "all_members"), "400"),
        (("table 5", "operating under_50", "pct"), "83.7"),
        (("table 3", "2010", "firms"), "1400"),
        (("table 7", "working group 1", "members"), "16"),
        (("table 6", "exports 2004", "sme_pct"), "2.6"),
    ],
)
def test_another_printed_figure_moves_only_what_is_published(case, reprint, place, value):
    before = lines()

    reprint(*place, value)

    after = lines()
    assert moved(before, after, "published") == {place}
    assert moved(before, after, "computed") == set()


def test_one_member_less_moves_only_what_is_computed(case):
    before = lines()

    group = Group.objects.get(name_ko=definition.AFTER_THE_MERGER)
    Membership.objects.filter(group=group, starts_on=dt.date(2012, 12, 31)).first().delete()

    after = lines()
    assert moved(before, after, "published") == set()
    assert moved(before, after, "computed") == {
        ("table 8", "2012", "mould_members"),
        ("table 8", "2012", "all_members"),
        ("table 8", "2012", "mould_share_pct"),
    }
    assert after["table 8", "2012", "mould_members"].computed == 101
    assert after["table 8", "2012", "mould_members"].agrees is False


def test_one_figure_of_statistics_less_leaves_a_gap_and_no_guess(case):
    Observation.objects.filter(year=2010, measure="firms", industry__name_ko="철강").delete()

    after = lines()

    assert after["table 4", "Steel", "firms"].computed is None
    assert after["table 3", "2010", "firms"].computed is None
    assert after["table 4", "Machinery", "firms_pct"].computed is None


def test_another_source_for_the_same_figure_is_not_mistaken_for_the_papers(case):
    ObservationFactory(complex=case.complex, year=2012, measure="firms", unit="firms", value=9)

    assert lines()["table 3", "2012", "firms"].computed == 1757


def test_a_complement_printed_right_is_no_contradiction(case, reprint):
    reprint("table 6", "exports 2004", "sme_pct", "2.6")

    line = lines()["table 6", "exports 2004", "sme_pct"]
    assert line.agrees is None
    assert "100.0" in line.note


def test_a_text_that_says_what_the_table_says_needs_no_remark(case, reprint):
    reprint("text", "production 2011", "trillion_krw", "75.8")

    line = lines()["text", "production 2011", "trillion_krw"]
    assert (line.agrees, line.note) == (True, "")


def test_a_table_that_contradicts_another_is_told(case, reprint):
    reprint("table 3", "2010", "firms", "1410")

    assert "The parts that table 4 prints make 1,409." in lines()["table 3", "2010", "firms"].note


def test_a_share_that_no_total_gives_is_told(case, reprint):
    reprint("text", "suppliers of LG 2012", "pct_of_operating", "9999")

    line = lines()["text", "suppliers of LG 2012", "pct_of_operating"]
    assert "no total that is a whole number" in line.note


def test_figure_2_that_rounding_cannot_explain_is_told(case, reprint):
    reprint("figure 2", "Steel", "2000", "12.5")

    assert "Rounding is too small." in lines()["figure 2", "Steel", "2000"].note


def test_a_body_that_is_not_there_is_a_gap(case):
    Membership.objects.filter(group__name_ko=definition.COOPERATIVE).delete()
    Descent.objects.filter(descendant__name_ko=definition.COOPERATIVE).delete()
    Group.objects.filter(name_ko=definition.COOPERATIVE).delete()

    line = lines()["table 8", "cooperative", "members"]
    assert (line.computed, line.agrees) == (None, None)
    assert "load the case again" in line.note


def test_what_was_entered_from_where_it_is_printed_does_not_count_as_agreement(case):
    report = comparison.report()
    kept = [line for line in report.lines if line.verdict == comparison.KEPT]

    assert len(kept) == report.count(comparison.KEPT) == 65
    assert {line.agrees for line in kept} == {True}
    assert {line.table for line in kept} == {"table 3", "table 4", "table 5", "text"}
    assert sum(map(report.count, ("agree", "kept", "differ", "open"))) == len(report.lines)


def test_a_kept_figure_that_was_entered_wrong_differs(case):
    Observation.objects.filter(year=2012, measure="exports").update(value=31602)

    assert lines()["table 3", "2012", "exports"].verdict == comparison.DIFFER


def test_bodies_tell_their_form_and_what_they_grew_out_of(case):
    found = lines()

    assert found["table 8", "association", "legal_form"].computed == "incorporated association"
    assert (
        found["table 8", "association", "grew_out_of"].computed
        == "joint-work company and working group"
    )
    Group.objects.filter(name_ko=definition.ASSOCIATION).update(kind="council")
    Descent.objects.all().delete()
    after = lines()
    assert after["table 8", "cooperative park", "grew_out_of"].computed is None
    assert after["table 8", "association", "legal_form"].agrees is False


def test_an_association_that_does_not_bear_it_in_its_name_is_not_incorporated():
    group = Group(kind="association", name_ko="협의회")

    assert networks._legal_form(group) == "unincorporated association"


def test_a_share_far_from_the_others_is_told(case):
    cell = "text", "share of the nation 2011", "employment"
    assert "3.5 times as much" in lines()[cell].note

    Observation.objects.filter(measure="employment", unit="percent_of_nation").update(value=5)

    assert "times as much" not in lines()[cell].note


def test_words_of_an_outcome_that_say_nothing_leave_a_gap(case):
    Outcome.objects.update(what_ko="상담회")

    line = lines()["text", "outcome 2012-03-15", "contracts"]
    assert (line.published, line.computed, line.agrees) == (6, None, None)


def test_the_paper_rounds_half_up(case):
    report = comparison.report()

    assert (report.n_shares, report.habits["half up"], report.habits["cut off"]) == (46, 40, 23)


def test_without_the_case_there_is_no_report():
    assert comparison.report() is None


def test_reading_costs_the_same_whatever_is_counted(case, django_assert_num_queries):
    # the complex, its groups, memberships, figures, outcomes, descents
    with django_assert_num_queries(6):
        comparison.report()
