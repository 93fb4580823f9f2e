from __future__ import annotations

from hypothesis import given, strategies as st

from aimo_md.goals.layered import Layered

_VALUES = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 2))


_KEYS = st.sets(st.sampled_from("abcdefg"))
_CHANGES = st.lists(st.one_of(_VALUES, _KEYS), max_size=5)


def changed(lower: dict[str, int], changes: list[dict[str, int] | set[str]]) -> dict[str, int]:
    """What a dict is after these changes: values that are set, and keys that are taken out."""
    found = dict(lower)
    for each in changes:
        found = found | each if isinstance(each, dict) else {key: found[key] for key in found.keys() - each}
    return dict(sorted(found.items()))


def layered(lower: dict[str, int], changes: list[dict[str, int] | set[str]]) -> Layered[str, int]:
    return on(Layered.of(lower), changes)


def on(found: Layered[str, int], changes: list[dict[str, int] | set[str]]) -> Layered[str, int]:
    for each in changes:
        found = found.but(each) if isinstance(each, dict) else found.without(each)
    return found


@given(_VALUES, _CHANGES)
def test_it_is_what_a_dict_with_the_same_changes_is_in_the_order_of_its_keys(
    lower: dict[str, int], changes: list[dict[str, int] | set[str]]
) -> None:
    plain, found = changed(lower, changes), layered(lower, changes)
    assert found == plain
    assert list(found.items()) == list(plain.items())
    assert list(found.values()) == list(plain.values())
    assert (list(found), len(found)) == (list(plain), len(plain))
    assert all((key in found) is (key in plain) for key in "abcdefgz")
    assert all(found.get(key) == plain.get(key) for key in "abcdefgz")


@given(_VALUES, _CHANGES, _CHANGES)
def test_where_two_of_one_origin_differ(
    lower: dict[str, int],
    one: list[dict[str, int] | set[str]],
    other: list[dict[str, int] | set[str]],
) -> None:
    origin = Layered.of(lower)
    first, second = on(origin, one), on(origin, other)
    found = first.differing(second)
    assert found is not None
    assert sorted(found) == [key for key in "abcdefg" if first.get(key) != second.get(key)]
    assert (first == second) is (changed(lower, one) == changed(lower, other))


def test_two_of_different_origins_do_not_know_where_they_differ() -> None:
    assert Layered.of({"a": 1}).differing(Layered.of({"a": 1})) is None


@given(_VALUES, _CHANGES, _VALUES)
def test_two_are_equal_where_their_values_are(
    lower: dict[str, int], changes: list[dict[str, int] | set[str]], other: dict[str, int]
) -> None:
    found = layered(lower, changes)
    assert (found == Layered.of(other)) is (changed(lower, changes) == other)
    assert (found == other) is (changed(lower, changes) == other)


def test_a_change_of_very_many_values_is_one_layer_again() -> None:
    """What is changed again and again does not become slower to look up."""
    keys = [f"{number:04}" for number in range(1000)]
    origin = Layered.of(dict.fromkeys(keys, 0))
    found = origin.but(dict.fromkeys(keys[:400], 1)).without(keys[400:600])
    assert origin.differing(found) is None
    assert dict(found) == dict.fromkeys(keys[:400], 1) | dict.fromkeys(keys[600:], 0)


def test_what_it_was_made_from_may_be_changed() -> None:
    values = {"a": 1}
    layered = Layered.of(values)
    values["a"] = 2
    assert layered == {"a": 1}
