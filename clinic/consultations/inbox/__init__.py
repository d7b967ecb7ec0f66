"""Where Intake staff read and answer requests."""
