-- Every line that moves the balance of the patient's family, the oldest first.
select *
from marts.fct_ledger_entries
where
    is_counted
    and guarantor_id = (
        select pat.guarantor_id
        from marts.dim_patients as pat
        where pat.patient_id = %(patient_id)s
    )
