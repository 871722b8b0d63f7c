-- Rules that found rows somebody should look at: how many, what they distort, who mends them where.
-- What a rule says is the same on each of its rows: they are counted by the rule, and one is read.
with

counted as (

    select
        rule,
        count(*) as finding_count,
        sum(finding_amount) as finding_amount,
        max(finding_date) as newest_finding_date
    from marts.rpt_data_quality_findings
    where
        (%(clinic_id)s::bigint is null or clinic_id = %(clinic_id)s)
        and (%(provider_id)s::bigint is null or provider_id = %(provider_id)s)
    group by rule

)

select
    counted.rule,
    said.severity,
    said.rule_meaning,
    said.fixed_by,
    said.fix_place,
    said.distorted_kpi_ids,
    counted.finding_count,
    counted.finding_amount,
    counted.newest_finding_date
from counted
cross join lateral (
    select
        found.severity,
        found.rule_meaning,
        found.fixed_by,
        found.fix_place,
        found.distorted_kpi_ids
    from marts.rpt_data_quality_findings as found
    where found.rule = counted.rule
    limit 1
) as said
