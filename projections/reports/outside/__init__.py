"""What may leave the programme."""
