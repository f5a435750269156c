"""Where everything is wired: the command line today; server and desk later."""
