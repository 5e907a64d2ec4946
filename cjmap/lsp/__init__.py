"""What editors ask about maps while somebody writes them, by the Language Server Protocol.

It needs what the extra `cjmap[lsp]` brings.
"""
