"""医保指路: what the service knows and can do. Never imports `admin`."""
