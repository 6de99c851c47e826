"""Vietnamese text, made comparable. Pure."""
