"""What all doors share that are not web pages; docs/add-a-door.md shows how to write one."""
