"""The year's events read one after another: the same as all at once, and all of one moment."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_making import TODAY, event, new_ledger

from xuanchuan.ledger.events import add_events, amend, entries, withdraw
from xuanchuan.ledger.figures import KINDS
from xuanchuan.ledger.listing import Listing
from xuanchuan.ledger.statistics import Total, count_year
from xuanchuan.ledger.store import FILE, open_ledger, open_to_read
from xuanchuan.model.ledger import Figure

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DEEDS = st.lists(
    st.tuples(st.sampled_from(["amend", "move", "withdraw"]), st.integers(1, 6), st.integers(0, 10**9)), max_size=8
)


def plain_sum(found, kind: str) -> Total:
    figures = [one.event.figures[kind] for one in found if kind in one.event.figures]
    return Total(sum(one.value for one in figures), sum(one.value for one in figures if one.estimated))


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DEEDS)
def test_whatever_was_corrected_the_indexes_count_what_the_rows_say(tmp_path_factory, deeds):
    with new_ledger(tmp_path_factory.mktemp("ledger")) as ledger:
        add_events(ledger, [event(f"2026-0{n}-01", figures={"资料": Figure(n)}) for n in range(1, 7)], TODAY)
        for deed, number, value in deeds:
            if deed == "withdraw":
                withdraw(ledger, number, "重复", TODAY)
            elif deed == "move":
                amend(ledger, number, {"日期": f"202{value % 2 + 5}-03-08", "乡镇": f"{value}镇"}, "写错了", TODAY)
            else:
                amend(ledger, number, {"资料": Figure(value, bool(value % 2)), "法律": "宪法"}, "清点", TODAY)
        rows = entries(ledger, FIRST, LAST)
        year = count_year(ledger, FIRST, LAST)
        listing = Listing(ledger, FIRST, LAST)
        assert list(listing) == rows
        assert len(listing) == year.whole.held == len(rows)
        assert sum(one.held for one in year.by_form) == len(rows)
        for kind in KINDS:
            assert year.whole.total(kind.name) == plain_sum(rows, kind.name)


def test_a_listing_is_walked_cut_and_narrowed_like_a_list(tmp_path):
    with new_ledger(tmp_path) as ledger:
        add_events(ledger, [event(f"2026-03-0{n}", campaign="dv-1125" if n % 2 else "") for n in range(1, 8)], TODAY)
        listing, rows = Listing(ledger, FIRST, LAST), entries(ledger, FIRST, LAST)
        assert (listing[:3], listing[-1], listing[2]) == (rows[:3], rows[-1], rows[2])
        assert list(listing.of("dv-1125").numbers()) == [1, 3, 5, 7]
        assert list(listing.of("").numbers()) == [2, 4, 6]
        assert not listing.of("drug-0626")


def test_what_is_written_meanwhile_is_in_neither_the_figures_nor_the_list(tmp_path):
    with new_ledger(tmp_path) as writer:
        add_events(writer, [event("2026-03-08")], TODAY)
        with open_to_read(tmp_path / FILE) as reader:
            reader.hold()
            counted = count_year(reader, FIRST, LAST)
            add_events(writer, [event("2026-03-09")], TODAY)
            assert len(list(Listing(reader, FIRST, LAST))) == counted.whole.held == 1
    with open_ledger(tmp_path / FILE) as after:
        assert len(Listing(after, FIRST, LAST)) == 2


def test_one_event_is_counted_by_the_same_query(tmp_path):
    with new_ledger(tmp_path) as ledger:
        first, _ = add_events(
            ledger, [event(figures={"资料": Figure(5)}), event(figures={"资料": Figure(7, True)})], TODAY
        )
        assert count_year(ledger, date.min, date.max, uid=first.uid).whole.total("资料") == Total(5)
        assert count_year(ledger, FIRST, LAST, campaign="none").whole.held == 0
