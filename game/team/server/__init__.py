"""The team server: joins, tickets, runs, the board and its wall. Only here are the web framework and SQLAlchemy.

`app` puts the parts together; `store` is the only place with SQL; `serve` is what `steady serve` runs.
"""
