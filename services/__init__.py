"""What people may do and read, whoever asks: chat, clock and command line. Permission is asked here."""
