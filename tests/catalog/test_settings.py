"""Settings: typed, every problem at once, the key made once and kept to its owner."""

import stat
from pathlib import Path

import pytest

from catalog.errors import SettingsInvalid
from catalog.settings import SETTINGS, settings_from


def test_an_empty_environment_gives_an_embedded_installation(tmp_path: Path) -> None:
    settings = settings_from({"KRETS_DATA_DIR": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path}/krets.db"
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.trusted_hosts == ("127.0.0.1", "localhost")
    assert settings.geocoder_url is None


def test_the_secret_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    first = settings_from({"KRETS_DATA_DIR": str(tmp_path)})
    second = settings_from({"KRETS_DATA_DIR": str(tmp_path)})
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) == 64
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_every_problem_is_reported_at_once(tmp_path: Path) -> None:
    wrong = {
        "KRETS_BASE_URL": "krets.example",
        "KRETS_SMTP_URL": "http://mail",
        "KRETS_MAIL_FROM": "Krets <krets@lier.no>",
        "KRETS_OPERATOR_EMAIL": "drift",
        "KRETS_TILE_URL": "https://tiles.example/",
        "KRETS_LOG_LEVEL": "loud",
        "KRETS_DATABASE_URL": "mysql://x",
        "KRETS_SECRET_KEY": "short",
        "KRETS_ALLOW_PRIVATE_FEEDS": "10.0.0.0/8, ///",
    }
    with pytest.raises(SettingsInvalid) as raised:
        settings_from({"KRETS_DATA_DIR": str(tmp_path), **wrong})
    assert {problem.split(":")[0] for problem in raised.value.problems} == {*wrong, "KRETS_TILE_CREDIT"}


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"KRETS_TILE_URL": "https://tiles.example/{z}/{x}/{y}.png"}, "KRETS_TILE_CREDIT"),
        ({"KRETS_TILE_URL": "https://{x}.tiles.example/{z}/{y}.png", "KRETS_TILE_CREDIT": "© Kart"}, "KRETS_TILE_URL"),
    ],
)
def test_map_images_need_one_host_and_a_credit(tmp_path: Path, given: dict[str, str], wrong: str) -> None:
    with pytest.raises(SettingsInvalid, match=wrong):
        settings_from({"KRETS_DATA_DIR": str(tmp_path), **given})


def test_map_images_with_their_credit(tmp_path: Path) -> None:
    given = {"KRETS_TILE_URL": "https://tiles.example/wmts?m={z}&c={x}&r={y}", "KRETS_TILE_CREDIT": "© Kart"}
    settings = settings_from({"KRETS_DATA_DIR": str(tmp_path), **given})
    assert (settings.tile_url, settings.tile_credit) == (given["KRETS_TILE_URL"], "© Kart")


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsInvalid, match="KRETS_DATA_DIR"):
        settings_from({"KRETS_DATA_DIR": str(tmp_path / "file" / "var")})


def test_a_key_cut_short_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("abc")
    with pytest.raises(SettingsInvalid, match="too short"):
        settings_from({"KRETS_DATA_DIR": str(tmp_path)})


def test_the_table_names_each_setting_once() -> None:
    names = [setting.name for setting in SETTINGS]
    assert len(names) == len(set(names))
    assert all(name.startswith("KRETS_") for name in names)


@pytest.mark.parametrize(
    ("given", "sender"),
    [
        ({}, "krets@localhost"),
        ({"KRETS_BASE_URL": "https://fritid.lier.kommune.no"}, "krets@fritid.lier.kommune.no"),
        ({"KRETS_BASE_URL": "https://[2001:db8::1]"}, "krets@localhost"),
        ({"KRETS_BASE_URL": "https://blåbær.no"}, "krets@xn--blbr-roah.no"),
        ({"KRETS_MAIL_FROM": "post@LIER.no"}, "post@lier.no"),
    ],
)
def test_mails_come_from_the_base_addresss_host_or_as_set(tmp_path: Path, given: dict[str, str], sender: str) -> None:
    assert settings_from({"KRETS_DATA_DIR": str(tmp_path), **given}).mail_from == sender


@pytest.mark.parametrize(
    "wrong",
    ["smtp://", "smtp://host:port", "smtp://host:99999", "smtp://host:0", "https://host", "smtp://host/path", "smtp://a:%C3%A5@host"],
)
def test_a_mail_server_that_cannot_be_is_told(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(SettingsInvalid, match="KRETS_SMTP_URL"):
        settings_from({"KRETS_DATA_DIR": str(tmp_path), "KRETS_SMTP_URL": wrong})


def test_sites_that_may_show_a_widget_are_named_by_scheme_and_host(tmp_path: Path) -> None:
    given = {"KRETS_DATA_DIR": str(tmp_path), "KRETS_WIDGET_SITES": "https://skole.example, https://*.lier.example:8443"}
    assert settings_from(given).widget_sites == ("https://skole.example", "https://*.lier.example:8443")


@pytest.mark.parametrize("site", ["skole.example", "*", "https://a b", "https://a;b", "https://a/path", "javascript:x", "'unsafe-inline'"])
def test_what_is_no_site_cannot_slip_into_the_content_policy(site: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid, match="KRETS_WIDGET_SITES"):
        settings_from({"KRETS_DATA_DIR": str(tmp_path), "KRETS_WIDGET_SITES": site})
