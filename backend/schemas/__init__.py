"""What things look like: the stored form of each item, and the pages made of them."""
