-- One key figure by period. Rows of the mart are a partition: their parts are summed over what was
-- asked for, and the value is made of the sums as the mart makes it of one row.
with

today as (

    select calendar_date as today_date
    from marts.dim_dates
    where is_today

),

asked as (

    select
        coalesce(%(to_date)s::date, today_date) as to_date,
        date_trunc(
            %(grain)s,
            coalesce(
                %(from_date)s::date,
                coalesce(%(to_date)s::date, today_date) - interval '12 months' + interval '1 day'
            )
        )::date as from_date
    from today

),

-- The variant asked for, or the one to show where only one is shown. `*` stands for any.
chosen as (

    select *
    from marts.rpt_kpi_definitions
    where
        kpi_id = %(kpi_id)s
        and case
            when %(variant)s::text is null then is_default
            else variant in (%(variant)s, '*')
        end
    order by variant = '*'
    limit 1

),

-- One by one: between two months lie sixty times as many rows, of days.
periods as (

    select
        generate_series(
            from_date, to_date, case %(grain)s when 'month' then '1 month' else '1 day' end::interval
        )::date as period_start
    from asked

),

rows_asked as (

    select val.*
    from periods
    inner join marts.rpt_kpi_values as val
        on periods.period_start = val.period_start
    where
        val.kpi_id = %(kpi_id)s
        and val.period_grain = %(grain)s
        and (
            val.variant = coalesce(%(variant)s, (select chosen.variant from chosen))
            or (%(variant)s::text is null and (select chosen.variant from chosen) = '*')
        )
        and (%(clinic_id)s::bigint is null or val.clinic_id = %(clinic_id)s)
        and (%(provider_id)s::bigint is null or val.provider_id = %(provider_id)s)

),

placed as (

    select
        variant,
        period_start as period_start_date,
        case when %(by)s = 'provider' then provider_id else %(provider_id)s::bigint end
            as provider_id,
        case when %(by)s = 'clinic' then clinic_id else %(clinic_id)s::bigint end as clinic_id,
        numerator,
        denominator,
        n_rows
    from rows_asked

),

summed as (

    select
        variant,
        period_start_date,
        provider_id,
        clinic_id,
        sum(numerator) as numerator,
        sum(denominator) as denominator,
        sum(n_rows)::bigint as n
    from placed
    group by
        variant,
        period_start_date,
        provider_id,
        clinic_id

)

select
    chosen.kpi_id,
    summed.variant,
    chosen.kpi_label,
    chosen.variant_label,
    chosen.unit,
    chosen.date_basis,
    summed.period_start_date,
    summed.provider_id,
    summed.clinic_id,
    coalesce(summed.provider_id, -1) || '.' || coalesce(summed.clinic_id, -1) as part,
    summed.numerator,
    summed.denominator,
    case
        when summed.denominator is null then summed.numerator
        else summed.numerator / nullif(summed.denominator, 0)
    end as value,
    summed.n
from summed
cross join chosen
