"""The one place where backend and panel meet."""

import admin
from backend.app import create_app

app = create_app()
admin.init_app(app)
