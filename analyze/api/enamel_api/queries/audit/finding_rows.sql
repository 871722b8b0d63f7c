-- Rows that one rule, or any, found.
select *
from marts.rpt_data_quality_findings
where
    (%(rule)s::text is null or rule = %(rule)s)
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
