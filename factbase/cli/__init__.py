"""The gallery of commands: one file a command, loaded when it is called."""
