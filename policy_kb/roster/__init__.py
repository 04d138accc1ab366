"""Rosters (政策找人): lists of people as offices keep them, read, assessed and summed. Nothing leaves the machine.

`columns.yml` and `words.yml` say which heads and cells are understood; `reading.py` opens a file, `heads.py`
finds its columns, `people.py` makes profiles of its rows, `screening.py` assesses and sums, `report.py` and
`writing.py` say and store what came of it.
"""
