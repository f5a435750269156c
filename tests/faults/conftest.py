"""Every fault on every store: the same fixtures as in tests/integration."""

from tests.integration.conftest import module_site, new_site, nothing_left, server, site

__all__ = ["module_site", "new_site", "nothing_left", "server", "site"]
