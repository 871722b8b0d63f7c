-- Completed work of insured patients that is on no claim; the oldest first.
select
    procedure_id::text as item,
    patient_id,
    clinic_id,
    provider_id,
    service_date as since_date,
    waiting_days as open_days,
    gross_fee_amount as open_amount,
    concat_ws(', ', carrier_name, procedure_code, 'service ' || service_date) as reason,
    row_number() over (
        order by
            waiting_days desc,
            procedure_id
    ) as priority
from marts.rpt_procedures_not_billed
where
    (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
