"""What an assessment says, as one frozen type: every output reads this and nothing else."""
