{#
    A rebuilt table is a new table to Postgres: it has no grants and no row policies. This gives it
    those of load/roles.yml in the transaction that puts it in its place, so nobody ever reads it
    without. Before `enamel access apply` has run there are no roles, and nobody to protect it from.
#}
{% macro protect_relation() -%}
    {%- if target.name != 'workbench' -%}
    do $$
    begin
        if to_regprocedure('access.protect(text, text, text)') is not null then
            perform access.protect('{{ this.schema }}', '{{ this.identifier }}', '{{ model.config.group }}');
        end if;
    end
    $$
    {%- endif -%}
{%- endmacro %}
