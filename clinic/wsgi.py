"""The WSGI application that the web server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings.base")

gc.disable()  # what is loaded now stays: looking through it again and again takes a fifth of the start
application = get_wsgi_application()
gc.freeze()
gc.enable()
