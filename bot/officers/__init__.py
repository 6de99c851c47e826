"""What people at the desk write to one person: answers in a talk, and answers that came later."""
