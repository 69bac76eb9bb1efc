"""Addresses of the search."""

from django.urls import path

from search import views

app_name = "search"

urlpatterns = [
    path("zoeken/", views.results, name="results"),
    path("zoeken/suggesties/", views.suggestions, name="suggestions"),
]
