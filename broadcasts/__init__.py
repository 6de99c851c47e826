"""Floor 2: who follows us, what is to be told them, how each telling went."""
