"""The desk: pages in a browser for the people whose day it is, on the same services as the chat."""
