-- The curves of the version in use, as SVG.
select
    model,
    version,
    reliability_svg,
    lift_svg
from marts.rpt_prediction_models
where
    model = %(model)s
    and model_role = 'champion'
