"""First look: a planner's own list, with its own headings and spellings, as sheets of a visit."""
