"""What a case, a meeting and a program catalogue are, and the Japanese name of every field."""
