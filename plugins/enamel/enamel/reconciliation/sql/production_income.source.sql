-- Open Dental's monthly and annual Production and Income report, one row per line, policy, day,
-- provider and clinic, computed on the source itself. Paste it into User Query to check a figure.
-- Every line item is rounded to cents before it is summed, in a decimal type.
select
    report.line,
    report.policy,
    report.report_date,
    report.provider_id,
    report.clinic_id,
    sum(report.amount) as amount
from (
    -- Completed work at its full fee, less what capitation plans wrote off.
    select
        'production' as line,
        '' as policy,
        proc.ProcDate as report_date,
        proc.ProvNum as provider_id,
        proc.ClinicNum as clinic_id,
        cast(
            round(proc.ProcFee * (proc.UnitQty + proc.BaseUnits) - coalesce(cap.write_off, 0), 2)
            as decimal(15, 2)
        ) as amount
    from procedurelog as proc
    left join (
        select ProcNum, sum(WriteOff) as write_off
        from claimproc
        where Status = 7 and ProcNum <> 0
        group by ProcNum
    ) as cap on cap.ProcNum = proc.ProcNum
    where proc.ProcStatus = 2

    union all

    select
        'adjustment',
        '',
        AdjDate,
        ProvNum,
        ClinicNum,
        cast(round(AdjAmt, 2) as decimal(15, 2))
    from adjustment

    union all

    select
        'write_off',
        'pay_date',
        DateCP,
        ProvNum,
        ClinicNum,
        - cast(round(WriteOff, 2) as decimal(15, 2))
    from claimproc
    where Status in (1, 4)

    union all

    select
        'write_off',
        'procedure_date',
        ProcDate,
        ProvNum,
        ClinicNum,
        - cast(round(WriteOff, 2) as decimal(15, 2))
    from claimproc
    where Status in (0, 1, 4)

    union all

    -- Claim date policy: the estimate on the day of the snapshot ...
    select
        'write_off',
        'claim_date',
        date(snap.DateTEntry),
        line.ProvNum,
        line.ClinicNum,
        - cast(round(if(snap.Writeoff = -1, 0, snap.Writeoff), 2) as decimal(15, 2))
    from claimsnapshot as snap
    inner join claimproc as line on line.ClaimProcNum = snap.ClaimProcNum
    where
        line.Status in (0, 1, 4)
        and exists (
            select 1 from preference where PrefName = 'ClaimSnapshotEnabled' and ValueString = '1'
        )

    union all

    -- ... and the correction on the day insurance paid.
    select
        'write_off',
        'claim_date',
        line.DateCP,
        line.ProvNum,
        line.ClinicNum,
        cast(round(if(coalesce(snap.Writeoff, -1) = -1, 0, snap.Writeoff), 2) as decimal(15, 2))
        - cast(round(line.WriteOff, 2) as decimal(15, 2))
    from claimproc as line
    left join claimsnapshot as snap on snap.ClaimProcNum = line.ClaimProcNum
    where
        line.Status in (1, 4)
        and exists (
            select 1 from preference where PrefName = 'ClaimSnapshotEnabled' and ValueString = '1'
        )

    union all

    select
        if(UnearnedType = 0, 'patient_income', 'unearned_income'),
        '',
        DatePay,
        ProvNum,
        ClinicNum,
        cast(round(SplitAmt, 2) as decimal(15, 2))
    from paysplit
    where
        IsDiscount = 0
        and UnearnedType not in (
            select DefNum from definition where Category = 29 and ItemValue <> ''
        )

    union all

    select
        'insurance_income',
        '',
        pay.CheckDate,
        line.ProvNum,
        line.ClinicNum,
        cast(round(line.InsPayAmt, 2) as decimal(15, 2))
    from claimproc as line
    inner join claimpayment as pay on pay.ClaimPaymentNum = line.ClaimPaymentNum
) as report
where report.report_date > '1880-01-01'
group by report.line, report.policy, report.report_date, report.provider_id, report.clinic_id
