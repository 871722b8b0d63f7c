{#
    A folder's schema is used as it is written (`staging`, `intermediate`, `marts`, `reference`).
    dbt's own rule would prefix it with the profile's schema, and the names that the API, the roles
    and the checks rely on would depend on who builds.
#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
