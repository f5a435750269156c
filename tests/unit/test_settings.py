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
