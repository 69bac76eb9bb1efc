"""Who people are: the one door, the second step, sessions, invitations and memberships."""
