-- Versions of models, those in use alone unless all are asked for, with what one asks first.
select
    models.model,
    models.version,
    models.model_role,
    models.verdict,
    models.rule_in_words,
    models.approved_by,
    models.card,
    models.base_rate,
    models.moment_count,
    models.person_count,
    models.is_published,
    models.train_from_date,
    models.tune_from_date,
    models.test_from_date,
    models.test_until_date,
    models.trained_at,
    models.approved_at,
    (
        select metrics.metric_value
        from marts.rpt_prediction_metrics as metrics
        where
            metrics.model = models.model
            and metrics.version = models.version
            and metrics.segment = 'all'
            and metrics.metric = 'auc'
    ) as auc_value,
    (
        select metrics.metric_value
        from marts.rpt_prediction_metrics as metrics
        where
            metrics.model = models.model
            and metrics.version = models.version
            and metrics.segment = 'all'
            and metrics.metric = 'auc_rule'
    ) as rule_auc_value
from marts.rpt_prediction_models as models
where
    (models.model_role = 'champion' or %(is_every_version)s)
    and (%(model)s::text is null or models.model = %(model)s)
