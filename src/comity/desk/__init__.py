"""What every user of a visit begins with, the terminal or the node: reading, answering, each form of it."""
