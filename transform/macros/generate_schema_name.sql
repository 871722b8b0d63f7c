{#
    A folder's schema is used as it is written (`staging`, `intermediate`, `marts`, `reference`).
    dbt's own rule would prefix it with the profile's schema, and the names that the API, the roles
    and the checks rely on would depend on who builds. Only the workbench wants that: a change is
    tried in `workbench_marts` while everybody goes on reading `marts`.
#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {%- set folder_schema = (custom_schema_name or target.schema) | trim -%}
    {{ target.schema ~ '_' ~ folder_schema if target.name == 'workbench' else folder_schema }}
{%- endmacro %}
