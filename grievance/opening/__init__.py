"""Where sealed accounts become readable: private keys, and the one function that opens.

Only the desk's side and the command line may import this station; the intake never does.
"""
