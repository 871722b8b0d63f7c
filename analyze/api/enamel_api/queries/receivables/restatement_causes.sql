-- Lines of closed months that came, went or changed since.
select *
from marts.rpt_restatement_causes
where
    (%(from_date)s::date is null or month_start_date >= date_trunc('month', %(from_date)s::date))
    and (%(to_date)s::date is null or month_start_date <= %(to_date)s)
    and (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
