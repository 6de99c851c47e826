"""Places that people name, old or new, and what they are since 1 July 2025. Pure once loaded.

The table was made by `congdan places build`; districts are gone, most communes were merged and renamed.
"""
