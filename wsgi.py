"""The one place where backend and panel meet."""

import sys

import admin
from backend.app import create_app
from backend.errors import YibaoError

try:
    app = create_app()
except YibaoError as error:  # a setting that makes no sense: one line for a person, no traceback
    sys.exit(error.message)
admin.init_app(app)
