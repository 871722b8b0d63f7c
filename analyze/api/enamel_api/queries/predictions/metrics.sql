-- What the version in use measured on months it had not seen.
select
    metrics.model,
    metrics.version,
    metrics.segment,
    metrics.metric,
    metrics.metric_value,
    metrics.lower_value,
    metrics.upper_value
from marts.rpt_prediction_metrics as metrics
inner join marts.rpt_prediction_models as models
    on
        metrics.model = models.model
        and metrics.version = models.version
where
    models.model_role = 'champion'
    and metrics.model = %(model)s
    and (%(segment)s::text is null or metrics.segment = %(segment)s)
