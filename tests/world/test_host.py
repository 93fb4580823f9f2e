"""The machine, as aimo sees it."""

from __future__ import annotations

import platform
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aimo_md.errors import ConfigError, ExitCode
from aimo_md.world import host

ADDRESS = "https://discord.com/api/webhooks/1/secret"


def test_now_is_told_in_the_zone_that_is_named() -> None:
    now = host.now("Asia/Seoul")
    assert now.utcoffset() == timedelta(hours=9)
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=1)


def test_without_a_name_it_is_the_machines_own_zone() -> None:
    assert host.now("").utcoffset() == datetime.now(UTC).astimezone().utcoffset()


@pytest.mark.parametrize("name", ["Middle-earth", "Europe", "../UTC", "/etc/localtime", "a\0b", " "])
def test_a_zone_that_does_not_exist(name: str) -> None:
    with pytest.raises(ConfigError, match=r"vault\.timezone: there is no zone named") as caught:
        host.now(name)
    assert "Europe/Berlin" in caught.value.hint
    assert caught.value.exit_code is ExitCode.PROBLEMS


def test_the_users_settings_lie_where_the_environment_says() -> None:
    assert host.config_folder({"AIMO_CONFIG_HOME": "/somewhere"}) == Path("/somewhere")


@pytest.mark.parametrize("environ", [{}, {"AIMO_CONFIG_HOME": ""}])
def test_else_in_a_folder_of_the_users_own(environ: dict[str, str]) -> None:
    folder = host.config_folder(environ)
    assert folder.name == "aimo"
    assert folder.is_relative_to(Path.home())


def fault() -> Exception:
    """An exception that holds a secret, in its words and in the line that raised it."""
    try:
        int(ADDRESS)
    except ValueError as error:
        return error
    raise AssertionError


def test_an_unforeseen_fault_is_told_by_its_kind_and_place_only() -> None:
    report = host.fault_report(fault())
    assert report.startswith("unexpected ValueError in ")
    assert f"{__name__}, line {fault.__code__.co_firstlineno + 3}" in report
    assert "ADDRESS" not in report
    assert ADDRESS not in report
    assert "\n" not in report


def test_all_of_it_is_told_where_a_person_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIMO_DEBUG", "1")
    report = host.fault_report(fault())
    assert report.startswith("Traceback")
    assert report.endswith(f"{ADDRESS!r}")


def test_what_this_device_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    assert host.device({"AIMO_DEVICE": "laptop"}) == "laptop"
    monkeypatch.setattr(platform, "node", lambda: "annas-mac.fritz.box")
    assert host.device({}) == "annas-mac"
    monkeypatch.setattr(platform, "node", lambda: "")
    assert host.device({}) == "this device"
