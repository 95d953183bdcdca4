"""The node: a State's own server, in Django, with its database. Rooms are named as in the domain."""
