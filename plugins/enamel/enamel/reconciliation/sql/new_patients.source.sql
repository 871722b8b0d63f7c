-- Open Dental's report of new patients: the first completed procedure that is not the code of a
-- missed or cancelled visit, with the first referral the patient came from.
select
    'new_patients' as line,
    '' as policy,
    first.first_date,
    first.PatNum,
    coalesce((
        select ref.ReferralNum from refattach as ref
        where ref.PatNum = first.PatNum and ref.RefType = 1
        order by ref.ItemOrder, ref.RefAttachNum
        limit 1
    ), 0) as referral_id,
    1 as amount
from (
    select
        proc.PatNum,
        min(proc.ProcDate) as first_date
    from procedurelog as proc
    inner join procedurecode as code on code.CodeNum = proc.CodeNum
    where
        proc.ProcStatus = 2
        and code.ProcCode not in ('D9986', 'D9987')
        and proc.ProcDate > '1880-01-01'
    group by proc.PatNum
) as first
