-- Every key figure and its variants.
select *
from marts.rpt_kpi_definitions
where
    (%(kpi_id)s::text is null or kpi_id = %(kpi_id)s)
    and (%(domain)s::text is null or domain = %(domain)s)
    and (not %(is_default)s::boolean or is_default)
