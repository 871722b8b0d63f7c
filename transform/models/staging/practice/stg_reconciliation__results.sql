with

source as (

    select * from {{ source('reconciliation', 'results') }}

),

renamed as (

    select
        -- keys
        report,
        line as report_line,
        policy,
        window_start,
        window_end,
        checked_at,

        -- measures
        key_count,
        different_key_count,
        theirs,
        ours,
        difference,
        different_amount
    from source

)

select * from renamed
