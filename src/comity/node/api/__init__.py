"""The interface for programs: read and assess, versioned."""
