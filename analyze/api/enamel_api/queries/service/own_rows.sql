select
    coalesce(bool_or(has_own_rows_only), false) as has_own_rows,
    coalesce(bool_or(has_own_clinics_only), false) as has_own_clinics
from access.rights
where role_name = %(role)s
