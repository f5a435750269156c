"""What is known of one subject, as short tables: who is around a person, work, plan, questionnaires."""
