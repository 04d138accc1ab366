"""The Rasa action server: one ability a file, each a thin translation between the talk and
`policy_kb` / `casework`. Importing this package registers every action with the server.
"""
