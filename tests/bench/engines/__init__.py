"""Other engines that fill Word templates, each in a process of its own that renders once for every line it is sent."""
