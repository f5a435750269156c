"""Settings that are numbers: what is none is refused in one line, by every command that reads it."""

import pytest

from app import settings
from app.cli.main import run
from journey.domain.errors import WrongInput

WRONG = ("soon", "0", "000", "-5", "1.5", "1e3", " 300", "5 minutes", "٣", "²", "0x10")


def test_a_number_that_is_not_set_is_the_default(monkeypatch):
    for setting in settings.NUMBERS:
        monkeypatch.delenv(setting.name, raising=False)
        assert settings.number(setting) == int(setting.default)
        monkeypatch.setenv(setting.name, "")
        assert settings.number(setting) == int(setting.default)


def test_a_positive_whole_number_is_taken(monkeypatch):
    for text, number in (("1", 1), ("0060", 60), (str(settings.LARGEST), settings.LARGEST)):
        monkeypatch.setenv("JOURNEY_SWEEP_SECONDS", text)
        assert settings.number(settings.SWEEP_SECONDS) == number


def test_what_is_no_positive_whole_number_is_refused_and_not_repeated(monkeypatch):
    for setting in settings.NUMBERS:
        for text in WRONG:
            monkeypatch.setenv(setting.name, text)
            with pytest.raises(WrongInput) as refused:
                settings.number(setting)
            allowed = f"allowed: 1 to {settings.LARGEST}, or not set"
            assert str(refused.value) == f"{setting.name}: not a positive whole number; {allowed}"


def test_a_number_beyond_every_calendar_is_refused(monkeypatch):
    for text in (str(settings.LARGEST + 1), "9" * 5000):
        monkeypatch.setenv("JOURNEY_DRAFT_DAYS", text)
        with pytest.raises(WrongInput, match="JOURNEY_DRAFT_DAYS: too large a number"):
            settings.number(settings.DRAFT_DAYS)


def test_every_command_that_reads_a_number_refuses_it_in_one_line(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("JOURNEY_DB", f"sqlite:///{tmp_path}/journey.db")
    monkeypatch.setenv("JOURNEY_KEY_FILE", str(tmp_path / "journey.key"))
    for setting in settings.NUMBERS:
        monkeypatch.setenv(setting.name, "often")
        for words in (["serve", "--port", "0"], ["serve", "--demo", "--port", "0"], ["work"], ["doctor"]):
            assert run(words) == 2
            said = capsys.readouterr()
            assert said.err.splitlines() == [
                f"journey: {setting.name}: not a positive whole number; allowed: 1 to {settings.LARGEST}, or not set"
            ], words
            assert not said.out
        monkeypatch.delenv(setting.name)
    assert not list(tmp_path.iterdir()), "nothing was opened or made"


def test_the_chat_answers_to_its_own_names_and_to_this_machine_s(monkeypatch):
    monkeypatch.delenv("JOURNEY_HOSTS", raising=False)
    here = {"localhost", "127.0.0.1", "::1"}
    assert settings.hosts("https://Min-Vag.example:8443") == here | {"min-vag.example"}
    monkeypatch.setenv("JOURNEY_HOSTS", " IPS.example.org , 10.0.0.7,fd00::7,")
    assert settings.hosts("") == here | {"ips.example.org", "10.0.0.7", "fd00::7"}


def test_what_is_no_host_or_no_network_is_refused_and_not_repeated(monkeypatch):
    for text in ("https://a.example", "a.example:8080", "*", "a b", "a/b"):
        monkeypatch.setenv("JOURNEY_HOSTS", text)
        with pytest.raises(WrongInput) as refused:
            settings.check()
        assert str(refused.value).startswith("JOURNEY_HOSTS: ") and text not in str(refused.value)
    monkeypatch.delenv("JOURNEY_HOSTS")
    for text in ("*", "proxy.example", "10.0.0.1/24", "127.0.0.1,x"):
        monkeypatch.setenv("JOURNEY_TRUSTED_PROXIES", text)
        with pytest.raises(WrongInput) as refused:
            settings.check()
        assert str(refused.value).startswith("JOURNEY_TRUSTED_PROXIES: ")
    monkeypatch.setenv("JOURNEY_TRUSTED_PROXIES", "127.0.0.1, fd00::/8")
    assert [str(one) for one in settings.trusted_proxies()] == ["127.0.0.1/32", "fd00::/8"]
