"""Stories written: begun, put in order, described for editors."""
