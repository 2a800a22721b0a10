"""What a player asks for: joining, tickets, runs, what is told of them and what is erased."""
