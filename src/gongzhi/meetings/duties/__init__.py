"""What is due in meetings: of the bodies of estates, of the sittings of communities; one module a subject."""
