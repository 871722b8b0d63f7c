-- Rules that found rows somebody should look at: how many, what they distort, who mends them where.
select
    rule,
    severity,
    rule_meaning,
    fixed_by,
    fix_place,
    distorted_kpi_ids,
    count(*) as finding_count,
    sum(finding_amount) as finding_amount,
    max(finding_date) as newest_finding_date
from marts.rpt_data_quality_findings
where
    (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
    and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
group by
    rule,
    severity,
    rule_meaning,
    fixed_by,
    fix_place,
    distorted_kpi_ids
