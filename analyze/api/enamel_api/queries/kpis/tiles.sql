-- Several key figures over one period, each beside the period before it, with its last thirteen months.
-- Days are summed where days add up; what is a state (a balance, a head count), or known by month alone,
-- is that of the month the period ends in. The period before a run of whole or begun months is as many months earlier, to the same
-- day of the month; before any other period it is the same number of days.
with

today as (

    select calendar_date as today_date
    from marts.dim_dates
    where is_today

),

asked as (

    select
        least(coalesce(%(to_date)s::date, today_date), greatest(today_date, %(from_date)s::date))
            as to_date,
        coalesce(
            %(from_date)s::date, date_trunc('month', coalesce(%(to_date)s::date, today_date))::date
        ) as from_date
    from today

),

measured as (

    select
        from_date,
        to_date,
        from_date = date_trunc('month', from_date)::date as begins_a_month,
        to_date = (date_trunc('month', to_date) + interval '1 month - 1 day')::date as ends_a_month,
        (
            12 * (extract(year from to_date) - extract(year from from_date))
            + extract(month from to_date) - extract(month from from_date) + 1
        )::integer as month_count
    from asked

),

periods as (

    select
        'now' as period,
        from_date,
        to_date
    from measured

    union all

    select
        'previous' as period,
        case
            when %(compare)s = 'year' then (from_date - interval '1 year')::date
            when begins_a_month then (from_date - make_interval(months => month_count))::date
            else from_date - (to_date - from_date + 1)
        end as from_date,
        case
            when %(compare)s = 'year' then (to_date - interval '1 year')::date
            when begins_a_month and ends_a_month then from_date - 1
            when begins_a_month then (to_date - make_interval(months => month_count))::date
            else from_date - 1
        end as to_date
    from measured

),

wanted as (

    select
        place,
        kpi_id,
        nullif(variant, '') as variant
    from unnest(%(kpi_ids)s::text[], %(variants)s::text[])
        with ordinality as list (kpi_id, variant, place)

),

-- The variant asked for, or the one to show where only one is shown. `*` stands for any.
chosen as (

    select
        wanted.place,
        definitions.kpi_id,
        coalesce(wanted.variant, definitions.variant) as variant,
        wanted.variant is null and definitions.variant = '*' as is_any_variant,
        definitions.kpi_number,
        definitions.kpi_label,
        definitions.variant_label,
        definitions.unit,
        definitions.date_basis,
        definitions.meaning,
        definitions.is_additive
        and exists (
            select 1 as has_days
            from marts.rpt_kpi_values as held
            where
                held.kpi_id = definitions.kpi_id
                and (held.variant = coalesce(wanted.variant, definitions.variant) or definitions.variant = '*')
                and held.period_grain = 'day'
        ) as is_additive
    from wanted
    inner join marts.rpt_kpi_definitions as definitions
        on
            wanted.kpi_id = definitions.kpi_id
            and case
                when wanted.variant is null then definitions.is_default
                else definitions.variant in (wanted.variant, '*')
            end

),

summed as (

    select
        chosen.place,
        periods.period,
        sum(kpi.numerator) as numerator,
        sum(kpi.denominator) as denominator,
        sum(kpi.n_rows)::bigint as n
    from chosen
    cross join periods
    inner join marts.rpt_kpi_values as kpi
        on
            chosen.kpi_id = kpi.kpi_id
            and (chosen.variant = kpi.variant or chosen.is_any_variant)
            and kpi.period_grain = case when chosen.is_additive then 'day' else 'month' end
            and kpi.period_start between
            case
                when chosen.is_additive then periods.from_date
                else date_trunc('month', periods.to_date)::date
            end
            and periods.to_date
    where
        (%(clinic_id)s::bigint is null or kpi.clinic_id = %(clinic_id)s)
        and (%(provider_id)s::bigint is null or kpi.provider_id = %(provider_id)s)
    group by
        chosen.place,
        periods.period

),

valued as (

    select
        place,
        period,
        numerator,
        denominator,
        case when denominator is null then numerator else numerator / nullif(denominator, 0) end as value,
        n
    from summed

),

months as (

    select
        chosen.place,
        kpi.period_start as period_start_date,
        sum(kpi.numerator) as numerator,
        sum(kpi.denominator) as denominator,
        sum(kpi.n_rows) as n
    from chosen
    cross join asked
    inner join marts.rpt_kpi_values as kpi
        on
            chosen.kpi_id = kpi.kpi_id
            and (chosen.variant = kpi.variant or chosen.is_any_variant)
            and kpi.period_grain = 'month'
            and kpi.period_start between
            (date_trunc('month', asked.to_date) - interval '12 months')::date and asked.to_date
    where
        (%(clinic_id)s::bigint is null or kpi.clinic_id = %(clinic_id)s)
        and (%(provider_id)s::bigint is null or kpi.provider_id = %(provider_id)s)
    group by
        chosen.place,
        kpi.period_start

),

trends as (

    select
        place,
        min(n) as n_least,
        jsonb_agg(
            jsonb_build_object(
                'period_start_date', period_start_date,
                'value',
                case when denominator is null then numerator else numerator / nullif(denominator, 0) end::text
            )
            order by period_start_date
        ) as trend
    from months
    group by place

)

select
    chosen.place,
    chosen.kpi_id,
    chosen.variant,
    chosen.kpi_number,
    chosen.kpi_label,
    chosen.variant_label,
    chosen.unit,
    chosen.date_basis,
    chosen.meaning,
    chosen.is_additive,
    now_periods.from_date,
    now_periods.to_date,
    before_periods.from_date as previous_from_date,
    before_periods.to_date as previous_to_date,
    now_valued.numerator,
    now_valued.denominator,
    now_valued.value,
    coalesce(now_valued.n, 0) as n,
    before_valued.value as previous_value,
    now_valued.value - before_valued.value as change_value,
    round((now_valued.value - before_valued.value) / nullif(abs(before_valued.value), 0), 4)
        as change_rate,
    trends.trend,
    least(now_valued.n, before_valued.n, trends.n_least) as n_least
from chosen
cross join periods as now_periods
cross join periods as before_periods
left join valued as now_valued
    on
        chosen.place = now_valued.place
        and now_valued.period = 'now'
left join valued as before_valued
    on
        chosen.place = before_valued.place
        and before_valued.period = 'previous'
left join trends
    on chosen.place = trends.place
where
    now_periods.period = 'now'
    and before_periods.period = 'previous'
