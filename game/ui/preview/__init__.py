"""`steady preview`: a story played beside the editor in which it is being written."""
