"""Read models for people at work: tables, the projector that keeps them up, lists, replay and comparison."""
