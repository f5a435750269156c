"""What may leave the programme: small cells are withheld, and whatever would give them away."""
