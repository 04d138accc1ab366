"""What the policy says: its text, dated numbers, answers, benefits, and assessing a person by them.

Knows no other package of the project.
"""
