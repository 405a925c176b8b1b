"""What must not be written down."""
