-- Everything a model is made of, up to the tables of the source; each column with the columns it is
-- computed from, one step up.
with recursive

upward (model_id) as (

    select model_id
    from lineage.models
    where model_name = %(model)s

    union

    select edges.parent_id as model_id
    from lineage.edges as edges
    inner join upward
        on edges.child_id = upward.model_id

),

parents as (

    select
        edges.child_id as model_id,
        array_agg(models.model_name order by models.model_name) as reads
    from lineage.edges as edges
    inner join lineage.models as models
        on edges.parent_id = models.model_id
    group by edges.child_id

),

made_from as (

    select
        sources.model_id,
        sources.column_name,
        array_agg(
            models.model_name || '.' || sources.source_column_name
            order by models.model_name, sources.source_column_name
        ) as made_from
    from lineage.column_sources as sources
    inner join lineage.models as models
        on sources.source_model_id = models.model_id
    where sources.model_id in (select upward.model_id from upward)
    group by
        sources.model_id,
        sources.column_name

),

columns_read as (

    select
        col.model_id,
        jsonb_agg(
            jsonb_build_object(
                'name', col.column_name,
                'made_from', coalesce(to_jsonb(made_from.made_from), '[]'::jsonb)
            )
            order by col.column_position
        ) as columns
    from lineage.columns as col
    left join made_from
        on
            col.model_id = made_from.model_id
            and col.column_name = made_from.column_name
    where col.model_id in (select upward.model_id from upward)
    group by col.model_id

)

select
    models.model_name as name,
    models.kind,
    models.layer,
    models.description,
    coalesce(parents.reads, '{}') as reads,
    coalesce(columns_read.columns, '[]'::jsonb) as columns
from lineage.models as models
inner join upward
    on models.model_id = upward.model_id
left join parents
    on models.model_id = parents.model_id
left join columns_read
    on models.model_id = columns_read.model_id
