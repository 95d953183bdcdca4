"""Small values that every room uses: countries, days."""
