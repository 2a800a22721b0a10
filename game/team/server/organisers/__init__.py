"""What only an organiser may do, and a lead in their own team."""
