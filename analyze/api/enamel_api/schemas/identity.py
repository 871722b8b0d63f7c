"""Rows that name people."""

from datetime import date

from pydantic import BaseModel, Field


class Person(BaseModel):
    """Somebody found by name, telephone or birthday."""

    patient_id: int = Field(description="One person; for money, see guarantor_id.")
    last_name: str | None = Field(None, description="Last name.")
    first_name: str | None = Field(None, description="First name.")
    preferred_name: str | None = Field(None, description="Name the person likes to be called by.")
    birth_date: date | None = Field(None, description="Date of birth.")


class Name(BaseModel):
    """What one patient is called."""

    patient_id: int = Field(description="One person; for money, see guarantor_id.")
    last_name: str | None = Field(None, description="Last name.")
    first_name: str | None = Field(None, description="First name.")
    preferred_name: str | None = Field(None, description="Name the person likes to be called by.")


class Contact(BaseModel):
    """How to reach one patient."""

    patient_id: int = Field(description="One person; for money, see guarantor_id.")
    last_name: str | None = Field(None, description="Last name.")
    first_name: str | None = Field(None, description="First name.")
    preferred_name: str | None = Field(None, description="Name the person likes to be called by.")
    home_phone: str | None = Field(None, description="Home phone.")
    work_phone: str | None = Field(None, description="Work phone.")
    wireless_phone: str | None = Field(None, description="Mobile telephone.")
    email: str | None = Field(None, description="E-mail address.")
    address: str | None = Field(None, description="Street and number.")
    address_2: str | None = Field(None, description="Second line of the address.")
    city: str | None = Field(None, description="City.")
    state: str | None = Field(None, description="State.")
    zip: str | None = Field(None, description="Zip code.")
