"""Forms made of the stored schemas: what is typed, what is meant by it, and how it is shown.

A document is shown as *entries*: the same tree with a text wherever a person types. Entries are
what a form posts, what it is drawn from, and what `admin.forms.reading` turns into a document.
"""
