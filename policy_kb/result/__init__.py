"""An assessment as people read it: what one gets, what is still open, what does not apply, and why."""
