from django.apps import AppConfig


class CreationConfig(AppConfig):
    name = "dure.creation"
