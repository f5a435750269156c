"""One root for every error a person can cause. The message is one line, and never holds personal data."""

from __future__ import annotations


class JourneyError(Exception):
    """Something a person asked for cannot be done; the message says what is wrong and what is allowed."""


class WrongInput(JourneyError):
    """An entry, option or file holds something that is not allowed."""


class WrongOrder(JourneyError):
    """A move that the lifecycle forbids; the message says what is allowed, or what to strike first."""


class ConfigError(JourneyError):
    """A programme or rules file is wrong: file, key, what is wrong, what is allowed."""


class Conflict(JourneyError):
    """Somebody else wrote about the same participant at the same moment; nothing was saved; try again."""


class ChatGone(JourneyError):
    """The chat is not there any more: it was deleted, it expired, or the person is erased."""


class NotAllowed(JourneyError):
    """The actor may not do this; the message names the permission that is missing."""


class KeyMissing(JourneyError):
    """The master key that seals personal data is missing or does not fit this store."""


class StoreError(JourneyError):
    """The store cannot be opened, or is not one of ours."""


class CheckFailed(JourneyError):
    """What was to be checked does not hold; the command leaves with 1, as nothing was wrong with what was asked."""
