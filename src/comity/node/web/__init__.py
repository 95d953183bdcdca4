"""What every page shares: layout, language, first page, errors."""
