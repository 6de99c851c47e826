"""The editors' desk: pages for those who mend the knowledge, approve news and answer people themselves."""
