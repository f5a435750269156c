"""Words that suggest suicide or danger, and the numbers to call: found and shown, never graded, never generated."""
