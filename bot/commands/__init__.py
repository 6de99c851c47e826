"""What `congdan` can be told to do, one module each."""
