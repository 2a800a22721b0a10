"""All SQL of the server. Each function takes the connection of a transaction that the caller has begun."""
