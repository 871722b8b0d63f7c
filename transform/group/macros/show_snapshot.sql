{#
    Spark reads the snapshot's Parquet files where they are: a table per mart leads to its folder. On
    Postgres `enamel group build` has loaded the same files into tables of the same names.
#}
{% macro show_snapshot() -%}
    {%- if target.type == 'spark' and execute -%}
        {%- do run_query('create database if not exists practices') -%}
        {%- for source in graph.sources.values() -%}
            {%- do run_query('drop table if exists practices.' ~ source.identifier) -%}
            {%- do run_query(
                'create table practices.' ~ source.identifier ~ " using parquet location '"
                ~ env_var('ENAMEL_GROUP_SNAPSHOT') ~ '/' ~ source.identifier ~ "'"
            ) -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
