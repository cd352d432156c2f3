"""What baked pages and live answers look like: the page form, as the OpenAPI document states it."""
