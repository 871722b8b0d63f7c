with

source as (

    select * from {{ source('opendental', 'document') }}

),

renamed as (

    select
        -- keys
        "DocNum" as document_id,
        nullif("DocCategory", 0) as document_category_id,
        nullif("PatNum", 0) as patient_id,
        nullif("MountItemNum", 0) as mount_item_id,
        nullif("ProvNum", 0) as provider_id,

        -- attributes
        "ImgType" as image_type_code,
        case "ImgType"
            when 0 then 'document'
            when 1 then 'radiograph'
            when 2 then 'photo'
            when 3 then 'file'
            when 4 then 'attachment'
        end as image_type,
        "ToothNumbers" as tooth_numbers,
        "ExternalSource" as external_source,
        "ImageCaptureType" as image_capture_type_code,
        case "ImageCaptureType"
            when 0 then 'miscellaneous'
            when 1 then 'primary_ins_front'
            when 2 then 'primary_ins_back'
            when 3 then 'secondary_ins_front'
            when 4 then 'secondary_ins_back'
        end as image_capture_type,

        -- flags
        "PrintHeading" <> 0 as is_heading_printed,

        -- times (practice-local; stamps UTC)
        nullif("DateCreated", '0001-01-01'::timestamp) as document_at,
        "DateTStamp" as source_updated_at,

        -- loader (UTC)
        _sdc_batched_at as _loaded_at

    from source

)

select * from renamed
