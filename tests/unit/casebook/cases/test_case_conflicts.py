from __future__ import annotations

from grievance.casebook.cases.case_conflicts import compare

BEFORE = {"title": ["Late pay"], "priority": ["normal"], "codes": ["a", "b"], "country": [""]}


def test_what_nobody_else_changed_is_no_difference() -> None:
    mine = {**BEFORE, "title": ["Unpaid hours"]}
    merged, differences = compare(BEFORE, mine, BEFORE)
    assert (merged, differences) == (mine, ())


def test_what_only_the_other_one_changed_is_taken_over() -> None:
    theirs = {**BEFORE, "priority": ["urgent"]}
    merged, (difference,) = compare(BEFORE, {**BEFORE, "title": ["Mine"]}, theirs)
    assert merged["priority"] == ["urgent"]
    assert merged["title"] == ["Mine"]
    assert (difference.field, difference.kept) == ("priority", False)
    assert (difference.before, difference.theirs) == (("normal",), ("urgent",))


def test_what_both_changed_stays_as_typed_and_is_shown() -> None:
    mine, theirs = {**BEFORE, "title": ["Mine"]}, {**BEFORE, "title": ["Theirs"]}
    merged, (difference,) = compare(BEFORE, mine, theirs)
    assert merged["title"] == ["Mine"]
    assert difference.kept
    assert (difference.before, difference.mine, difference.theirs) == (
        ("Late pay",),
        ("Mine",),
        ("Theirs",),
    )


def test_the_same_change_twice_is_no_difference() -> None:
    same = {**BEFORE, "title": ["Same"]}
    assert compare(BEFORE, same, same)[1] == ()


def test_boxes_in_another_order_and_empty_fields_are_the_same() -> None:
    mine = {"title": ["Late pay"], "priority": ["normal"], "codes": ["b", "a"]}
    theirs = {**BEFORE, "country": []}
    assert compare(BEFORE, mine, theirs)[1] == ()


def test_without_what_was_before_what_i_typed_stays() -> None:
    theirs = {**BEFORE, "title": ["Theirs"]}
    merged, (difference,) = compare({}, {**BEFORE, "title": ["Mine"]}, theirs)
    assert merged["title"] == ["Mine"]
    assert difference.before is None
    assert difference.kept


def test_a_field_of_the_form_alone_is_never_lost() -> None:
    merged, _ = compare(BEFORE, {**BEFORE, "reason": ["She called"]}, {**BEFORE, "title": ["x"]})
    assert merged["reason"] == ["She called"]
