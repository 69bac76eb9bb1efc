"""The k-check as pure functions: what may be shown of a town that is not named."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from cms.anonymity import (
    FACT_NAMES,
    Facts,
    K,
    MunicipalityFacts,
    coarsen,
    matching,
    withheld,
)
from cms.coarsening import Step, cheapest
from cms.reference.tables import read_tables

SIZES, REGIONS, PROVINCES = ("small", "big"), ("north", "south", "west"), ("a", "b", "c")

rows_of_towns = st.lists(
    st.builds(
        MunicipalityFacts,
        st.sampled_from(SIZES),
        st.sampled_from(REGIONS),
        st.sampled_from(PROVINCES),
    ),
    max_size=40,
)
chosen_facts = st.builds(
    Facts,
    st.frozensets(st.sampled_from(SIZES)),
    st.frozensets(st.sampled_from(REGIONS)),
    st.frozensets(st.sampled_from(PROVINCES)),
)
case_facts = st.builds(replace, chosen_facts, known_region=st.sampled_from(("", *REGIONS)))
lesson_facts = st.builds(replace, chosen_facts, case=case_facts)
any_facts = case_facts | lesson_facts


def shown(facts: Facts) -> set[str]:
    return {name for name in FACT_NAMES if getattr(facts, name)}


def facts(size: str = "", region: str = "", province: str = "", known: str = "") -> Facts:
    sets = [frozenset({slug} if slug else ()) for slug in (size, region, province)]
    return Facts(*sets, known_region=known)


class TestCoarsen:
    @given(case_facts, rows_of_towns)
    def test_leaves_five_towns_or_nothing(self, facts, rows):
        safe = coarsen(facts, rows)
        assert matching(safe, rows) >= K or not shown(safe)

    @given(any_facts, rows_of_towns)
    def test_never_adds_nor_changes_a_fact(self, facts, rows):
        safe = coarsen(facts, rows)
        assert safe == facts.without(set(FACT_NAMES) - shown(safe))

    @given(case_facts, rows_of_towns)
    def test_gives_up_as_few_facts_as_possible(self, facts, rows):
        given_up = len(shown(facts)) - len(shown(coarsen(facts, rows)))
        for names in combinations(sorted(shown(facts)), max(given_up - 1, 0)):
            assert given_up == 0 or matching(facts.without(names), rows) < K

    @given(any_facts, rows_of_towns)
    def test_names_what_it_withholds(self, facts, rows):
        assert withheld(facts, rows) == shown(facts) - shown(coarsen(facts, rows))

    @given(any_facts, rows_of_towns)
    def test_does_it_once(self, facts, rows):
        safe = coarsen(facts, rows)
        assert coarsen(safe, rows) == safe


class TestCheck:
    @given(any_facts, rows_of_towns)
    def test_proposes_something_below_five_towns_only(self, facts, rows):
        is_proposed = cheapest(facts, rows, SIZES) is not None
        place = facts.case or facts
        ways = (names for number in range(1, 4) for names in combinations(FACT_NAMES, number))
        if matching(facts, rows) >= K:
            assert not is_proposed
        elif any(matching(place.without(names), rows) >= K for names in ways):
            assert is_proposed

    @given(any_facts, rows_of_towns)
    def test_its_proposal_is_true_and_nothing_costs_less(self, facts, rows):
        proposal = cheapest(facts, rows, SIZES)
        if proposal is None:
            return
        facts = facts.case or facts
        assert proposal.count == matching(proposal.facts, rows) >= K
        assert {step.name for step in proposal.steps} <= shown(facts)
        for number in range(1, len(proposal.steps) + 1):
            for names in combinations(sorted(shown(facts)), number):
                count = matching(facts.without(names), rows)
                assert count < K or (number, count) >= proposal.cost[:2]

    @given(case_facts, rows_of_towns)
    def test_it_leaves_out_what_the_portal_would_leave_out(self, facts, rows):
        proposal = cheapest(facts, rows, SIZES)
        if proposal and not any(step.values for step in proposal.steps):
            assert proposal.facts == coarsen(facts, rows)

    @given(chosen_facts, rows_of_towns)
    def test_its_proposal_shuts_no_town_out(self, facts, rows):
        proposal = cheapest(facts, rows, SIZES)
        coarser = proposal.facts if proposal else facts
        assert all(coarser.fit(row) for row in rows if facts.fit(row))

    @given(chosen_facts, rows_of_towns, st.sets(st.sampled_from(FACT_NAMES)))
    def test_fewer_facts_fit_as_many_towns_or_more(self, facts, rows, names):
        assert matching(facts.without(names), rows) >= matching(facts, rows)

    @given(chosen_facts, rows_of_towns, st.sampled_from(REGIONS))
    def test_a_known_region_never_makes_it_safer(self, facts, rows, region):
        assert matching(replace(facts, known_region=region), rows) <= matching(facts, rows)


class TestLessonOfACase:
    @given(lesson_facts, rows_of_towns)
    def test_shows_nothing_beyond_its_case(self, lesson, rows):
        case, safe = coarsen(lesson.case, rows), coarsen(lesson, rows)
        for name in shown(safe):
            assert frozenset() < getattr(case, name) <= getattr(safe, name)

    @given(case_facts, st.lists(chosen_facts, max_size=4), rows_of_towns)
    def test_several_lessons_together_tell_no_more_than_the_case(self, case, lessons, rows):
        safe = [coarsen(replace(lesson, case=case), rows) for lesson in lessons]
        known = coarsen(case, rows)
        fit_case = [row for row in rows if known.fit(row)]
        assert [row for row in fit_case if all(lesson.fit(row) for lesson in safe)] == fit_case

    @given(lesson_facts, rows_of_towns)
    def test_survives_json(self, lesson, rows):
        assert Facts.from_json(lesson.to_json()) == lesson


class TestDutchTowns:
    """The counts of domain.md 6.3, on our own table."""

    ROWS = [
        MunicipalityFacts(row.size_class, row.riec_region, row.province)
        for row in read_tables().municipalities
    ]
    AMSTERDAM = facts("vanaf-250000", "amsterdam-amstelland")

    SIZES = ("tot-20000", "20000-50000", "50000-100000", "100000-250000", "vanaf-250000")

    def test_a_big_town_of_amsterdam_is_amsterdam(self):
        assert matching(self.AMSTERDAM, self.ROWS) == 1
        proposal = cheapest(self.AMSTERDAM, self.ROWS, self.SIZES)
        assert (proposal.steps, proposal.count) == ((Step("size_classes"),), 6)

    def test_a_province_may_come_instead_of_a_region(self):
        rotterdam = facts("100000-250000", "rotterdam")
        proposal = cheapest(rotterdam, self.ROWS, self.SIZES)
        assert proposal.facts == facts("100000-250000", province="zuid-holland")
        assert proposal.count == 6

    def test_or_a_size_beside_it(self):
        limburg = facts("100000-250000", "limburg")
        (step,) = cheapest(limburg, self.ROWS, self.SIZES).steps
        assert (step.name, step.values) == ("size_classes", {"50000-100000"})

    def test_leaving_out_the_region_is_not_enough(self):
        assert matching(self.AMSTERDAM.without(["riec_regions"]), self.ROWS) == 4

    def test_leaving_out_the_size_is(self):
        assert matching(self.AMSTERDAM.without(["size_classes"]), self.ROWS) == 6
        assert coarsen(self.AMSTERDAM, self.ROWS) == facts(region="amsterdam-amstelland")

    def test_what_is_given_up_leaves_as_few_towns_as_are_enough(self):
        town = facts("20000-50000", "amsterdam-amstelland")
        counts = [matching(town.without([name]), self.ROWS) for name in shown(town)]
        assert sorted(counts) == [6, 182]
        assert coarsen(town, self.ROWS) == facts(region="amsterdam-amstelland")

    def test_seventeen_cells_of_region_and_size_are_too_small(self):
        cells = {(row.size_class, row.riec_region) for row in self.ROWS}
        too_small = [cell for cell in cells if matching(facts(*cell), self.ROWS) < K]
        assert (len(cells), len(too_small)) == (43, 17)

    def test_the_name_of_a_riec_counts_as_its_region(self):
        unnamed = facts("vanaf-250000", known="amsterdam-amstelland")
        assert matching(unnamed, self.ROWS) == 1

    def test_a_riec_may_write_about_another_region(self):
        elsewhere = facts(province="groningen", known="limburg")
        there = facts(province="groningen")
        assert matching(elsewhere, self.ROWS) == matching(there, self.ROWS)

    def test_nobody_fits_contradicting_facts(self):
        contradiction = facts(region="limburg", province="groningen")
        assert matching(contradiction, self.ROWS) == 0
        assert len(cheapest(contradiction, self.ROWS, self.SIZES).steps) == 1

    def test_without_towns_nothing_is_shown(self):
        assert coarsen(self.AMSTERDAM, []) == Facts()
