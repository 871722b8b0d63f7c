{#
    Our own programs write these tables and models show them, so they have to be there before the
    first of those programs has run: `enamel reconcile` its verdicts, `enamel ml train` what it fitted.
#}
{% macro create_program_tables() -%}
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

    create schema if not exists ml;

    comment on schema ml is
    'Fitted models as rows, written by `enamel ml`, and the scores that SQL makes of them.';

    create table if not exists ml.models (
        model text not null,
        version integer not null,
        role text not null check (role in ('champion', 'challenger', 'retired')),
        is_published boolean not null,
        verdict text not null,
        rule text not null,
        base_rate double precision not null,
        row_count bigint not null,
        patient_count bigint not null,
        train_from_date date not null,
        tune_from_date date not null,
        test_from_date date not null,
        test_until_date date not null,
        trained_at timestamptz not null,
        approved_by text,
        approved_at timestamptz,
        primary key (model, version)
    );

    create unique index if not exists models_one_champion on ml.models (model)
    where role = 'champion';

    comment on table ml.models is
    'One row per version of a model: what it was fitted and tested on, its verdict, who approved it.';

    create table if not exists ml.coefficients (
        model text not null,
        version integer not null,
        feature text not null,
        weight double precision not null,
        primary key (model, version, feature)
    );

    comment on table ml.coefficients is
    'One row per model, version and feature: its weight on the logit. The intercept is a feature.';

    create table if not exists ml.model_card_metrics (
        model text not null,
        version integer not null,
        segment text not null,
        metric text not null,
        value double precision,
        lower double precision,
        upper double precision,
        primary key (model, version, segment, metric)
    );

    comment on table ml.model_card_metrics is
    'One row per model, version, part of the test and metric, with its interval of 95 %.';

    create table if not exists ml.model_cards (
        model text not null,
        version integer not null,
        card jsonb not null,
        reliability_svg text not null,
        lift_svg text not null,
        primary key (model, version)
    );

    comment on table ml.model_cards is
    'One row per model and version: its card, with the curves as pictures.';
{%- endmacro %}
