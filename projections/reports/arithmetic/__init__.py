"""What some reports work out over everybody: waiting times, money, questionnaires, goals."""
