"""Which values of two mappings are not the same."""

from __future__ import annotations

import pytest

from aimo_md.goals.differing import differing

A, B, C = (1, 2), (3, 4), (5, 6)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        pytest.param({}, {}, (), id="nothing"),
        pytest.param({"a": A}, {"a": A}, (), id="the same object"),
        pytest.param({"a": A}, {"a": (1, int("2"))}, (), id="equal"),
        pytest.param({"a": A, "b": B}, {"b": B, "a": A}, (), id="in another order"),
        pytest.param({"a": A, "b": B}, {"a": A, "b": C}, ("b",), id="one differs"),
        pytest.param({"a": A, "b": B}, {"b": B}, ("a",), id="one is gone"),
        pytest.param({"b": B}, {"a": A, "b": B}, ("a",), id="one came"),
        pytest.param({"a": A, "b": B}, {"c": A, "b": C}, ("b", "a", "c"), id="all at once"),
    ],
)
def test_differing(
    before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]], found: tuple[str, ...]
) -> None:
    assert differing(before, after) == found


def test_a_mapping_does_not_differ_from_itself() -> None:
    values = {"a": A}
    assert differing(values, values) == ()
