"""The network of agreements: claims in the database, and the pages that show them."""
