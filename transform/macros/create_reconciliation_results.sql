{#
    `enamel reconcile` writes its verdicts into this table and marts.rpt_reconciliation shows them, so
    it has to be there before the first check has run.
#}
{% macro create_reconciliation_results() -%}
    create schema if not exists reconciliation;

    create table if not exists reconciliation.results (
        checked_at timestamptz not null,
        report text not null,
        line text not null,
        window_start date not null,
        window_end date not null,
        policy text not null,
        key_count integer not null,
        different_key_count integer not null,
        theirs numeric not null,
        ours numeric not null,
        difference numeric not null,
        primary key (checked_at, report, line, policy, window_start)
    );

    alter table reconciliation.results
    add column if not exists different_amount numeric not null default 0;

    comment on table reconciliation.results is
    'One row per check of a report line in a window: Open Dental''s figure, ours, the difference.';
{%- endmacro %}
