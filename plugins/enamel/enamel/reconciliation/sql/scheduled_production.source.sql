-- What the monthly Production and Income report adds for work that is on the book: one row per
-- line, day, provider and clinic, computed on the source itself.
select
    report.line,
    report.policy,
    report.report_date,
    report.provider_id,
    report.clinic_id,
    sum(report.amount) as amount
from (
    select
        'scheduled_production' as line,
        '' as policy,
        date(apt.AptDateTime) as report_date,
        proc.ProvNum as provider_id,
        proc.ClinicNum as clinic_id,
        cast(
            round(
                proc.ProcFee * (proc.UnitQty + proc.BaseUnits)
                - coalesce((
                    select
                        sum(
                            if(
                                line.WriteOffEstOverride <> -1,
                                line.WriteOffEstOverride,
                                if(line.WriteOffEst <> -1, line.WriteOffEst, 0)
                            )
                        )
                    from claimproc as line
                    where
                        line.ProcNum = proc.ProcNum
                        and (
                            line.Status = 8
                            or (
                                line.Status = 6
                                and exists (
                                    select 1 from preference
                                    where
                                        PrefName = 'ReportPandIschedProdSubtractsWO'
                                        and ValueString = '1'
                                )
                            )
                        )
                ), 0), 2
            ) as decimal(15, 2)
        ) as amount
    from procedurelog as proc
    inner join appointment as apt on apt.AptNum = proc.AptNum
    where proc.ProcStatus = 1 and apt.AptStatus = 1

    union all

    select
        'scheduled_adjustment',
        '',
        date(apt.AptDateTime),
        proc.ProvNum,
        proc.ClinicNum,
        - cast(round(proc.Discount + proc.DiscountPlanAmt, 2) as decimal(15, 2))
    from procedurelog as proc
    inner join appointment as apt on apt.AptNum = proc.AptNum
    where proc.ProcStatus = 1 and apt.AptStatus = 1
) as report
where report.report_date > '1880-01-01'
group by report.line, report.policy, report.report_date, report.provider_id, report.clinic_id
