"""What the bench compares with: a Rasa bot as Rasa's documentation suggests it, on our data and domain."""
