-- What a page can be filtered by: providers, without names.
select
    provider_id,
    provider_abbreviation,
    is_hygienist,
    is_hidden
from marts.dim_providers
