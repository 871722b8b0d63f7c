with

source as (

    select * from {{ source('opendental', 'recall') }}

),

renamed as (

    select
        -- keys
        "RecallNum" as recall_id,
        nullif("PatNum", 0) as patient_id,
        nullif("RecallStatus", 0) as recall_status_id,
        nullif("RecallTypeNum", 0) as recall_type_id,

        -- attributes
        "RecallInterval" as recall_interval_packed,
        "Priority" as recall_priority_code,
        case "Priority"
            when 0 then 'normal'
            when 1 then 'asap'
        end as recall_priority,
        "TimePatternOverride" as time_pattern_override,

        -- measures
        "DisableUntilBalance"::numeric as disabled_until_balance_amount,

        -- flags
        "IsDisabled" <> 0 as is_disabled,

        -- times (practice-local; stamps UTC)
        nullif("DateDueCalc", '0001-01-01'::date) as calculated_due_date,
        nullif("DateDue", '0001-01-01'::date) as due_date,
        nullif("DatePrevious", '0001-01-01'::date) as previous_date,
        "DateTStamp" as source_updated_at,
        nullif("DisableUntilDate", '0001-01-01'::date) as disabled_until_date,
        nullif("DateScheduled", '0001-01-01'::date) as scheduled_date,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
