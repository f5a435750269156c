"""What leaves to a person: reminders, the courier, cards, one-time codes, mail. Channels stand behind one port."""
