"""Disk, watch, git, Discord, state, host: the only room with effects. Its files don't import each other."""
