-- What others reach, beside one key figure.
select
    benchmark_name,
    population,
    low_value,
    high_value,
    mean_value,
    top_decile_value,
    unit,
    benchmark_grade,
    benchmark_source,
    caution
from marts.rpt_kpi_benchmarks
where kpi_id = %(kpi_id)s
