"""What was held and reached: recorded once, answering every year-end table."""
