"""The screens, each with its style sheet beside it. Values go in by the constructor, results out by `dismiss`."""
