"""Rooms for officers: whoever looks after how people's data is kept, and whoever looks after the installation."""
