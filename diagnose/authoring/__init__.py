"""What runs cases for authors: fixture cases, their reports, and what is to say about them."""
