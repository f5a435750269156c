"""The only wiring: settings to an opened store, to chats, reports and the audit."""
