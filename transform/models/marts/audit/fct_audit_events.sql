-- The log is not append only: old entries may be purged, and the link to a deleted thing becomes 0.
-- Classed where it is written, because it is the largest table here.
with

security_log as (

    select * from {{ ref('stg_opendental__securitylog') }}

),

opening_hours as (

    select * from {{ ref('int_opening_hours_merged') }}

),

categorised as (

    select
        *,
        case
            when
                permission_code in (
                    14, 15, 16, 17, 18, 30, 31, 32, 36, 37, 47, 62, 64, 104, 116, 118, 119, 125,
                    131, 149, 150, 168, 183, 186, 190, 208, 211, 248, 252
                )
                then 'money'
            when
                permission_code in (
                    19, 22, 39, 59, 68, 69, 70, 132, 133, 134, 159, 181, 182, 201, 217, 223, 247
                )
                then 'disclosure'
            when
                permission_code in (
                    8, 11, 24, 28, 48, 83, 122, 151, 152, 158, 179, 195, 206, 212, 221, 226
                )
                then 'security'
            when
                permission_code in (
                    9, 10, 23, 38, 42, 45, 49, 53, 71, 72, 73, 74, 76, 79, 82, 100, 117, 123, 136,
                    145, 146, 147, 153, 162, 163, 185, 187, 188, 189, 257
                )
                then 'clinical'
            when permission_code in (12, 13, 25, 26, 27, 96, 120, 135, 156, 237, 238, 245)
                then 'scheduling'
            when permission_code in (2, 80, 94, 106, 108, 129, 165, 249)
                then 'patient'
            else 'other'
        end as audit_category,
        -- an existing line of the ledger changed or went
        permission_code in (
            10, 14, 16, 18, 37, 47, 49, 64, 117, 118, 119, 125, 149, 150, 185, 186, 189, 238, 252
        ) as is_balance_affecting
    from security_log

),

final as (

    select
        -- keys
        categorised.security_log_id,
        categorised.user_id,
        categorised.patient_id,
        categorised.linked_id,

        -- attributes
        categorised.permission_code,
        categorised.permission,
        categorised.audit_category,
        categorised.log_source,

        -- flags
        categorised.is_balance_affecting,
        -- Only people keep hours; services write at night.
        coalesce(categorised.log_source_code, 0) = 0
        and categorised.user_id is not null
        and (
            opening_hours.open_date is null
            or categorised.logged_at - categorised.logged_at::date
            < opening_hours.first_start_time - interval '1 hour'
            or categorised.logged_at - categorised.logged_at::date
            > opening_hours.last_stop_time + interval '2 hours'
        ) as is_after_hours,
        categorised.is_balance_affecting
        and categorised.previous_edit_at is not null
        and date_trunc('month', categorised.previous_edit_at)
        < date_trunc('month', categorised.logged_at) as is_edit_after_month_end,

        -- times
        categorised.logged_at::date as log_date,
        categorised.logged_at,
        categorised.previous_edit_at,

        -- loader (UTC)
        categorised._loaded_at,
        current_timestamp at time zone 'utc' as _built_at
    from categorised
    left join opening_hours
        on categorised.logged_at::date = opening_hours.open_date
    -- an entry without a time can be placed in no period; Open Dental writes none
    where categorised.logged_at is not null

)

select * from final
