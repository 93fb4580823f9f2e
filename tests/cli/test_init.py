"""`aimo init` writes the files that make a folder a vault, and never over one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from aimo_md.config import Language
from aimo_md.world.assets import TEMPLATES, bundled, read_texts
from tests.cli.commands import call

if TYPE_CHECKING:
    from pathlib import Path


def test_it_writes_the_config_and_the_base(tmp_path: Path) -> None:
    assert "Wrote aimo.toml, Goals.base." in call("init", tmp_path).stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Goals.base", "aimo.toml"]


def test_it_writes_over_no_file(tmp_path: Path) -> None:
    (tmp_path / "Goals.base").write_text("mine")
    assert "Wrote aimo.toml." in call("init", tmp_path).stdout
    assert (tmp_path / "Goals.base").read_text() == "mine"


def test_the_base_is_in_the_language_of_the_notes(tmp_path: Path) -> None:
    (tmp_path / "aimo.toml").write_text('[notes]\nlanguage = "ko"\n')
    call("init", tmp_path)
    assert "displayName: 마감" in (tmp_path / "Goals.base").read_text("utf-8")


def shape(value: object) -> object:
    """What is left of a base without its words for people."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items() if key not in {"displayName", "name"}}
    return [shape(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("language", list(Language))
def test_the_base_is_yaml_and_the_same_in_every_language(language: Language) -> None:
    texts = read_texts(bundled(TEMPLATES))
    base = yaml.safe_load(texts[f"{language}/Goals.base"])
    assert shape(base) == shape(yaml.safe_load(texts["en/Goals.base"]))
    shown = {name for view in base["views"] for name in view["order"]}
    assert shown == base["properties"].keys()
