"""Where the public asks."""

from django.urls import URLPattern, path

from clinic.consultations import views
from clinic.consultations.change_views import ChangeView

urlpatterns: list[URLPattern] = [
    path("contact/ask/", views.QuestionView.as_view(), name="ask_question"),
    path("consultation/request/", views.ConsultationView.as_view(), name="request_consultation"),
    path("consultation/refer/", views.ReferralView.as_view(), name="refer_patient"),
    path("insurance/check/", views.InsuranceView.as_view(), name="check_insurance"),
    path("requests/change/", ChangeView.as_view(), name="change_request"),
]
