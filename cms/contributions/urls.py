"""Addresses for who hands in a lesson."""

from django.urls import path

from cms.contributions import views

urlpatterns = [
    path("deel-een-les/", views.hand_in, name="hand_in"),
    path("deel-een-les/verstuurd/", views.sent, name="hand_in_sent"),
    path("deel-een-les/ingetrokken/", views.withdrawn, name="hand_in_withdrawn"),
    path("deel-een-les/<str:token>/", views.status, name="hand_in_status"),
]
