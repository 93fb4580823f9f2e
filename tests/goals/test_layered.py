from __future__ import annotations

from hypothesis import given, strategies as st

from aimo_md.goals.layered import Layered

_VALUES = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 2))


@given(_VALUES, st.lists(_VALUES, max_size=4))
def test_it_is_what_a_dict_with_the_same_changes_is(
    lower: dict[str, int], changes: list[dict[str, int]]
) -> None:
    plain, layered = dict(lower), Layered.of(lower)
    for changed in changes:
        plain |= changed
        layered = layered.but(changed)
    assert layered == plain
    assert list(layered.items()) == list(plain.items())
    assert list(layered.values()) == list(plain.values())
    assert (list(layered), len(layered)) == (list(plain), len(plain))
    assert all(key in layered and layered[key] == value for key, value in plain.items())
    assert all(key in plain for key in layered)
    assert layered.get("z") is None


@given(_VALUES, _VALUES, _VALUES)
def test_where_two_of_one_origin_differ(
    lower: dict[str, int], one: dict[str, int], other: dict[str, int]
) -> None:
    known = (
        {key: value for key, value in one.items() if key in lower},
        {key: value for key, value in other.items() if key in lower},
    )
    origin = Layered.of(lower)
    first, second = origin.but(known[0]), origin.but(known[1])
    found = first.differing(second)
    assert found is not None
    assert sorted(found) == sorted(key for key in lower if first[key] != second[key])


def test_two_of_different_origins_do_not_know_where_they_differ() -> None:
    assert Layered.of({"a": 1}).differing(Layered.of({"a": 1})) is None


@given(_VALUES, _VALUES, _VALUES)
def test_two_are_equal_where_their_values_are(
    lower: dict[str, int], upper: dict[str, int], other: dict[str, int]
) -> None:
    origin = Layered.of(lower)
    one, two = origin.but(upper), origin.but(other)
    assert (one == two) is ({**lower, **upper} == {**lower, **other})
    assert (one == Layered.of({**lower, **other})) is (one == two)
    assert (one == {**lower, **other}) is (one == two)


def test_a_change_of_very_many_values_is_one_layer_again() -> None:
    """What is changed again and again does not become slower to look up."""
    origin = Layered.of(dict.fromkeys(range(1000), 0))
    changed = origin.but(dict.fromkeys(range(600), 1))
    assert origin.differing(changed) is None
    assert [changed[0], changed[599], changed[600]] == [1, 1, 0]


@given(_VALUES, _VALUES, st.sets(st.sampled_from("abcdefg")))
def test_keys_can_be_taken_out(lower: dict[str, int], upper: dict[str, int], gone: set[str]) -> None:
    left = Layered.of(lower).but(upper).without(gone)
    assert list(left.items()) == [(key, value) for key, value in (lower | upper).items() if key not in gone]


def test_what_it_was_made_from_may_be_changed() -> None:
    values = {"a": 1}
    layered = Layered.of(values)
    values["a"] = 2
    assert layered == {"a": 1}
