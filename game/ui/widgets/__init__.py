"""The building blocks of every screen: values go in, messages come out, none of them knows the engine."""
