-- Written by `enamel raw-schema` from extract/opendental, extract/policy.yml and the names of the
-- staging models: every raw table they read, with the columns of Open Dental 24.3. Running it
-- again changes nothing: a table or column that is there stays as it is.
create schema if not exists raw;

create table if not exists raw."adjustment" (
    "AdjNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("AdjNum")
);
alter table raw."adjustment"
    add column if not exists "AdjDate" date,
    add column if not exists "AdjAmt" double precision,
    add column if not exists "PatNum" bigint,
    add column if not exists "AdjType" bigint,
    add column if not exists "ProvNum" bigint,
    add column if not exists "AdjNote" text,
    add column if not exists "ProcDate" date,
    add column if not exists "ProcNum" bigint,
    add column if not exists "DateEntry" date,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "StatementNum" bigint,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "SecDateTEdit" timestamptz,
    add column if not exists "TaxTransID" bigint;

create table if not exists raw."allergy" (
    "AllergyNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("AllergyNum")
);
alter table raw."allergy"
    add column if not exists "AllergyDefNum" bigint,
    add column if not exists "PatNum" bigint,
    add column if not exists "Reaction" text,
    add column if not exists "StatusIsActive" smallint,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "DateAdverseReaction" date,
    add column if not exists "SnomedReaction" text;

create table if not exists raw."allergydef" (
    "AllergyDefNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("AllergyDefNum")
);
alter table raw."allergydef"
    add column if not exists "Description" text,
    add column if not exists "IsHidden" smallint,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "SnomedType" smallint,
    add column if not exists "MedicationNum" bigint,
    add column if not exists "UniiCode" text;

create table if not exists raw."appointment" (
    "AptNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("AptNum")
);
alter table raw."appointment"
    add column if not exists "PatNum" bigint,
    add column if not exists "AptStatus" smallint,
    add column if not exists "Pattern" text,
    add column if not exists "Confirmed" bigint,
    add column if not exists "TimeLocked" smallint,
    add column if not exists "Op" bigint,
    add column if not exists "Note" text,
    add column if not exists "ProvNum" bigint,
    add column if not exists "ProvHyg" bigint,
    add column if not exists "AptDateTime" timestamp,
    add column if not exists "NextAptNum" bigint,
    add column if not exists "UnschedStatus" bigint,
    add column if not exists "IsNewPatient" smallint,
    add column if not exists "ProcDescript" text,
    add column if not exists "Assistant" bigint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "IsHygiene" smallint,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "DateTimeArrived" timestamp,
    add column if not exists "DateTimeSeated" timestamp,
    add column if not exists "DateTimeDismissed" timestamp,
    add column if not exists "InsPlan1" bigint,
    add column if not exists "InsPlan2" bigint,
    add column if not exists "DateTimeAskedToArrive" timestamp,
    add column if not exists "ProcsColored" text,
    add column if not exists "ColorOverride" integer,
    add column if not exists "AppointmentTypeNum" bigint,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "SecDateTEntry" timestamp,
    add column if not exists "Priority" smallint,
    add column if not exists "ProvBarText" text,
    add column if not exists "PatternSecondary" text,
    add column if not exists "ItemOrderPlanned" integer;

create table if not exists raw."appointmenttype" (
    "AppointmentTypeNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("AppointmentTypeNum")
);
alter table raw."appointmenttype"
    add column if not exists "AppointmentTypeName" text,
    add column if not exists "AppointmentTypeColor" integer,
    add column if not exists "ItemOrder" integer,
    add column if not exists "IsHidden" smallint,
    add column if not exists "Pattern" text,
    add column if not exists "CodeStr" text,
    add column if not exists "CodeStrRequired" text,
    add column if not exists "RequiredProcCodesNeeded" smallint,
    add column if not exists "BlockoutTypes" text;

create table if not exists raw."apptfield" (
    "ApptFieldNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ApptFieldNum")
);
alter table raw."apptfield"
    add column if not exists "AptNum" bigint,
    add column if not exists "FieldName" text,
    add column if not exists "FieldValue" text;

create table if not exists raw."apptreminderrule" (
    "ApptReminderRuleNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ApptReminderRuleNum")
);
alter table raw."apptreminderrule"
    add column if not exists "TypeCur" smallint,
    add column if not exists "TSPrior" bigint,
    add column if not exists "SendOrder" text,
    add column if not exists "IsSendAll" smallint,
    add column if not exists "TemplateSMS" text,
    add column if not exists "TemplateEmailSubject" text,
    add column if not exists "TemplateEmail" text,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "TemplateSMSAggShared" text,
    add column if not exists "TemplateSMSAggPerAppt" text,
    add column if not exists "TemplateEmailSubjAggShared" text,
    add column if not exists "TemplateEmailAggShared" text,
    add column if not exists "TemplateEmailAggPerAppt" text,
    add column if not exists "DoNotSendWithin" bigint,
    add column if not exists "IsEnabled" smallint,
    add column if not exists "TemplateAutoReply" text,
    add column if not exists "TemplateAutoReplyAgg" text,
    add column if not exists "IsAutoReplyEnabled" smallint,
    add column if not exists "Language" text,
    add column if not exists "TemplateComeInMessage" text,
    add column if not exists "EmailTemplateType" text,
    add column if not exists "AggEmailTemplateType" text,
    add column if not exists "IsSendForMinorsBirthday" smallint,
    add column if not exists "EmailHostingTemplateNum" bigint,
    add column if not exists "MinorAge" integer,
    add column if not exists "TemplateFailureAutoReply" text,
    add column if not exists "SendMultipleInvites" smallint,
    add column if not exists "TimeSpanMultipleInvites" bigint;

create table if not exists raw."apptremindersent" (
    "ApptReminderSentNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ApptReminderSentNum")
);
alter table raw."apptremindersent"
    add column if not exists "ApptNum" bigint,
    add column if not exists "ApptDateTime" timestamp,
    add column if not exists "DateTimeSent" timestamp,
    add column if not exists "TSPrior" bigint,
    add column if not exists "ApptReminderRuleNum" bigint,
    add column if not exists "PatNum" bigint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "SendStatus" smallint,
    add column if not exists "MessageType" smallint,
    add column if not exists "MessageFk" bigint,
    add column if not exists "DateTimeEntry" timestamp,
    add column if not exists "ResponseDescript" text;

create table if not exists raw."apptview" (
    "ApptViewNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ApptViewNum")
);
alter table raw."apptview"
    add column if not exists "Description" text,
    add column if not exists "ItemOrder" integer,
    add column if not exists "RowsPerIncr" smallint,
    add column if not exists "OnlyScheduledProvs" smallint,
    add column if not exists "OnlySchedBeforeTime" interval,
    add column if not exists "OnlySchedAfterTime" interval,
    add column if not exists "StackBehavUR" smallint,
    add column if not exists "StackBehavLR" smallint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "ApptTimeScrollStart" interval,
    add column if not exists "IsScrollStartDynamic" smallint,
    add column if not exists "IsApptBubblesDisabled" smallint,
    add column if not exists "WidthOpMinimum" integer,
    add column if not exists "WaitingRmName" smallint,
    add column if not exists "OnlyScheduledProvDays" smallint;

create table if not exists raw."autocode" (
    "AutoCodeNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("AutoCodeNum")
);
alter table raw."autocode"
    add column if not exists "Description" text,
    add column if not exists "IsHidden" smallint,
    add column if not exists "LessIntrusive" smallint;

create table if not exists raw."benefit" (
    "BenefitNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("BenefitNum")
);
alter table raw."benefit"
    add column if not exists "PlanNum" bigint,
    add column if not exists "PatPlanNum" bigint,
    add column if not exists "CovCatNum" bigint,
    add column if not exists "BenefitType" smallint,
    add column if not exists "Percent" smallint,
    add column if not exists "MonetaryAmt" double precision,
    add column if not exists "TimePeriod" smallint,
    add column if not exists "QuantityQualifier" smallint,
    add column if not exists "Quantity" smallint,
    add column if not exists "CodeNum" bigint,
    add column if not exists "CoverageLevel" integer,
    add column if not exists "SecDateTEntry" timestamp,
    add column if not exists "SecDateTEdit" timestamptz,
    add column if not exists "CodeGroupNum" bigint,
    add column if not exists "TreatArea" smallint;

create table if not exists raw."carrier" (
    "CarrierNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("CarrierNum")
);
alter table raw."carrier"
    add column if not exists "CarrierName" text,
    add column if not exists "Address" text,
    add column if not exists "Address2" text,
    add column if not exists "City" text,
    add column if not exists "State" text,
    add column if not exists "Zip" text,
    add column if not exists "Phone" text,
    add column if not exists "ElectID" text,
    add column if not exists "NoSendElect" smallint,
    add column if not exists "IsCDA" smallint,
    add column if not exists "CDAnetVersion" text,
    add column if not exists "CanadianNetworkNum" bigint,
    add column if not exists "IsHidden" smallint,
    add column if not exists "CanadianEncryptionMethod" smallint,
    add column if not exists "CanadianSupportedTypes" integer,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "SecDateEntry" date,
    add column if not exists "SecDateTEdit" timestamptz,
    add column if not exists "TIN" text,
    add column if not exists "CarrierGroupName" bigint,
    add column if not exists "ApptTextBackColor" integer,
    add column if not exists "IsCoinsuranceInverted" smallint,
    add column if not exists "TrustedEtransFlags" smallint,
    add column if not exists "CobInsPaidBehaviorOverride" smallint,
    add column if not exists "EraAutomationOverride" smallint,
    add column if not exists "OrthoInsPayConsolidate" smallint;

create table if not exists raw."claim" (
    "ClaimNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ClaimNum")
);
alter table raw."claim"
    add column if not exists "PatNum" bigint,
    add column if not exists "DateService" date,
    add column if not exists "DateSent" date,
    add column if not exists "ClaimStatus" text,
    add column if not exists "DateReceived" date,
    add column if not exists "PlanNum" bigint,
    add column if not exists "ProvTreat" bigint,
    add column if not exists "ClaimFee" double precision,
    add column if not exists "InsPayEst" double precision,
    add column if not exists "InsPayAmt" double precision,
    add column if not exists "DedApplied" double precision,
    add column if not exists "PreAuthString" text,
    add column if not exists "IsProsthesis" text,
    add column if not exists "PriorDate" date,
    add column if not exists "ReasonUnderPaid" text,
    add column if not exists "ClaimNote" text,
    add column if not exists "ClaimType" text,
    add column if not exists "ProvBill" bigint,
    add column if not exists "ReferringProv" bigint,
    add column if not exists "RefNumString" text,
    add column if not exists "PlaceService" smallint,
    add column if not exists "AccidentRelated" text,
    add column if not exists "AccidentDate" date,
    add column if not exists "AccidentST" text,
    add column if not exists "EmployRelated" smallint,
    add column if not exists "IsOrtho" smallint,
    add column if not exists "OrthoRemainM" smallint,
    add column if not exists "OrthoDate" date,
    add column if not exists "PatRelat" smallint,
    add column if not exists "PlanNum2" bigint,
    add column if not exists "PatRelat2" smallint,
    add column if not exists "WriteOff" double precision,
    add column if not exists "Radiographs" smallint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "ClaimForm" bigint,
    add column if not exists "AttachedImages" integer,
    add column if not exists "AttachedModels" integer,
    add column if not exists "AttachedFlags" text,
    add column if not exists "AttachmentID" text,
    add column if not exists "CanadianMaterialsForwarded" text,
    add column if not exists "CanadianReferralProviderNum" text,
    add column if not exists "CanadianReferralReason" smallint,
    add column if not exists "CanadianIsInitialLower" text,
    add column if not exists "CanadianDateInitialLower" date,
    add column if not exists "CanadianMandProsthMaterial" smallint,
    add column if not exists "CanadianIsInitialUpper" text,
    add column if not exists "CanadianDateInitialUpper" date,
    add column if not exists "CanadianMaxProsthMaterial" smallint,
    add column if not exists "InsSubNum" bigint,
    add column if not exists "InsSubNum2" bigint,
    add column if not exists "CanadaTransRefNum" text,
    add column if not exists "CanadaEstTreatStartDate" date,
    add column if not exists "CanadaInitialPayment" double precision,
    add column if not exists "CanadaPaymentMode" smallint,
    add column if not exists "CanadaTreatDuration" smallint,
    add column if not exists "CanadaNumAnticipatedPayments" smallint,
    add column if not exists "CanadaAnticipatedPayAmount" double precision,
    add column if not exists "PriorAuthorizationNumber" text,
    add column if not exists "SpecialProgramCode" smallint,
    add column if not exists "UniformBillType" text,
    add column if not exists "MedType" smallint,
    add column if not exists "AdmissionTypeCode" text,
    add column if not exists "AdmissionSourceCode" text,
    add column if not exists "PatientStatusCode" text,
    add column if not exists "CustomTracking" bigint,
    add column if not exists "DateResent" date,
    add column if not exists "CorrectionType" smallint,
    add column if not exists "ClaimIdentifier" text,
    add column if not exists "OrigRefNum" text,
    add column if not exists "ProvOrderOverride" bigint,
    add column if not exists "OrthoTotalM" smallint,
    add column if not exists "ShareOfCost" double precision,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "SecDateEntry" date,
    add column if not exists "SecDateTEdit" timestamptz,
    add column if not exists "OrderingReferralNum" bigint,
    add column if not exists "DateSentOrig" date,
    add column if not exists "DateIllnessInjuryPreg" date,
    add column if not exists "DateIllnessInjuryPregQualifier" smallint,
    add column if not exists "DateOther" date,
    add column if not exists "DateOtherQualifier" smallint,
    add column if not exists "IsOutsideLab" smallint,
    add column if not exists "Narrative" text;

create table if not exists raw."claimattach" (
    "ClaimAttachNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ClaimAttachNum")
);
alter table raw."claimattach"
    add column if not exists "ClaimNum" bigint,
    add column if not exists "DisplayedFileName" text,
    add column if not exists "ActualFileName" text,
    add column if not exists "ImageReferenceId" integer;

create table if not exists raw."claimform" (
    "ClaimFormNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ClaimFormNum")
);
alter table raw."claimform"
    add column if not exists "Description" text,
    add column if not exists "IsHidden" smallint,
    add column if not exists "FontName" text,
    add column if not exists "FontSize" real,
    add column if not exists "UniqueID" text,
    add column if not exists "PrintImages" smallint,
    add column if not exists "OffsetX" smallint,
    add column if not exists "OffsetY" smallint,
    add column if not exists "Width" integer,
    add column if not exists "Height" integer;

create table if not exists raw."claimpayment" (
    "ClaimPaymentNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ClaimPaymentNum")
);
alter table raw."claimpayment"
    add column if not exists "CheckDate" date,
    add column if not exists "CheckAmt" double precision,
    add column if not exists "CheckNum" text,
    add column if not exists "BankBranch" text,
    add column if not exists "Note" text,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "DepositNum" bigint,
    add column if not exists "CarrierName" text,
    add column if not exists "DateIssued" date,
    add column if not exists "IsPartial" smallint,
    add column if not exists "PayType" bigint,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "SecDateEntry" date,
    add column if not exists "SecDateTEdit" timestamptz,
    add column if not exists "PayGroup" bigint;

create table if not exists raw."claimproc" (
    "ClaimProcNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ClaimProcNum")
);
alter table raw."claimproc"
    add column if not exists "ProcNum" bigint,
    add column if not exists "ClaimNum" bigint,
    add column if not exists "PatNum" bigint,
    add column if not exists "ProvNum" bigint,
    add column if not exists "FeeBilled" double precision,
    add column if not exists "InsPayEst" double precision,
    add column if not exists "DedApplied" double precision,
    add column if not exists "Status" smallint,
    add column if not exists "InsPayAmt" double precision,
    add column if not exists "Remarks" text,
    add column if not exists "ClaimPaymentNum" bigint,
    add column if not exists "PlanNum" bigint,
    add column if not exists "DateCP" date,
    add column if not exists "WriteOff" double precision,
    add column if not exists "CodeSent" text,
    add column if not exists "AllowedOverride" double precision,
    add column if not exists "Percentage" smallint,
    add column if not exists "PercentOverride" smallint,
    add column if not exists "CopayAmt" double precision,
    add column if not exists "NoBillIns" smallint,
    add column if not exists "PaidOtherIns" double precision,
    add column if not exists "BaseEst" double precision,
    add column if not exists "CopayOverride" double precision,
    add column if not exists "ProcDate" date,
    add column if not exists "DateEntry" date,
    add column if not exists "LineNumber" smallint,
    add column if not exists "DedEst" double precision,
    add column if not exists "DedEstOverride" double precision,
    add column if not exists "InsEstTotal" double precision,
    add column if not exists "InsEstTotalOverride" double precision,
    add column if not exists "PaidOtherInsOverride" double precision,
    add column if not exists "EstimateNote" text,
    add column if not exists "WriteOffEst" double precision,
    add column if not exists "WriteOffEstOverride" double precision,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "InsSubNum" bigint,
    add column if not exists "PaymentRow" integer,
    add column if not exists "PayPlanNum" bigint,
    add column if not exists "ClaimPaymentTracking" bigint,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "SecDateEntry" date,
    add column if not exists "SecDateTEdit" timestamptz,
    add column if not exists "DateSuppReceived" date,
    add column if not exists "DateInsFinalized" date,
    add column if not exists "IsTransfer" smallint,
    add column if not exists "ClaimAdjReasonCodes" text,
    add column if not exists "IsOverpay" smallint;

create table if not exists raw."claimsnapshot" (
    "ClaimSnapshotNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ClaimSnapshotNum")
);
alter table raw."claimsnapshot"
    add column if not exists "ProcNum" bigint,
    add column if not exists "ClaimType" text,
    add column if not exists "Writeoff" double precision,
    add column if not exists "InsPayEst" double precision,
    add column if not exists "Fee" double precision,
    add column if not exists "DateTEntry" timestamp,
    add column if not exists "ClaimProcNum" bigint,
    add column if not exists "SnapshotTrigger" smallint;

create table if not exists raw."claimtracking" (
    "ClaimTrackingNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ClaimTrackingNum")
);
alter table raw."claimtracking"
    add column if not exists "ClaimNum" bigint,
    add column if not exists "TrackingType" text,
    add column if not exists "UserNum" bigint,
    add column if not exists "DateTimeEntry" timestamptz,
    add column if not exists "Note" text,
    add column if not exists "TrackingDefNum" bigint,
    add column if not exists "TrackingErrorDefNum" bigint;

create table if not exists raw."clinic" (
    "ClinicNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ClinicNum")
);
alter table raw."clinic"
    add column if not exists "Description" text,
    add column if not exists "Address" text,
    add column if not exists "Address2" text,
    add column if not exists "City" text,
    add column if not exists "State" text,
    add column if not exists "Zip" text,
    add column if not exists "Phone" text,
    add column if not exists "BankNumber" text,
    add column if not exists "DefaultPlaceService" smallint,
    add column if not exists "InsBillingProv" bigint,
    add column if not exists "Fax" text,
    add column if not exists "EmailAddressNum" bigint,
    add column if not exists "DefaultProv" bigint,
    add column if not exists "SmsContractDate" timestamp,
    add column if not exists "SmsMonthlyLimit" double precision,
    add column if not exists "IsMedicalOnly" smallint,
    add column if not exists "BillingAddress" text,
    add column if not exists "BillingAddress2" text,
    add column if not exists "BillingCity" text,
    add column if not exists "BillingState" text,
    add column if not exists "BillingZip" text,
    add column if not exists "PayToAddress" text,
    add column if not exists "PayToAddress2" text,
    add column if not exists "PayToCity" text,
    add column if not exists "PayToState" text,
    add column if not exists "PayToZip" text,
    add column if not exists "UseBillAddrOnClaims" smallint,
    add column if not exists "Region" bigint,
    add column if not exists "ItemOrder" integer,
    add column if not exists "IsInsVerifyExcluded" smallint,
    add column if not exists "Abbr" text,
    add column if not exists "MedLabAccountNum" text,
    add column if not exists "IsConfirmEnabled" smallint,
    add column if not exists "IsConfirmDefault" smallint,
    add column if not exists "IsNewPatApptExcluded" smallint,
    add column if not exists "IsHidden" smallint,
    add column if not exists "ExternalID" bigint,
    add column if not exists "SchedNote" text,
    add column if not exists "HasProcOnRx" smallint,
    add column if not exists "TimeZone" text,
    add column if not exists "EmailAliasOverride" text;

create table if not exists raw."clockevent" (
    "ClockEventNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ClockEventNum")
);
alter table raw."clockevent"
    add column if not exists "EmployeeNum" bigint,
    add column if not exists "TimeEntered1" timestamp,
    add column if not exists "TimeDisplayed1" timestamp,
    add column if not exists "ClockStatus" smallint,
    add column if not exists "Note" text,
    add column if not exists "TimeEntered2" timestamp,
    add column if not exists "TimeDisplayed2" timestamp,
    add column if not exists "OTimeHours" interval,
    add column if not exists "OTimeAuto" interval,
    add column if not exists "Adjust" interval,
    add column if not exists "AdjustAuto" interval,
    add column if not exists "AdjustIsOverridden" smallint,
    add column if not exists "Rate2Hours" interval,
    add column if not exists "Rate2Auto" interval,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "Rate3Hours" interval,
    add column if not exists "Rate3Auto" interval,
    add column if not exists "IsWorkingHome" smallint;

create table if not exists raw."codegroup" (
    "CodeGroupNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("CodeGroupNum")
);
alter table raw."codegroup"
    add column if not exists "GroupName" text,
    add column if not exists "ProcCodes" text,
    add column if not exists "ItemOrder" integer,
    add column if not exists "CodeGroupFixed" smallint,
    add column if not exists "IsHidden" smallint,
    add column if not exists "ShowInAgeLimit" smallint;

create table if not exists raw."commlog" (
    "CommlogNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("CommlogNum")
);
alter table raw."commlog"
    add column if not exists "PatNum" bigint,
    add column if not exists "CommDateTime" timestamp,
    add column if not exists "CommType" bigint,
    add column if not exists "Note" text,
    add column if not exists "Mode_" smallint,
    add column if not exists "SentOrReceived" smallint,
    add column if not exists "UserNum" bigint,
    add column if not exists "SigIsTopaz" smallint,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "DateTimeEnd" timestamp,
    add column if not exists "CommSource" smallint,
    add column if not exists "ProgramNum" bigint,
    add column if not exists "DateTEntry" timestamp,
    add column if not exists "ReferralNum" bigint,
    add column if not exists "CommReferralBehavior" smallint;

create table if not exists raw."confirmationrequest" (
    "ConfirmationRequestNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ConfirmationRequestNum")
);
alter table raw."confirmationrequest"
    add column if not exists "ClinicNum" bigint,
    add column if not exists "PatNum" bigint,
    add column if not exists "ApptNum" bigint,
    add column if not exists "DateTimeConfirmExpire" timestamp,
    add column if not exists "DateTimeEntry" timestamp,
    add column if not exists "DateTimeConfirmTransmit" timestamp,
    add column if not exists "DateTimeRSVP" timestamp,
    add column if not exists "RSVPStatus" smallint,
    add column if not exists "ResponseDescript" text,
    add column if not exists "GuidMessageFromMobile" text,
    add column if not exists "ApptDateTime" timestamp,
    add column if not exists "TSPrior" bigint,
    add column if not exists "DoNotResend" smallint,
    add column if not exists "SendStatus" smallint,
    add column if not exists "ApptReminderRuleNum" bigint,
    add column if not exists "MessageType" smallint,
    add column if not exists "MessageFk" bigint,
    add column if not exists "DateTimeSent" timestamp;

create table if not exists raw."covcat" (
    "CovCatNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("CovCatNum")
);
alter table raw."covcat"
    add column if not exists "Description" text,
    add column if not exists "DefaultPercent" smallint,
    add column if not exists "CovOrder" integer,
    add column if not exists "IsHidden" smallint,
    add column if not exists "EbenefitCat" smallint;

create table if not exists raw."covspan" (
    "CovSpanNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("CovSpanNum")
);
alter table raw."covspan"
    add column if not exists "CovCatNum" bigint,
    add column if not exists "FromCode" text,
    add column if not exists "ToCode" text;

create table if not exists raw."creditcard" (
    "CreditCardNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("CreditCardNum")
);
alter table raw."creditcard"
    add column if not exists "PatNum" bigint,
    add column if not exists "Address" text,
    add column if not exists "Zip" text,
    add column if not exists "CCNumberMasked" text,
    add column if not exists "CCExpiration" date,
    add column if not exists "ItemOrder" integer,
    add column if not exists "ChargeAmt" double precision,
    add column if not exists "DateStart" date,
    add column if not exists "DateStop" date,
    add column if not exists "Note" text,
    add column if not exists "PayPlanNum" bigint,
    add column if not exists "PayConnectTokenExp" date,
    add column if not exists "Procedures" text,
    add column if not exists "CCSource" smallint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "ExcludeProcSync" smallint,
    add column if not exists "ChargeFrequency" text,
    add column if not exists "CanChargeWhenNoBal" smallint,
    add column if not exists "PaymentType" bigint,
    add column if not exists "IsRecurringActive" smallint,
    add column if not exists "Nickname" text;

create table if not exists raw."definition" (
    "DefNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("DefNum")
);
alter table raw."definition"
    add column if not exists "Category" smallint,
    add column if not exists "ItemOrder" integer,
    add column if not exists "ItemName" text,
    add column if not exists "ItemValue" text,
    add column if not exists "ItemColor" integer,
    add column if not exists "IsHidden" smallint;

create table if not exists raw."deposit" (
    "DepositNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("DepositNum")
);
alter table raw."deposit"
    add column if not exists "DateDeposit" date,
    add column if not exists "BankAccountInfo" text,
    add column if not exists "Amount" double precision,
    add column if not exists "Memo" text,
    add column if not exists "Batch" text,
    add column if not exists "DepositAccountNum" bigint,
    add column if not exists "IsSentToQuickBooksOnline" smallint;

create table if not exists raw."discountplan" (
    "DiscountPlanNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("DiscountPlanNum")
);
alter table raw."discountplan"
    add column if not exists "Description" text,
    add column if not exists "FeeSchedNum" bigint,
    add column if not exists "DefNum" bigint,
    add column if not exists "IsHidden" smallint,
    add column if not exists "PlanNote" text,
    add column if not exists "ExamFreqLimit" integer,
    add column if not exists "XrayFreqLimit" integer,
    add column if not exists "ProphyFreqLimit" integer,
    add column if not exists "FluorideFreqLimit" integer,
    add column if not exists "PerioFreqLimit" integer,
    add column if not exists "LimitedExamFreqLimit" integer,
    add column if not exists "PAFreqLimit" integer,
    add column if not exists "AnnualMax" double precision;

create table if not exists raw."discountplansub" (
    "DiscountSubNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("DiscountSubNum")
);
alter table raw."discountplansub"
    add column if not exists "DiscountPlanNum" bigint,
    add column if not exists "PatNum" bigint,
    add column if not exists "DateEffective" date,
    add column if not exists "DateTerm" date,
    add column if not exists "SubNote" text;

create table if not exists raw."disease" (
    "DiseaseNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("DiseaseNum")
);
alter table raw."disease"
    add column if not exists "PatNum" bigint,
    add column if not exists "DiseaseDefNum" bigint,
    add column if not exists "PatNote" text,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "ProbStatus" smallint,
    add column if not exists "DateStart" date,
    add column if not exists "DateStop" date,
    add column if not exists "SnomedProblemType" text,
    add column if not exists "FunctionStatus" smallint;

create table if not exists raw."diseasedef" (
    "DiseaseDefNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("DiseaseDefNum")
);
alter table raw."diseasedef"
    add column if not exists "DiseaseName" text,
    add column if not exists "ItemOrder" integer,
    add column if not exists "IsHidden" smallint,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "ICD9Code" text,
    add column if not exists "SnomedCode" text,
    add column if not exists "Icd10Code" text;

create table if not exists raw."document" (
    "DocNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("DocNum")
);
alter table raw."document"
    add column if not exists "Description" text,
    add column if not exists "DateCreated" timestamp,
    add column if not exists "DocCategory" bigint,
    add column if not exists "PatNum" bigint,
    add column if not exists "FileName" text,
    add column if not exists "ImgType" smallint,
    add column if not exists "IsFlipped" smallint,
    add column if not exists "DegreesRotated" real,
    add column if not exists "ToothNumbers" text,
    add column if not exists "Note" text,
    add column if not exists "SigIsTopaz" smallint,
    add column if not exists "CropX" integer,
    add column if not exists "CropY" integer,
    add column if not exists "CropW" integer,
    add column if not exists "CropH" integer,
    add column if not exists "WindowingMin" integer,
    add column if not exists "WindowingMax" integer,
    add column if not exists "MountItemNum" bigint,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "ExternalSource" text,
    add column if not exists "ProvNum" bigint,
    add column if not exists "IsCropOld" smallint,
    add column if not exists "ImageCaptureType" smallint,
    add column if not exists "PrintHeading" smallint;

create table if not exists raw."emailmessage" (
    "EmailMessageNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("EmailMessageNum")
);
alter table raw."emailmessage"
    add column if not exists "PatNum" bigint,
    add column if not exists "ToAddress" text,
    add column if not exists "FromAddress" text,
    add column if not exists "Subject" text,
    add column if not exists "BodyText" text,
    add column if not exists "MsgDateTime" timestamp,
    add column if not exists "SentOrReceived" smallint,
    add column if not exists "RecipientAddress" text,
    add column if not exists "ProvNumWebMail" bigint,
    add column if not exists "PatNumSubj" bigint,
    add column if not exists "CcAddress" text,
    add column if not exists "BccAddress" text,
    add column if not exists "HideIn" smallint,
    add column if not exists "AptNum" bigint,
    add column if not exists "UserNum" bigint,
    add column if not exists "HtmlType" smallint,
    add column if not exists "SecDateTEntry" timestamp,
    add column if not exists "SecDateTEdit" timestamptz,
    add column if not exists "MsgType" text,
    add column if not exists "FailReason" text;

create table if not exists raw."employee" (
    "EmployeeNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("EmployeeNum")
);
alter table raw."employee"
    add column if not exists "LName" text,
    add column if not exists "FName" text,
    add column if not exists "MiddleI" text,
    add column if not exists "IsHidden" smallint,
    add column if not exists "ClockStatus" text,
    add column if not exists "PhoneExt" integer,
    add column if not exists "PayrollID" text,
    add column if not exists "WirelessPhone" text,
    add column if not exists "EmailWork" text,
    add column if not exists "EmailPersonal" text,
    add column if not exists "IsFurloughed" smallint,
    add column if not exists "IsWorkingHome" smallint,
    add column if not exists "ReportsTo" bigint;

create table if not exists raw."employer" (
    "EmployerNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("EmployerNum")
);
alter table raw."employer"
    add column if not exists "EmpName" text,
    add column if not exists "Address" text,
    add column if not exists "Address2" text,
    add column if not exists "City" text,
    add column if not exists "State" text,
    add column if not exists "Zip" text,
    add column if not exists "Phone" text;

create table if not exists raw."entrylog" (
    "EntryLogNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("EntryLogNum")
);
alter table raw."entrylog"
    add column if not exists "UserNum" bigint,
    add column if not exists "FKeyType" smallint,
    add column if not exists "FKey" bigint,
    add column if not exists "LogSource" smallint,
    add column if not exists "EntryDateTime" timestamp;

create table if not exists raw."eobattach" (
    "EobAttachNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("EobAttachNum")
);
alter table raw."eobattach"
    add column if not exists "ClaimPaymentNum" bigint,
    add column if not exists "DateTCreated" timestamp,
    add column if not exists "FileName" text;

create table if not exists raw."etrans" (
    "EtransNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("EtransNum")
);
alter table raw."etrans"
    add column if not exists "DateTimeTrans" timestamp,
    add column if not exists "ClearingHouseNum" bigint,
    add column if not exists "Etype" smallint,
    add column if not exists "ClaimNum" bigint,
    add column if not exists "OfficeSequenceNumber" integer,
    add column if not exists "CarrierTransCounter" integer,
    add column if not exists "CarrierTransCounter2" integer,
    add column if not exists "CarrierNum" bigint,
    add column if not exists "CarrierNum2" bigint,
    add column if not exists "PatNum" bigint,
    add column if not exists "BatchNumber" integer,
    add column if not exists "AckCode" text,
    add column if not exists "TransSetNum" integer,
    add column if not exists "Note" text,
    add column if not exists "EtransMessageTextNum" bigint,
    add column if not exists "AckEtransNum" bigint,
    add column if not exists "PlanNum" bigint,
    add column if not exists "InsSubNum" bigint,
    add column if not exists "TranSetId835" text,
    add column if not exists "CarrierNameRaw" text,
    add column if not exists "PatientNameRaw" text,
    add column if not exists "UserNum" bigint;

create table if not exists raw."fee" (
    "FeeNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("FeeNum")
);
alter table raw."fee"
    add column if not exists "Amount" double precision,
    add column if not exists "OldCode" text,
    add column if not exists "FeeSched" bigint,
    add column if not exists "UseDefaultFee" smallint,
    add column if not exists "UseDefaultCov" smallint,
    add column if not exists "CodeNum" bigint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "ProvNum" bigint,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "SecDateEntry" date,
    add column if not exists "SecDateTEdit" timestamptz;

create table if not exists raw."feesched" (
    "FeeSchedNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("FeeSchedNum")
);
alter table raw."feesched"
    add column if not exists "Description" text,
    add column if not exists "FeeSchedType" integer,
    add column if not exists "ItemOrder" integer,
    add column if not exists "IsHidden" smallint,
    add column if not exists "IsGlobal" smallint,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "SecDateEntry" date,
    add column if not exists "SecDateTEdit" timestamptz;

create table if not exists raw."grouppermission" (
    "GroupPermNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("GroupPermNum")
);
alter table raw."grouppermission"
    add column if not exists "NewerDate" date,
    add column if not exists "NewerDays" integer,
    add column if not exists "UserGroupNum" bigint,
    add column if not exists "PermType" smallint,
    add column if not exists "FKey" bigint;

create table if not exists raw."guardian" (
    "GuardianNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("GuardianNum")
);
alter table raw."guardian"
    add column if not exists "PatNumChild" bigint,
    add column if not exists "PatNumGuardian" bigint,
    add column if not exists "Relationship" smallint,
    add column if not exists "IsGuardian" smallint;

create table if not exists raw."histappointment" (
    "HistApptNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("HistApptNum")
);
alter table raw."histappointment"
    add column if not exists "HistUserNum" bigint,
    add column if not exists "HistDateTStamp" timestamp,
    add column if not exists "HistApptAction" smallint,
    add column if not exists "ApptSource" smallint,
    add column if not exists "AptNum" bigint,
    add column if not exists "PatNum" bigint,
    add column if not exists "AptStatus" smallint,
    add column if not exists "Pattern" text,
    add column if not exists "Confirmed" bigint,
    add column if not exists "TimeLocked" smallint,
    add column if not exists "Op" bigint,
    add column if not exists "Note" text,
    add column if not exists "ProvNum" bigint,
    add column if not exists "ProvHyg" bigint,
    add column if not exists "AptDateTime" timestamp,
    add column if not exists "NextAptNum" bigint,
    add column if not exists "UnschedStatus" bigint,
    add column if not exists "IsNewPatient" smallint,
    add column if not exists "ProcDescript" text,
    add column if not exists "Assistant" bigint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "IsHygiene" smallint,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "DateTimeArrived" timestamp,
    add column if not exists "DateTimeSeated" timestamp,
    add column if not exists "DateTimeDismissed" timestamp,
    add column if not exists "InsPlan1" bigint,
    add column if not exists "InsPlan2" bigint,
    add column if not exists "DateTimeAskedToArrive" timestamp,
    add column if not exists "ProcsColored" text,
    add column if not exists "ColorOverride" integer,
    add column if not exists "AppointmentTypeNum" bigint,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "SecDateTEntry" timestamp,
    add column if not exists "Priority" smallint,
    add column if not exists "ProvBarText" text,
    add column if not exists "PatternSecondary" text,
    add column if not exists "ItemOrderPlanned" integer;

create table if not exists raw."insbluebook" (
    "InsBlueBookNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("InsBlueBookNum")
);
alter table raw."insbluebook"
    add column if not exists "ProcCodeNum" bigint,
    add column if not exists "CarrierNum" bigint,
    add column if not exists "PlanNum" bigint,
    add column if not exists "GroupNum" text,
    add column if not exists "InsPayAmt" double precision,
    add column if not exists "AllowedOverride" double precision,
    add column if not exists "DateTEntry" timestamp,
    add column if not exists "ProcNum" bigint,
    add column if not exists "ProcDate" date,
    add column if not exists "ClaimType" text,
    add column if not exists "ClaimNum" bigint;

create table if not exists raw."insbluebooklog" (
    "InsBlueBookLogNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("InsBlueBookLogNum")
);
alter table raw."insbluebooklog"
    add column if not exists "ClaimProcNum" bigint,
    add column if not exists "AllowedFee" double precision,
    add column if not exists "DateTEntry" timestamp,
    add column if not exists "Description" text;

create table if not exists raw."inseditlog" (
    "InsEditLogNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("InsEditLogNum")
);
alter table raw."inseditlog"
    add column if not exists "FKey" bigint,
    add column if not exists "LogType" smallint,
    add column if not exists "FieldName" text,
    add column if not exists "OldValue" text,
    add column if not exists "NewValue" text,
    add column if not exists "UserNum" bigint,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "ParentKey" bigint,
    add column if not exists "Description" text;

create table if not exists raw."inseditpatlog" (
    "InsEditPatLogNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("InsEditPatLogNum")
);
alter table raw."inseditpatlog"
    add column if not exists "FKey" bigint,
    add column if not exists "LogType" smallint,
    add column if not exists "FieldName" text,
    add column if not exists "OldValue" text,
    add column if not exists "NewValue" text,
    add column if not exists "UserNum" bigint,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "ParentKey" bigint,
    add column if not exists "Description" text;

create table if not exists raw."insfilingcode" (
    "InsFilingCodeNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("InsFilingCodeNum")
);
alter table raw."insfilingcode"
    add column if not exists "Descript" text,
    add column if not exists "EclaimCode" text,
    add column if not exists "ItemOrder" integer,
    add column if not exists "GroupType" bigint,
    add column if not exists "ExcludeOtherCoverageOnPriClaims" smallint;

create table if not exists raw."insplan" (
    "PlanNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("PlanNum")
);
alter table raw."insplan"
    add column if not exists "GroupName" text,
    add column if not exists "GroupNum" text,
    add column if not exists "PlanNote" text,
    add column if not exists "FeeSched" bigint,
    add column if not exists "PlanType" text,
    add column if not exists "ClaimFormNum" bigint,
    add column if not exists "UseAltCode" smallint,
    add column if not exists "ClaimsUseUCR" smallint,
    add column if not exists "CopayFeeSched" bigint,
    add column if not exists "EmployerNum" bigint,
    add column if not exists "CarrierNum" bigint,
    add column if not exists "AllowedFeeSched" bigint,
    add column if not exists "TrojanID" text,
    add column if not exists "DivisionNo" text,
    add column if not exists "IsMedical" smallint,
    add column if not exists "FilingCode" bigint,
    add column if not exists "DentaideCardSequence" smallint,
    add column if not exists "ShowBaseUnits" smallint,
    add column if not exists "CodeSubstNone" smallint,
    add column if not exists "IsHidden" smallint,
    add column if not exists "MonthRenew" smallint,
    add column if not exists "FilingCodeSubtype" bigint,
    add column if not exists "CanadianPlanFlag" text,
    add column if not exists "CanadianDiagnosticCode" text,
    add column if not exists "CanadianInstitutionCode" text,
    add column if not exists "RxBIN" text,
    add column if not exists "CobRule" smallint,
    add column if not exists "SopCode" text,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "SecDateEntry" date,
    add column if not exists "SecDateTEdit" timestamptz,
    add column if not exists "HideFromVerifyList" smallint,
    add column if not exists "OrthoType" smallint,
    add column if not exists "OrthoAutoProcFreq" smallint,
    add column if not exists "OrthoAutoProcCodeNumOverride" bigint,
    add column if not exists "OrthoAutoFeeBilled" double precision,
    add column if not exists "OrthoAutoClaimDaysWait" integer,
    add column if not exists "BillingType" bigint,
    add column if not exists "HasPpoSubstWriteoffs" smallint,
    add column if not exists "ExclusionFeeRule" smallint,
    add column if not exists "ManualFeeSchedNum" bigint,
    add column if not exists "IsBlueBookEnabled" smallint,
    add column if not exists "InsPlansZeroWriteOffsOnAnnualMaxOverride" smallint,
    add column if not exists "InsPlansZeroWriteOffsOnFreqOrAgingOverride" smallint,
    add column if not exists "PerVisitPatAmount" double precision,
    add column if not exists "PerVisitInsAmount" double precision;

create table if not exists raw."inssub" (
    "InsSubNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("InsSubNum")
);
alter table raw."inssub"
    add column if not exists "PlanNum" bigint,
    add column if not exists "Subscriber" bigint,
    add column if not exists "DateEffective" date,
    add column if not exists "DateTerm" date,
    add column if not exists "ReleaseInfo" smallint,
    add column if not exists "AssignBen" smallint,
    add column if not exists "SubscriberID" text,
    add column if not exists "BenefitNotes" text,
    add column if not exists "SubscNote" text,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "SecDateEntry" date,
    add column if not exists "SecDateTEdit" timestamptz;

create table if not exists raw."installmentplan" (
    "InstallmentPlanNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("InstallmentPlanNum")
);
alter table raw."installmentplan"
    add column if not exists "PatNum" bigint,
    add column if not exists "DateAgreement" date,
    add column if not exists "DateFirstPayment" date,
    add column if not exists "MonthlyPayment" double precision,
    add column if not exists "APR" real,
    add column if not exists "Note" text;

create table if not exists raw."insverify" (
    "InsVerifyNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("InsVerifyNum")
);
alter table raw."insverify"
    add column if not exists "DateLastVerified" date,
    add column if not exists "UserNum" bigint,
    add column if not exists "VerifyType" smallint,
    add column if not exists "FKey" bigint,
    add column if not exists "DefNum" bigint,
    add column if not exists "Note" text,
    add column if not exists "DateLastAssigned" date,
    add column if not exists "DateTimeEntry" timestamp,
    add column if not exists "HoursAvailableForVerification" double precision,
    add column if not exists "SecDateTEdit" timestamptz;

create table if not exists raw."insverifyhist" (
    "InsVerifyHistNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("InsVerifyHistNum")
);
alter table raw."insverifyhist"
    add column if not exists "InsVerifyNum" bigint,
    add column if not exists "DateLastVerified" date,
    add column if not exists "UserNum" bigint,
    add column if not exists "VerifyType" smallint,
    add column if not exists "FKey" bigint,
    add column if not exists "DefNum" bigint,
    add column if not exists "Note" text,
    add column if not exists "DateLastAssigned" date,
    add column if not exists "DateTimeEntry" timestamp,
    add column if not exists "HoursAvailableForVerification" double precision,
    add column if not exists "VerifyUserNum" bigint,
    add column if not exists "SecDateTEdit" timestamptz;

create table if not exists raw."labcase" (
    "LabCaseNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("LabCaseNum")
);
alter table raw."labcase"
    add column if not exists "PatNum" bigint,
    add column if not exists "LaboratoryNum" bigint,
    add column if not exists "AptNum" bigint,
    add column if not exists "PlannedAptNum" bigint,
    add column if not exists "DateTimeDue" timestamp,
    add column if not exists "DateTimeCreated" timestamp,
    add column if not exists "DateTimeSent" timestamp,
    add column if not exists "DateTimeRecd" timestamp,
    add column if not exists "DateTimeChecked" timestamp,
    add column if not exists "ProvNum" bigint,
    add column if not exists "Instructions" text,
    add column if not exists "LabFee" double precision,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "InvoiceNum" text;

create table if not exists raw."laboratory" (
    "LaboratoryNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("LaboratoryNum")
);
alter table raw."laboratory"
    add column if not exists "Description" text,
    add column if not exists "Phone" text,
    add column if not exists "Notes" text,
    add column if not exists "Slip" bigint,
    add column if not exists "Address" text,
    add column if not exists "City" text,
    add column if not exists "State" text,
    add column if not exists "Zip" text,
    add column if not exists "Email" text,
    add column if not exists "WirelessPhone" text,
    add column if not exists "IsHidden" smallint;

create table if not exists raw."medication" (
    "MedicationNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("MedicationNum")
);
alter table raw."medication"
    add column if not exists "MedName" text,
    add column if not exists "GenericNum" bigint,
    add column if not exists "Notes" text,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "RxCui" bigint;

create table if not exists raw."medicationpat" (
    "MedicationPatNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("MedicationPatNum")
);
alter table raw."medicationpat"
    add column if not exists "PatNum" bigint,
    add column if not exists "MedicationNum" bigint,
    add column if not exists "PatNote" text,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "DateStart" date,
    add column if not exists "DateStop" date,
    add column if not exists "ProvNum" bigint,
    add column if not exists "MedDescript" text,
    add column if not exists "RxCui" bigint,
    add column if not exists "ErxGuid" text,
    add column if not exists "IsCpoe" smallint;

create table if not exists raw."operatory" (
    "OperatoryNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("OperatoryNum")
);
alter table raw."operatory"
    add column if not exists "OpName" text,
    add column if not exists "Abbrev" text,
    add column if not exists "ItemOrder" integer,
    add column if not exists "IsHidden" smallint,
    add column if not exists "ProvDentist" bigint,
    add column if not exists "ProvHygienist" bigint,
    add column if not exists "IsHygiene" smallint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "SetProspective" smallint,
    add column if not exists "IsWebSched" smallint,
    add column if not exists "IsNewPatAppt" smallint,
    add column if not exists "OperatoryType" bigint;

create table if not exists raw."orthocase" (
    "OrthoCaseNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("OrthoCaseNum")
);
alter table raw."orthocase"
    add column if not exists "PatNum" bigint,
    add column if not exists "ProvNum" bigint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "Fee" double precision,
    add column if not exists "FeeInsPrimary" double precision,
    add column if not exists "FeePat" double precision,
    add column if not exists "BandingDate" date,
    add column if not exists "DebondDate" date,
    add column if not exists "DebondDateExpected" date,
    add column if not exists "IsTransfer" smallint,
    add column if not exists "OrthoType" bigint,
    add column if not exists "SecDateTEntry" timestamp,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "SecDateTEdit" timestamptz,
    add column if not exists "IsActive" smallint,
    add column if not exists "FeeInsSecondary" double precision;

create table if not exists raw."orthoproclink" (
    "OrthoProcLinkNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("OrthoProcLinkNum")
);
alter table raw."orthoproclink"
    add column if not exists "OrthoCaseNum" bigint,
    add column if not exists "ProcNum" bigint,
    add column if not exists "SecDateTEntry" timestamp,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "ProcLinkType" smallint;

create table if not exists raw."patfield" (
    "PatFieldNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("PatFieldNum")
);
alter table raw."patfield"
    add column if not exists "PatNum" bigint,
    add column if not exists "FieldName" text,
    add column if not exists "FieldValue" text,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "SecDateEntry" date,
    add column if not exists "SecDateTEdit" timestamptz;

create table if not exists raw."patient" (
    "PatNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("PatNum")
);
alter table raw."patient"
    add column if not exists "LName" text,
    add column if not exists "FName" text,
    add column if not exists "MiddleI" text,
    add column if not exists "Preferred" text,
    add column if not exists "PatStatus" smallint,
    add column if not exists "Gender" smallint,
    add column if not exists "Position" smallint,
    add column if not exists "Birthdate" date,
    add column if not exists "Address" text,
    add column if not exists "Address2" text,
    add column if not exists "City" text,
    add column if not exists "State" text,
    add column if not exists "Zip" text,
    add column if not exists "HmPhone" text,
    add column if not exists "WkPhone" text,
    add column if not exists "WirelessPhone" text,
    add column if not exists "Guarantor" bigint,
    add column if not exists "CreditType" text,
    add column if not exists "Email" text,
    add column if not exists "Salutation" text,
    add column if not exists "EstBalance" double precision,
    add column if not exists "PriProv" bigint,
    add column if not exists "SecProv" bigint,
    add column if not exists "FeeSched" bigint,
    add column if not exists "BillingType" bigint,
    add column if not exists "ImageFolder" text,
    add column if not exists "AddrNote" text,
    add column if not exists "FamFinUrgNote" text,
    add column if not exists "MedUrgNote" text,
    add column if not exists "ApptModNote" text,
    add column if not exists "StudentStatus" text,
    add column if not exists "SchoolName" text,
    add column if not exists "ChartNumber" text,
    add column if not exists "MedicaidID" text,
    add column if not exists "Bal_0_30" double precision,
    add column if not exists "Bal_31_60" double precision,
    add column if not exists "Bal_61_90" double precision,
    add column if not exists "BalOver90" double precision,
    add column if not exists "InsEst" double precision,
    add column if not exists "BalTotal" double precision,
    add column if not exists "EmployerNum" bigint,
    add column if not exists "EmploymentNote" text,
    add column if not exists "County" text,
    add column if not exists "GradeLevel" smallint,
    add column if not exists "Urgency" smallint,
    add column if not exists "DateFirstVisit" date,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "HasIns" text,
    add column if not exists "TrophyFolder" text,
    add column if not exists "PlannedIsDone" smallint,
    add column if not exists "Premed" smallint,
    add column if not exists "Ward" text,
    add column if not exists "PreferConfirmMethod" smallint,
    add column if not exists "PreferContactMethod" smallint,
    add column if not exists "PreferRecallMethod" smallint,
    add column if not exists "SchedBeforeTime" interval,
    add column if not exists "SchedAfterTime" interval,
    add column if not exists "SchedDayOfWeek" smallint,
    add column if not exists "Language" text,
    add column if not exists "AdmitDate" date,
    add column if not exists "Title" text,
    add column if not exists "PayPlanDue" double precision,
    add column if not exists "SiteNum" bigint,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "ResponsParty" bigint,
    add column if not exists "CanadianEligibilityCode" smallint,
    add column if not exists "AskToArriveEarly" integer,
    add column if not exists "PreferContactConfidential" smallint,
    add column if not exists "SuperFamily" bigint,
    add column if not exists "TxtMsgOk" smallint,
    add column if not exists "SmokingSnoMed" text,
    add column if not exists "Country" text,
    add column if not exists "DateTimeDeceased" timestamp,
    add column if not exists "BillingCycleDay" integer,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "SecDateEntry" date,
    add column if not exists "HasSuperBilling" smallint,
    add column if not exists "PatNumCloneFrom" bigint,
    add column if not exists "DiscountPlanNum" bigint,
    add column if not exists "HasSignedTil" smallint,
    add column if not exists "ShortCodeOptIn" smallint;

create table if not exists raw."patientlink" (
    "PatientLinkNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("PatientLinkNum")
);
alter table raw."patientlink"
    add column if not exists "PatNumFrom" bigint,
    add column if not exists "PatNumTo" bigint,
    add column if not exists "LinkType" smallint,
    add column if not exists "DateTimeLink" timestamp;

create table if not exists raw."patientnote" (
    "PatNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("PatNum")
);
alter table raw."patientnote"
    add column if not exists "FamFinancial" text,
    add column if not exists "ApptPhone" text,
    add column if not exists "Medical" text,
    add column if not exists "Service" text,
    add column if not exists "MedicalComp" text,
    add column if not exists "Treatment" text,
    add column if not exists "ICEName" text,
    add column if not exists "ICEPhone" text,
    add column if not exists "OrthoMonthsTreatOverride" integer,
    add column if not exists "DateOrthoPlacementOverride" date,
    add column if not exists "SecDateTEntry" timestamp,
    add column if not exists "SecDateTEdit" timestamptz,
    add column if not exists "Consent" smallint,
    add column if not exists "UserNumOrthoLocked" bigint,
    add column if not exists "Pronoun" smallint;

create table if not exists raw."patientrace" (
    "PatientRaceNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("PatientRaceNum")
);
alter table raw."patientrace"
    add column if not exists "PatNum" bigint,
    add column if not exists "Race" smallint,
    add column if not exists "CdcrecCode" text;

create table if not exists raw."patplan" (
    "PatPlanNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("PatPlanNum")
);
alter table raw."patplan"
    add column if not exists "PatNum" bigint,
    add column if not exists "Ordinal" smallint,
    add column if not exists "IsPending" smallint,
    add column if not exists "Relationship" smallint,
    add column if not exists "PatID" text,
    add column if not exists "InsSubNum" bigint,
    add column if not exists "OrthoAutoFeeBilledOverride" double precision,
    add column if not exists "OrthoAutoNextClaimDate" date,
    add column if not exists "SecDateTEntry" timestamp,
    add column if not exists "SecDateTEdit" timestamptz;

create table if not exists raw."patrestriction" (
    "PatRestrictionNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("PatRestrictionNum")
);
alter table raw."patrestriction"
    add column if not exists "PatNum" bigint,
    add column if not exists "PatRestrictType" smallint;

create table if not exists raw."payment" (
    "PayNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("PayNum")
);
alter table raw."payment"
    add column if not exists "PayType" bigint,
    add column if not exists "PayDate" date,
    add column if not exists "PayAmt" double precision,
    add column if not exists "CheckNum" text,
    add column if not exists "BankBranch" text,
    add column if not exists "PayNote" text,
    add column if not exists "IsSplit" smallint,
    add column if not exists "PatNum" bigint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "DateEntry" date,
    add column if not exists "DepositNum" bigint,
    add column if not exists "Receipt" text,
    add column if not exists "IsRecurringCC" smallint,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "SecDateTEdit" timestamptz,
    add column if not exists "PaymentSource" smallint,
    add column if not exists "ProcessStatus" smallint,
    add column if not exists "RecurringChargeDate" date,
    add column if not exists "ExternalId" text,
    add column if not exists "PaymentStatus" smallint,
    add column if not exists "IsCcCompleted" smallint,
    add column if not exists "MerchantFee" double precision;

create table if not exists raw."payplan" (
    "PayPlanNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("PayPlanNum")
);
alter table raw."payplan"
    add column if not exists "PatNum" bigint,
    add column if not exists "Guarantor" bigint,
    add column if not exists "PayPlanDate" date,
    add column if not exists "APR" double precision,
    add column if not exists "Note" text,
    add column if not exists "PlanNum" bigint,
    add column if not exists "CompletedAmt" double precision,
    add column if not exists "InsSubNum" bigint,
    add column if not exists "PaySchedule" smallint,
    add column if not exists "NumberOfPayments" integer,
    add column if not exists "PayAmt" double precision,
    add column if not exists "DownPayment" double precision,
    add column if not exists "IsClosed" smallint,
    add column if not exists "SigIsTopaz" smallint,
    add column if not exists "PlanCategory" bigint,
    add column if not exists "IsDynamic" smallint,
    add column if not exists "ChargeFrequency" smallint,
    add column if not exists "DatePayPlanStart" date,
    add column if not exists "IsLocked" smallint,
    add column if not exists "DateInterestStart" date,
    add column if not exists "DynamicPayPlanTPOption" smallint,
    add column if not exists "MobileAppDeviceNum" bigint;

create table if not exists raw."payplancharge" (
    "PayPlanChargeNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("PayPlanChargeNum")
);
alter table raw."payplancharge"
    add column if not exists "PayPlanNum" bigint,
    add column if not exists "Guarantor" bigint,
    add column if not exists "PatNum" bigint,
    add column if not exists "ChargeDate" date,
    add column if not exists "Principal" double precision,
    add column if not exists "Interest" double precision,
    add column if not exists "Note" text,
    add column if not exists "ProvNum" bigint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "ChargeType" smallint,
    add column if not exists "ProcNum" bigint,
    add column if not exists "SecDateTEntry" timestamp,
    add column if not exists "SecDateTEdit" timestamptz,
    add column if not exists "StatementNum" bigint,
    add column if not exists "FKey" bigint,
    add column if not exists "LinkType" smallint,
    add column if not exists "IsOffset" smallint;

create table if not exists raw."payplanlink" (
    "PayPlanLinkNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("PayPlanLinkNum")
);
alter table raw."payplanlink"
    add column if not exists "PayPlanNum" bigint,
    add column if not exists "LinkType" smallint,
    add column if not exists "FKey" bigint,
    add column if not exists "AmountOverride" double precision,
    add column if not exists "SecDateTEntry" timestamp;

create table if not exists raw."paysplit" (
    "SplitNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("SplitNum")
);
alter table raw."paysplit"
    add column if not exists "SplitAmt" double precision,
    add column if not exists "PatNum" bigint,
    add column if not exists "ProcDate" date,
    add column if not exists "PayNum" bigint,
    add column if not exists "IsDiscount" smallint,
    add column if not exists "DiscountType" smallint,
    add column if not exists "ProvNum" bigint,
    add column if not exists "PayPlanNum" bigint,
    add column if not exists "DatePay" date,
    add column if not exists "ProcNum" bigint,
    add column if not exists "DateEntry" date,
    add column if not exists "UnearnedType" bigint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "SecDateTEdit" timestamptz,
    add column if not exists "FSplitNum" bigint,
    add column if not exists "AdjNum" bigint,
    add column if not exists "PayPlanChargeNum" bigint,
    add column if not exists "PayPlanDebitType" smallint;

create table if not exists raw."perioexam" (
    "PerioExamNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("PerioExamNum")
);
alter table raw."perioexam"
    add column if not exists "PatNum" bigint,
    add column if not exists "ExamDate" date,
    add column if not exists "ProvNum" bigint,
    add column if not exists "DateTMeasureEdit" timestamp,
    add column if not exists "Note" text;

create table if not exists raw."periomeasure" (
    "PerioMeasureNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("PerioMeasureNum")
);
alter table raw."periomeasure"
    add column if not exists "PerioExamNum" bigint,
    add column if not exists "SequenceType" smallint,
    add column if not exists "IntTooth" smallint,
    add column if not exists "ToothValue" smallint,
    add column if not exists "MBvalue" smallint,
    add column if not exists "Bvalue" smallint,
    add column if not exists "DBvalue" smallint,
    add column if not exists "MLvalue" smallint,
    add column if not exists "Lvalue" smallint,
    add column if not exists "DLvalue" smallint,
    add column if not exists "SecDateTEntry" timestamp,
    add column if not exists "SecDateTEdit" timestamptz;

create table if not exists raw."pharmacy" (
    "PharmacyNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("PharmacyNum")
);
alter table raw."pharmacy"
    add column if not exists "PharmID" text,
    add column if not exists "StoreName" text,
    add column if not exists "Phone" text,
    add column if not exists "Fax" text,
    add column if not exists "Address" text,
    add column if not exists "Address2" text,
    add column if not exists "City" text,
    add column if not exists "State" text,
    add column if not exists "Zip" text,
    add column if not exists "Note" text,
    add column if not exists "DateTStamp" timestamptz;

create table if not exists raw."pharmclinic" (
    "PharmClinicNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("PharmClinicNum")
);
alter table raw."pharmclinic"
    add column if not exists "PharmacyNum" bigint,
    add column if not exists "ClinicNum" bigint;

create table if not exists raw."preference" (
    "PrefNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("PrefNum")
);
alter table raw."preference"
    add column if not exists "PrefName" text,
    add column if not exists "ValueString" text,
    add column if not exists "Comments" text;

create table if not exists raw."proccodenote" (
    "ProcCodeNoteNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ProcCodeNoteNum")
);
alter table raw."proccodenote"
    add column if not exists "CodeNum" bigint,
    add column if not exists "ProvNum" bigint,
    add column if not exists "Note" text,
    add column if not exists "ProcTime" text,
    add column if not exists "ProcStatus" smallint;

create table if not exists raw."procedurecode" (
    "CodeNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("CodeNum")
);
alter table raw."procedurecode"
    add column if not exists "ProcCode" text,
    add column if not exists "Descript" text,
    add column if not exists "AbbrDesc" text,
    add column if not exists "ProcTime" text,
    add column if not exists "ProcCat" bigint,
    add column if not exists "TreatArea" smallint,
    add column if not exists "NoBillIns" smallint,
    add column if not exists "IsProsth" smallint,
    add column if not exists "DefaultNote" text,
    add column if not exists "IsHygiene" smallint,
    add column if not exists "GTypeNum" integer,
    add column if not exists "AlternateCode1" text,
    add column if not exists "MedicalCode" text,
    add column if not exists "IsTaxed" smallint,
    add column if not exists "PaintType" smallint,
    add column if not exists "GraphicColor" integer,
    add column if not exists "LaymanTerm" text,
    add column if not exists "IsCanadianLab" smallint,
    add column if not exists "PreExisting" smallint,
    add column if not exists "BaseUnits" integer,
    add column if not exists "SubstitutionCode" text,
    add column if not exists "SubstOnlyIf" integer,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "IsMultiVisit" smallint,
    add column if not exists "DrugNDC" text,
    add column if not exists "RevenueCodeDefault" text,
    add column if not exists "ProvNumDefault" bigint,
    add column if not exists "CanadaTimeUnits" double precision,
    add column if not exists "IsRadiology" smallint,
    add column if not exists "DefaultClaimNote" text,
    add column if not exists "DefaultTPNote" text,
    add column if not exists "BypassGlobalLock" smallint,
    add column if not exists "TaxCode" text,
    add column if not exists "PaintText" text,
    add column if not exists "AreaAlsoToothRange" smallint,
    add column if not exists "DiagnosticCodes" text;

create table if not exists raw."procedurelog" (
    "ProcNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ProcNum")
);
alter table raw."procedurelog"
    add column if not exists "PatNum" bigint,
    add column if not exists "AptNum" bigint,
    add column if not exists "OldCode" text,
    add column if not exists "ProcDate" date,
    add column if not exists "ProcFee" double precision,
    add column if not exists "Surf" text,
    add column if not exists "ToothNum" text,
    add column if not exists "ToothRange" text,
    add column if not exists "Priority" bigint,
    add column if not exists "ProcStatus" smallint,
    add column if not exists "ProvNum" bigint,
    add column if not exists "Dx" bigint,
    add column if not exists "PlannedAptNum" bigint,
    add column if not exists "PlaceService" smallint,
    add column if not exists "Prosthesis" text,
    add column if not exists "DateOriginalProsth" date,
    add column if not exists "ClaimNote" text,
    add column if not exists "DateEntryC" date,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "MedicalCode" text,
    add column if not exists "DiagnosticCode" text,
    add column if not exists "IsPrincDiag" smallint,
    add column if not exists "ProcNumLab" bigint,
    add column if not exists "BillingTypeOne" bigint,
    add column if not exists "BillingTypeTwo" bigint,
    add column if not exists "CodeNum" bigint,
    add column if not exists "CodeMod1" text,
    add column if not exists "CodeMod2" text,
    add column if not exists "CodeMod3" text,
    add column if not exists "CodeMod4" text,
    add column if not exists "RevCode" text,
    add column if not exists "UnitQty" integer,
    add column if not exists "BaseUnits" integer,
    add column if not exists "StartTime" integer,
    add column if not exists "StopTime" integer,
    add column if not exists "DateTP" date,
    add column if not exists "SiteNum" bigint,
    add column if not exists "HideGraphics" smallint,
    add column if not exists "CanadianTypeCodes" text,
    add column if not exists "ProcTime" interval,
    add column if not exists "ProcTimeEnd" interval,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "Prognosis" bigint,
    add column if not exists "DrugUnit" smallint,
    add column if not exists "DrugQty" real,
    add column if not exists "UnitQtyType" smallint,
    add column if not exists "StatementNum" bigint,
    add column if not exists "IsLocked" smallint,
    add column if not exists "BillingNote" text,
    add column if not exists "RepeatChargeNum" bigint,
    add column if not exists "SnomedBodySite" text,
    add column if not exists "DiagnosticCode2" text,
    add column if not exists "DiagnosticCode3" text,
    add column if not exists "DiagnosticCode4" text,
    add column if not exists "ProvOrderOverride" bigint,
    add column if not exists "Discount" double precision,
    add column if not exists "IsDateProsthEst" smallint,
    add column if not exists "IcdVersion" smallint,
    add column if not exists "IsCpoe" smallint,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "SecDateEntry" timestamp,
    add column if not exists "DateComplete" date,
    add column if not exists "OrderingReferralNum" bigint,
    add column if not exists "TaxAmt" double precision,
    add column if not exists "Urgency" smallint,
    add column if not exists "DiscountPlanAmt" double precision;

create table if not exists raw."procgroupitem" (
    "ProcGroupItemNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ProcGroupItemNum")
);
alter table raw."procgroupitem"
    add column if not exists "ProcNum" bigint,
    add column if not exists "GroupNum" bigint;

create table if not exists raw."procmultivisit" (
    "ProcMultiVisitNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ProcMultiVisitNum")
);
alter table raw."procmultivisit"
    add column if not exists "GroupProcMultiVisitNum" bigint,
    add column if not exists "ProcNum" bigint,
    add column if not exists "ProcStatus" smallint,
    add column if not exists "IsInProcess" smallint,
    add column if not exists "SecDateTEntry" timestamp,
    add column if not exists "SecDateTEdit" timestamptz,
    add column if not exists "PatNum" bigint;

create table if not exists raw."procnote" (
    "ProcNoteNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ProcNoteNum")
);
alter table raw."procnote"
    add column if not exists "PatNum" bigint,
    add column if not exists "ProcNum" bigint,
    add column if not exists "EntryDateTime" timestamp,
    add column if not exists "UserNum" bigint,
    add column if not exists "Note" text,
    add column if not exists "SigIsTopaz" smallint;

create table if not exists raw."proctp" (
    "ProcTPNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ProcTPNum")
);
alter table raw."proctp"
    add column if not exists "TreatPlanNum" bigint,
    add column if not exists "PatNum" bigint,
    add column if not exists "ProcNumOrig" bigint,
    add column if not exists "ItemOrder" integer,
    add column if not exists "Priority" bigint,
    add column if not exists "ToothNumTP" text,
    add column if not exists "Surf" text,
    add column if not exists "ProcCode" text,
    add column if not exists "Descript" text,
    add column if not exists "FeeAmt" double precision,
    add column if not exists "PriInsAmt" double precision,
    add column if not exists "SecInsAmt" double precision,
    add column if not exists "PatAmt" double precision,
    add column if not exists "Discount" double precision,
    add column if not exists "Prognosis" text,
    add column if not exists "Dx" text,
    add column if not exists "ProcAbbr" text,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "SecDateEntry" date,
    add column if not exists "SecDateTEdit" timestamptz,
    add column if not exists "FeeAllowed" double precision,
    add column if not exists "TaxAmt" double precision,
    add column if not exists "ProvNum" bigint,
    add column if not exists "DateTP" date,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "CatPercUCR" double precision;

create table if not exists raw."program" (
    "ProgramNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ProgramNum")
);
alter table raw."program"
    add column if not exists "ProgName" text,
    add column if not exists "ProgDesc" text,
    add column if not exists "Enabled" smallint,
    add column if not exists "Note" text,
    add column if not exists "PluginDllName" text,
    add column if not exists "ButtonImage" text,
    add column if not exists "FileTemplate" text,
    add column if not exists "FilePath" text,
    add column if not exists "IsDisabledByHq" smallint,
    add column if not exists "CustErr" text;

create table if not exists raw."provider" (
    "ProvNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ProvNum")
);
alter table raw."provider"
    add column if not exists "Abbr" text,
    add column if not exists "ItemOrder" integer,
    add column if not exists "LName" text,
    add column if not exists "FName" text,
    add column if not exists "MI" text,
    add column if not exists "Suffix" text,
    add column if not exists "FeeSched" bigint,
    add column if not exists "Specialty" bigint,
    add column if not exists "StateLicense" text,
    add column if not exists "DEANum" text,
    add column if not exists "IsSecondary" smallint,
    add column if not exists "ProvColor" integer,
    add column if not exists "IsHidden" smallint,
    add column if not exists "UsingTIN" smallint,
    add column if not exists "BlueCrossID" text,
    add column if not exists "SigOnFile" smallint,
    add column if not exists "MedicaidID" text,
    add column if not exists "OutlineColor" integer,
    add column if not exists "SchoolClassNum" bigint,
    add column if not exists "NationalProvID" text,
    add column if not exists "CanadianOfficeNum" text,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "AnesthProvType" bigint,
    add column if not exists "TaxonomyCodeOverride" text,
    add column if not exists "IsCDAnet" smallint,
    add column if not exists "EcwID" text,
    add column if not exists "StateRxID" text,
    add column if not exists "IsNotPerson" smallint,
    add column if not exists "StateWhereLicensed" text,
    add column if not exists "EmailAddressNum" bigint,
    add column if not exists "IsInstructor" smallint,
    add column if not exists "EhrMuStage" integer,
    add column if not exists "ProvNumBillingOverride" bigint,
    add column if not exists "CustomID" text,
    add column if not exists "ProvStatus" smallint,
    add column if not exists "IsHiddenReport" smallint,
    add column if not exists "IsErxEnabled" smallint,
    add column if not exists "Birthdate" date,
    add column if not exists "SchedNote" text,
    add column if not exists "WebSchedDescript" text,
    add column if not exists "WebSchedImageLocation" text,
    add column if not exists "HourlyProdGoalAmt" double precision,
    add column if not exists "DateTerm" date,
    add column if not exists "PreferredName" text;

create table if not exists raw."providerclinic" (
    "ProviderClinicNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ProviderClinicNum")
);
alter table raw."providerclinic"
    add column if not exists "ProvNum" bigint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "DEANum" text,
    add column if not exists "StateLicense" text,
    add column if not exists "StateRxID" text,
    add column if not exists "StateWhereLicensed" text,
    add column if not exists "CareCreditMerchantId" text;

create table if not exists raw."reactivation" (
    "ReactivationNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ReactivationNum")
);
alter table raw."reactivation"
    add column if not exists "PatNum" bigint,
    add column if not exists "ReactivationStatus" bigint,
    add column if not exists "ReactivationNote" text,
    add column if not exists "DoNotContact" smallint;

create table if not exists raw."recall" (
    "RecallNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("RecallNum")
);
alter table raw."recall"
    add column if not exists "PatNum" bigint,
    add column if not exists "DateDueCalc" date,
    add column if not exists "DateDue" date,
    add column if not exists "DatePrevious" date,
    add column if not exists "RecallInterval" integer,
    add column if not exists "RecallStatus" bigint,
    add column if not exists "Note" text,
    add column if not exists "IsDisabled" smallint,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "RecallTypeNum" bigint,
    add column if not exists "DisableUntilBalance" double precision,
    add column if not exists "DisableUntilDate" date,
    add column if not exists "DateScheduled" date,
    add column if not exists "Priority" smallint,
    add column if not exists "TimePatternOverride" text;

create table if not exists raw."recalltrigger" (
    "RecallTriggerNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("RecallTriggerNum")
);
alter table raw."recalltrigger"
    add column if not exists "RecallTypeNum" bigint,
    add column if not exists "CodeNum" bigint;

create table if not exists raw."recalltype" (
    "RecallTypeNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("RecallTypeNum")
);
alter table raw."recalltype"
    add column if not exists "Description" text,
    add column if not exists "DefaultInterval" integer,
    add column if not exists "TimePattern" text,
    add column if not exists "Procedures" text,
    add column if not exists "AppendToSpecial" smallint;

create table if not exists raw."recurringcharge" (
    "RecurringChargeNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("RecurringChargeNum")
);
alter table raw."recurringcharge"
    add column if not exists "PatNum" bigint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "DateTimeCharge" timestamp,
    add column if not exists "ChargeStatus" smallint,
    add column if not exists "FamBal" double precision,
    add column if not exists "PayPlanDue" double precision,
    add column if not exists "TotalDue" double precision,
    add column if not exists "RepeatAmt" double precision,
    add column if not exists "ChargeAmt" double precision,
    add column if not exists "UserNum" bigint,
    add column if not exists "PayNum" bigint,
    add column if not exists "CreditCardNum" bigint,
    add column if not exists "ErrorMsg" text;

create table if not exists raw."refattach" (
    "RefAttachNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("RefAttachNum")
);
alter table raw."refattach"
    add column if not exists "ReferralNum" bigint,
    add column if not exists "PatNum" bigint,
    add column if not exists "ItemOrder" integer,
    add column if not exists "RefDate" date,
    add column if not exists "RefType" smallint,
    add column if not exists "RefToStatus" smallint,
    add column if not exists "Note" text,
    add column if not exists "IsTransitionOfCare" smallint,
    add column if not exists "ProcNum" bigint,
    add column if not exists "DateProcComplete" date,
    add column if not exists "ProvNum" bigint,
    add column if not exists "DateTStamp" timestamptz;

create table if not exists raw."referral" (
    "ReferralNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ReferralNum")
);
alter table raw."referral"
    add column if not exists "LName" text,
    add column if not exists "FName" text,
    add column if not exists "MName" text,
    add column if not exists "UsingTIN" smallint,
    add column if not exists "Specialty" bigint,
    add column if not exists "ST" text,
    add column if not exists "Telephone" text,
    add column if not exists "Address" text,
    add column if not exists "Address2" text,
    add column if not exists "City" text,
    add column if not exists "Zip" text,
    add column if not exists "Note" text,
    add column if not exists "Phone2" text,
    add column if not exists "IsHidden" smallint,
    add column if not exists "NotPerson" smallint,
    add column if not exists "Title" text,
    add column if not exists "EMail" text,
    add column if not exists "PatNum" bigint,
    add column if not exists "NationalProvID" text,
    add column if not exists "Slip" bigint,
    add column if not exists "IsDoctor" smallint,
    add column if not exists "IsTrustedDirect" smallint,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "IsPreferred" smallint,
    add column if not exists "BusinessName" text,
    add column if not exists "DisplayNote" text;

create table if not exists raw."rxdef" (
    "RxDefNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("RxDefNum")
);
alter table raw."rxdef"
    add column if not exists "Drug" text,
    add column if not exists "Sig" text,
    add column if not exists "Disp" text,
    add column if not exists "Refills" text,
    add column if not exists "Notes" text,
    add column if not exists "IsControlled" smallint,
    add column if not exists "RxCui" bigint,
    add column if not exists "IsProcRequired" smallint,
    add column if not exists "PatientInstruction" text;

create table if not exists raw."rxnorm" (
    "RxNormNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("RxNormNum")
);
alter table raw."rxnorm"
    add column if not exists "RxCui" text,
    add column if not exists "MmslCode" text,
    add column if not exists "Description" text;

create table if not exists raw."rxpat" (
    "RxNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("RxNum")
);
alter table raw."rxpat"
    add column if not exists "PatNum" bigint,
    add column if not exists "RxDate" date,
    add column if not exists "Drug" text,
    add column if not exists "Sig" text,
    add column if not exists "Disp" text,
    add column if not exists "Refills" text,
    add column if not exists "ProvNum" bigint,
    add column if not exists "Notes" text,
    add column if not exists "PharmacyNum" bigint,
    add column if not exists "IsControlled" smallint,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "SendStatus" smallint,
    add column if not exists "RxCui" bigint,
    add column if not exists "DosageCode" text,
    add column if not exists "ErxGuid" text,
    add column if not exists "IsErxOld" smallint,
    add column if not exists "ErxPharmacyInfo" text,
    add column if not exists "IsProcRequired" smallint,
    add column if not exists "ProcNum" bigint,
    add column if not exists "DaysOfSupply" double precision,
    add column if not exists "PatientInstruction" text,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "UserNum" bigint,
    add column if not exists "RxType" smallint;

create table if not exists raw."schedule" (
    "ScheduleNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ScheduleNum")
);
alter table raw."schedule"
    add column if not exists "SchedDate" date,
    add column if not exists "StartTime" interval,
    add column if not exists "StopTime" interval,
    add column if not exists "SchedType" smallint,
    add column if not exists "ProvNum" bigint,
    add column if not exists "BlockoutType" bigint,
    add column if not exists "Note" text,
    add column if not exists "Status" smallint,
    add column if not exists "EmployeeNum" bigint,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "ClinicNum" bigint;

create table if not exists raw."scheduleop" (
    "ScheduleOpNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ScheduleOpNum")
);
alter table raw."scheduleop"
    add column if not exists "ScheduleNum" bigint,
    add column if not exists "OperatoryNum" bigint;

create table if not exists raw."securitylog" (
    "SecurityLogNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("SecurityLogNum")
);
alter table raw."securitylog"
    add column if not exists "PermType" smallint,
    add column if not exists "UserNum" bigint,
    add column if not exists "LogDateTime" timestamp,
    add column if not exists "LogText" text,
    add column if not exists "PatNum" bigint,
    add column if not exists "CompName" text,
    add column if not exists "FKey" bigint,
    add column if not exists "LogSource" smallint,
    add column if not exists "DefNum" bigint,
    add column if not exists "DefNumError" bigint,
    add column if not exists "DateTPrevious" timestamp;

create table if not exists raw."sheet" (
    "SheetNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("SheetNum")
);
alter table raw."sheet"
    add column if not exists "SheetType" integer,
    add column if not exists "PatNum" bigint,
    add column if not exists "DateTimeSheet" timestamp,
    add column if not exists "FontSize" real,
    add column if not exists "FontName" text,
    add column if not exists "Width" integer,
    add column if not exists "Height" integer,
    add column if not exists "IsLandscape" smallint,
    add column if not exists "InternalNote" text,
    add column if not exists "Description" text,
    add column if not exists "ShowInTerminal" smallint,
    add column if not exists "IsWebForm" smallint,
    add column if not exists "IsMultiPage" smallint,
    add column if not exists "IsDeleted" smallint,
    add column if not exists "SheetDefNum" bigint,
    add column if not exists "DocNum" bigint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "DateTSheetEdited" timestamp,
    add column if not exists "HasMobileLayout" smallint,
    add column if not exists "RevID" integer,
    add column if not exists "WebFormSheetID" bigint;

create table if not exists raw."sheetdef" (
    "SheetDefNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("SheetDefNum")
);
alter table raw."sheetdef"
    add column if not exists "Description" text,
    add column if not exists "SheetType" integer,
    add column if not exists "FontSize" real,
    add column if not exists "FontName" text,
    add column if not exists "Width" integer,
    add column if not exists "Height" integer,
    add column if not exists "IsLandscape" smallint,
    add column if not exists "PageCount" integer,
    add column if not exists "IsMultiPage" smallint,
    add column if not exists "BypassGlobalLock" smallint,
    add column if not exists "HasMobileLayout" smallint,
    add column if not exists "DateTCreated" timestamp,
    add column if not exists "RevID" integer,
    add column if not exists "AutoCheckSaveImage" smallint,
    add column if not exists "AutoCheckSaveImageDocCategory" bigint;

create table if not exists raw."sheetfield" (
    "SheetFieldNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("SheetFieldNum")
);
alter table raw."sheetfield"
    add column if not exists "SheetNum" bigint,
    add column if not exists "FieldType" integer,
    add column if not exists "FieldName" text,
    add column if not exists "FieldValue" text,
    add column if not exists "FontSize" real,
    add column if not exists "FontName" text,
    add column if not exists "FontIsBold" smallint,
    add column if not exists "XPos" integer,
    add column if not exists "YPos" integer,
    add column if not exists "Width" integer,
    add column if not exists "Height" integer,
    add column if not exists "GrowthBehavior" integer,
    add column if not exists "RadioButtonValue" text,
    add column if not exists "RadioButtonGroup" text,
    add column if not exists "IsRequired" smallint,
    add column if not exists "TabOrder" integer,
    add column if not exists "ReportableName" text,
    add column if not exists "TextAlign" smallint,
    add column if not exists "ItemColor" integer,
    add column if not exists "DateTimeSig" timestamp,
    add column if not exists "IsLocked" smallint,
    add column if not exists "TabOrderMobile" integer,
    add column if not exists "UiLabelMobile" text,
    add column if not exists "UiLabelMobileRadioButton" text,
    add column if not exists "SheetFieldDefNum" bigint,
    add column if not exists "CanElectronicallySign" smallint,
    add column if not exists "IsSigProvRestricted" smallint;

create table if not exists raw."sheetfielddef" (
    "SheetFieldDefNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("SheetFieldDefNum")
);
alter table raw."sheetfielddef"
    add column if not exists "SheetDefNum" bigint,
    add column if not exists "FieldType" integer,
    add column if not exists "FieldName" text,
    add column if not exists "FieldValue" text,
    add column if not exists "FontSize" real,
    add column if not exists "FontName" text,
    add column if not exists "FontIsBold" smallint,
    add column if not exists "XPos" integer,
    add column if not exists "YPos" integer,
    add column if not exists "Width" integer,
    add column if not exists "Height" integer,
    add column if not exists "GrowthBehavior" integer,
    add column if not exists "RadioButtonValue" text,
    add column if not exists "RadioButtonGroup" text,
    add column if not exists "IsRequired" smallint,
    add column if not exists "TabOrder" integer,
    add column if not exists "ReportableName" text,
    add column if not exists "TextAlign" smallint,
    add column if not exists "IsPaymentOption" smallint,
    add column if not exists "ItemColor" integer,
    add column if not exists "IsLocked" smallint,
    add column if not exists "TabOrderMobile" integer,
    add column if not exists "UiLabelMobile" text,
    add column if not exists "UiLabelMobileRadioButton" text,
    add column if not exists "LayoutMode" smallint,
    add column if not exists "Language" text,
    add column if not exists "CanElectronicallySign" smallint,
    add column if not exists "IsSigProvRestricted" smallint;

create table if not exists raw."smsfrommobile" (
    "SmsFromMobileNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("SmsFromMobileNum")
);
alter table raw."smsfrommobile"
    add column if not exists "PatNum" bigint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "CommlogNum" bigint,
    add column if not exists "MsgText" text,
    add column if not exists "DateTimeReceived" timestamp,
    add column if not exists "SmsPhoneNumber" text,
    add column if not exists "MobilePhoneNumber" text,
    add column if not exists "MsgPart" integer,
    add column if not exists "MsgTotal" integer,
    add column if not exists "MsgRefID" text,
    add column if not exists "SmsStatus" smallint,
    add column if not exists "Flags" text,
    add column if not exists "IsHidden" smallint,
    add column if not exists "MatchCount" integer,
    add column if not exists "GuidMessage" text,
    add column if not exists "SecDateTEdit" timestamptz;

create table if not exists raw."smstomobile" (
    "SmsToMobileNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("SmsToMobileNum")
);
alter table raw."smstomobile"
    add column if not exists "PatNum" bigint,
    add column if not exists "GuidMessage" text,
    add column if not exists "GuidBatch" text,
    add column if not exists "SmsPhoneNumber" text,
    add column if not exists "MobilePhoneNumber" text,
    add column if not exists "IsTimeSensitive" smallint,
    add column if not exists "MsgType" smallint,
    add column if not exists "MsgText" text,
    add column if not exists "SmsStatus" smallint,
    add column if not exists "MsgParts" integer,
    add column if not exists "MsgChargeUSD" real,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "CustErrorText" text,
    add column if not exists "DateTimeSent" timestamp,
    add column if not exists "DateTimeTerminated" timestamp,
    add column if not exists "IsHidden" smallint,
    add column if not exists "MsgDiscountUSD" real,
    add column if not exists "SecDateTEdit" timestamptz;

create table if not exists raw."statement" (
    "StatementNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("StatementNum")
);
alter table raw."statement"
    add column if not exists "PatNum" bigint,
    add column if not exists "DateSent" date,
    add column if not exists "DateRangeFrom" date,
    add column if not exists "DateRangeTo" date,
    add column if not exists "Note" text,
    add column if not exists "NoteBold" text,
    add column if not exists "Mode_" smallint,
    add column if not exists "HidePayment" smallint,
    add column if not exists "SinglePatient" smallint,
    add column if not exists "Intermingled" smallint,
    add column if not exists "IsSent" smallint,
    add column if not exists "DocNum" bigint,
    add column if not exists "DateTStamp" timestamptz,
    add column if not exists "IsReceipt" smallint,
    add column if not exists "IsInvoice" smallint,
    add column if not exists "IsInvoiceCopy" smallint,
    add column if not exists "EmailSubject" text,
    add column if not exists "EmailBody" text,
    add column if not exists "SuperFamily" bigint,
    add column if not exists "IsBalValid" smallint,
    add column if not exists "InsEst" double precision,
    add column if not exists "BalTotal" double precision,
    add column if not exists "StatementType" text,
    add column if not exists "SmsSendStatus" smallint,
    add column if not exists "LimitedCustomFamily" smallint;

create table if not exists raw."statementprod" (
    "StatementProdNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("StatementProdNum")
);
alter table raw."statementprod"
    add column if not exists "StatementNum" bigint,
    add column if not exists "FKey" bigint,
    add column if not exists "ProdType" smallint,
    add column if not exists "LateChargeAdjNum" bigint,
    add column if not exists "DocNum" bigint;

create table if not exists raw."task" (
    "TaskNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("TaskNum")
);
alter table raw."task"
    add column if not exists "TaskListNum" bigint,
    add column if not exists "DateTask" date,
    add column if not exists "KeyNum" bigint,
    add column if not exists "Descript" text,
    add column if not exists "TaskStatus" smallint,
    add column if not exists "IsRepeating" smallint,
    add column if not exists "DateType" smallint,
    add column if not exists "FromNum" bigint,
    add column if not exists "ObjectType" smallint,
    add column if not exists "DateTimeEntry" timestamp,
    add column if not exists "UserNum" bigint,
    add column if not exists "DateTimeFinished" timestamp,
    add column if not exists "PriorityDefNum" bigint,
    add column if not exists "ReminderGroupId" text,
    add column if not exists "ReminderType" smallint,
    add column if not exists "ReminderFrequency" integer,
    add column if not exists "DateTimeOriginal" timestamp,
    add column if not exists "SecDateTEdit" timestamptz,
    add column if not exists "DescriptOverride" text,
    add column if not exists "IsReadOnly" smallint,
    add column if not exists "TriageCategory" bigint;

create table if not exists raw."taskhist" (
    "TaskHistNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("TaskHistNum")
);
alter table raw."taskhist"
    add column if not exists "UserNumHist" bigint,
    add column if not exists "DateTStamp" timestamp,
    add column if not exists "IsNoteChange" smallint,
    add column if not exists "TaskNum" bigint,
    add column if not exists "TaskListNum" bigint,
    add column if not exists "DateTask" date,
    add column if not exists "KeyNum" bigint,
    add column if not exists "Descript" text,
    add column if not exists "TaskStatus" smallint,
    add column if not exists "IsRepeating" smallint,
    add column if not exists "DateType" smallint,
    add column if not exists "FromNum" bigint,
    add column if not exists "ObjectType" smallint,
    add column if not exists "DateTimeEntry" timestamp,
    add column if not exists "UserNum" bigint,
    add column if not exists "DateTimeFinished" timestamp,
    add column if not exists "PriorityDefNum" bigint,
    add column if not exists "ReminderGroupId" text,
    add column if not exists "ReminderType" smallint,
    add column if not exists "ReminderFrequency" integer,
    add column if not exists "DateTimeOriginal" timestamp,
    add column if not exists "SecDateTEdit" timestamptz,
    add column if not exists "DescriptOverride" text,
    add column if not exists "IsReadOnly" smallint,
    add column if not exists "TriageCategory" bigint;

create table if not exists raw."tasklist" (
    "TaskListNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("TaskListNum")
);
alter table raw."tasklist"
    add column if not exists "Descript" text,
    add column if not exists "Parent" bigint,
    add column if not exists "DateTL" date,
    add column if not exists "IsRepeating" smallint,
    add column if not exists "DateType" smallint,
    add column if not exists "FromNum" bigint,
    add column if not exists "ObjectType" smallint,
    add column if not exists "DateTimeEntry" timestamp,
    add column if not exists "GlobalTaskFilterType" smallint,
    add column if not exists "TaskListStatus" smallint;

create table if not exists raw."tasknote" (
    "TaskNoteNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("TaskNoteNum")
);
alter table raw."tasknote"
    add column if not exists "TaskNum" bigint,
    add column if not exists "UserNum" bigint,
    add column if not exists "DateTimeNote" timestamp,
    add column if not exists "Note" text;

create table if not exists raw."tasksubscription" (
    "TaskSubscriptionNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("TaskSubscriptionNum")
);
alter table raw."tasksubscription"
    add column if not exists "UserNum" bigint,
    add column if not exists "TaskListNum" bigint,
    add column if not exists "TaskNum" bigint;

create table if not exists raw."taskunread" (
    "TaskUnreadNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("TaskUnreadNum")
);
alter table raw."taskunread"
    add column if not exists "TaskNum" bigint,
    add column if not exists "UserNum" bigint;

create table if not exists raw."timeadjust" (
    "TimeAdjustNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("TimeAdjustNum")
);
alter table raw."timeadjust"
    add column if not exists "EmployeeNum" bigint,
    add column if not exists "TimeEntry" timestamp,
    add column if not exists "RegHours" interval,
    add column if not exists "OTimeHours" interval,
    add column if not exists "Note" text,
    add column if not exists "IsAuto" smallint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "PtoDefNum" bigint,
    add column if not exists "PtoHours" interval,
    add column if not exists "IsUnpaidProtectedLeave" smallint,
    add column if not exists "SecuUserNumEntry" bigint;

create table if not exists raw."toothinitial" (
    "ToothInitialNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ToothInitialNum")
);
alter table raw."toothinitial"
    add column if not exists "PatNum" bigint,
    add column if not exists "ToothNum" text,
    add column if not exists "InitialType" smallint,
    add column if not exists "Movement" real,
    add column if not exists "DrawingSegment" text,
    add column if not exists "ColorDraw" integer,
    add column if not exists "SecDateTEntry" timestamp,
    add column if not exists "SecDateTEdit" timestamptz,
    add column if not exists "DrawText" text;

create table if not exists raw."treatplan" (
    "TreatPlanNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("TreatPlanNum")
);
alter table raw."treatplan"
    add column if not exists "PatNum" bigint,
    add column if not exists "DateTP" date,
    add column if not exists "Heading" text,
    add column if not exists "Note" text,
    add column if not exists "SigIsTopaz" smallint,
    add column if not exists "ResponsParty" bigint,
    add column if not exists "DocNum" bigint,
    add column if not exists "TPStatus" smallint,
    add column if not exists "SecUserNumEntry" bigint,
    add column if not exists "SecDateEntry" date,
    add column if not exists "SecDateTEdit" timestamptz,
    add column if not exists "UserNumPresenter" bigint,
    add column if not exists "TPType" smallint,
    add column if not exists "DateTSigned" timestamp,
    add column if not exists "DateTPracticeSigned" timestamp,
    add column if not exists "SignatureText" text,
    add column if not exists "SignaturePracticeText" text,
    add column if not exists "MobileAppDeviceNum" bigint;

create table if not exists raw."treatplanattach" (
    "TreatPlanAttachNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("TreatPlanAttachNum")
);
alter table raw."treatplanattach"
    add column if not exists "TreatPlanNum" bigint,
    add column if not exists "ProcNum" bigint,
    add column if not exists "Priority" bigint;

create table if not exists raw."treatplanparam" (
    "TreatPlanParamNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("TreatPlanParamNum")
);
alter table raw."treatplanparam"
    add column if not exists "PatNum" bigint,
    add column if not exists "TreatPlanNum" bigint,
    add column if not exists "ShowDiscount" smallint,
    add column if not exists "ShowMaxDed" smallint,
    add column if not exists "ShowSubTotals" smallint,
    add column if not exists "ShowTotals" smallint,
    add column if not exists "ShowCompleted" smallint,
    add column if not exists "ShowFees" smallint,
    add column if not exists "ShowIns" smallint;

create table if not exists raw."tsitranslog" (
    "TsiTransLogNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("TsiTransLogNum")
);
alter table raw."tsitranslog"
    add column if not exists "PatNum" bigint,
    add column if not exists "UserNum" bigint,
    add column if not exists "TransType" smallint,
    add column if not exists "TransDateTime" timestamp,
    add column if not exists "ServiceType" smallint,
    add column if not exists "ServiceCode" smallint,
    add column if not exists "TransAmt" double precision,
    add column if not exists "AccountBalance" double precision,
    add column if not exists "FKeyType" smallint,
    add column if not exists "FKey" bigint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "AggTransLogNum" bigint;

create table if not exists raw."usergroup" (
    "UserGroupNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("UserGroupNum")
);
alter table raw."usergroup"
    add column if not exists "Description" text,
    add column if not exists "UserGroupNumCEMT" bigint;

create table if not exists raw."usergroupattach" (
    "UserGroupAttachNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("UserGroupAttachNum")
);
alter table raw."usergroupattach"
    add column if not exists "UserNum" bigint,
    add column if not exists "UserGroupNum" bigint;

create table if not exists raw."userod" (
    "UserNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("UserNum")
);
alter table raw."userod"
    add column if not exists "UserName" text,
    add column if not exists "UserGroupNum" bigint,
    add column if not exists "EmployeeNum" bigint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "ProvNum" bigint,
    add column if not exists "IsHidden" smallint,
    add column if not exists "TaskListInBox" bigint,
    add column if not exists "AnesthProvType" integer,
    add column if not exists "DefaultHidePopups" smallint,
    add column if not exists "PasswordIsStrong" smallint,
    add column if not exists "ClinicIsRestricted" smallint,
    add column if not exists "InboxHidePopups" smallint,
    add column if not exists "UserNumCEMT" bigint,
    add column if not exists "DateTFail" timestamp,
    add column if not exists "FailedAttempts" smallint,
    add column if not exists "DomainUser" text,
    add column if not exists "IsPasswordResetRequired" smallint,
    add column if not exists "MobileWebPinFailedAttempts" smallint,
    add column if not exists "DateTLastLogin" timestamp;

create table if not exists raw."userodapptview" (
    "UserodApptViewNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("UserodApptViewNum")
);
alter table raw."userodapptview"
    add column if not exists "UserNum" bigint,
    add column if not exists "ClinicNum" bigint,
    add column if not exists "ApptViewNum" bigint;

create table if not exists raw."userodpref" (
    "UserOdPrefNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("UserOdPrefNum")
);
alter table raw."userodpref"
    add column if not exists "UserNum" bigint,
    add column if not exists "Fkey" bigint,
    add column if not exists "FkeyType" smallint,
    add column if not exists "ClinicNum" bigint;

create table if not exists raw."zipcode" (
    "ZipCodeNum" bigint not null,
    _sdc_batched_at timestamp not null default (statement_timestamp() at time zone 'utc'),
    primary key ("ZipCodeNum")
);
alter table raw."zipcode"
    add column if not exists "ZipCodeDigits" text,
    add column if not exists "City" text,
    add column if not exists "State" text,
    add column if not exists "IsFrequent" smallint;
