-- Open Dental's report of broken appointments by its three methods: the codes of missed and
-- cancelled visits, the adjustment type posted for them, and the status still on the book.
select
    report.line,
    '' as policy,
    report.report_date,
    report.provider_id,
    report.clinic_id,
    sum(report.amount) as amount
from (
    select
        if(code.ProcCode = 'D9986', 'procedure_missed', 'procedure_cancelled') as line,
        proc.ProcDate as report_date,
        proc.ProvNum as provider_id,
        proc.ClinicNum as clinic_id,
        cast(1 as decimal(15, 2)) as amount
    from procedurelog as proc
    inner join procedurecode as code on code.CodeNum = proc.CodeNum
    where proc.ProcStatus = 2 and code.ProcCode in ('D9986', 'D9987')

    union all

    select
        'procedure_fee',
        proc.ProcDate,
        proc.ProvNum,
        proc.ClinicNum,
        cast(round(proc.ProcFee * (proc.UnitQty + proc.BaseUnits), 2) as decimal(15, 2))
    from procedurelog as proc
    inner join procedurecode as code on code.CodeNum = proc.CodeNum
    where proc.ProcStatus = 2 and code.ProcCode in ('D9986', 'D9987')

    union all

    select
        'adjustment',
        adj.AdjDate,
        adj.ProvNum,
        adj.ClinicNum,
        cast(round(adj.AdjAmt, 2) as decimal(15, 2))
    from adjustment as adj
    inner join preference as pref
        on pref.PrefName = 'BrokenAppointmentAdjustmentType' and pref.ValueString = adj.AdjType

    union all

    select
        'status',
        date(AptDateTime),
        ProvNum,
        ClinicNum,
        cast(1 as decimal(15, 2))
    from appointment
    where AptStatus = 5
) as report
where report.report_date > '1880-01-01'
group by report.line, report.report_date, report.provider_id, report.clinic_id
