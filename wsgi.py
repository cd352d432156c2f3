"""The one place where backend and panel meet."""

from backend.app import create_app

app = create_app()
