"""Where platforms call: signed bodies in, everything in them kept, then 200."""
