"""The participant journey engine: commands become events, events become everything else."""
