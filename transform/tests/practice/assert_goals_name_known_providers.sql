-- A goal for an abbreviation that no provider has is lost without a word: correct
-- seeds/practice_provider_goals.csv.
with

goals as (

    select * from {{ ref('practice_provider_goals') }}

),

providers as (

    select * from {{ ref('stg_opendental__provider') }}

)

select distinct goals.provider_abbreviation
from goals
left join providers
    on goals.provider_abbreviation = providers.provider_abbreviation
where providers.provider_id is null
