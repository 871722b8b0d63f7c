-- What a page can be filtered by: clinics.
select
    clinic_id,
    clinic_abbreviation,
    clinic_name,
    is_hidden
from marts.dim_clinics
