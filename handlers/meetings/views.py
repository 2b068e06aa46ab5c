"""Shows meetings."""
