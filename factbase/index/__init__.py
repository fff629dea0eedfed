"""The index: the SQLite file that the write wing makes and the read wing reads."""
