"""What acts by itself: the clock today; dialogues, channels and the courier with the chat."""
