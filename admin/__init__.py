"""The staff panel (Flask-Admin) over `backend.services`; nothing in `backend` imports it."""
