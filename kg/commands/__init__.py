"""The verbs of the command line, each a thin layer over the library function of its name.

In: arguments that typer has parsed. Out: text or JSON on standard output, messages on standard error, an exit code.
"""
