"""Steady, Dear: a flight simulator for customer-service conversations."""

__version__ = "0.1.0"
