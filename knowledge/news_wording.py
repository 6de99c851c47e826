"""What is said about sources and articles to those who look after them."""

ABOUT_PLACE = "Tin về {place}"
