/**
 * What may stand before a parenthesis without leaving anything behind in the session. The lists are PostgreSQL's own
 * (chapter "Functions and Operators"); a name that is in none of them may do anything.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter((word) => word !== ""));

/** Reserved words, which no function can be called without quotes: the parenthesis behind them is no call. */
export const NO_CALL = words(`
  all analyse analyze and any array as asc asymmetric between both case cast check collate column constraint default desc
  distinct do else end except exists false fetch for foreign from group grouping having ilike in intersect interval into
  is lateral leading like limit not null offset on only or order placing primary references returning row select some
  symmetric table then to trailing true union unique using values variadic when where window with`);

/** Words that are no call behind one of these, and may be a function's name anywhere else. */
export const NO_CALL_BEHIND: Readonly<Record<string, ReadonlySet<string>>> = {
  by: words("group order partition"),
  conflict: words("on"),
  rollup: words("by"),
  cube: words("by"),
  sets: words("grouping"),
  filter: words(")"),
  over: words(")"),
  materialized: words("as not"),
  join: words("left right full inner cross natural outer )"),
};

/** Functions and types that only compute. */
export const PLAIN_CALLS = words(`
  abs acos age any_value array_agg array_append array_cat array_dims array_fill array_length array_lower array_ndims
  array_position array_positions array_prepend array_remove array_replace array_reverse array_sample array_shuffle
  array_sort array_to_json array_to_string array_to_tsvector array_upper ascii asin atan atan2 avg bit bit_and bit_count
  bit_length bit_or bit_xor bool bool_and bool_or box btrim bytea cardinality casefold cbrt ceil ceiling center
  char char_length character character_length chr circle clock_timestamp coalesce col_description concat concat_ws
  convert convert_from convert_to corr cos cot count covar_pop covar_samp crc32 crc32c cume_dist current_catalog
  current_database current_date current_query current_schema current_schemas current_setting current_time
  current_timestamp current_user currval date date_add date_bin date_part date_subtract date_trunc decimal decode degrees
  dense_rank diagonal diameter div double encode enum_first enum_last enum_range erf erfc every exp extract factorial
  family first_value float float4 float8 floor format format_type gamma gcd gen_random_uuid generate_series
  generate_subscripts get_bit get_byte greatest grouping has_column_privilege has_database_privilege
  has_schema_privilege has_sequence_privilege has_table_privilege height host hostmask inet_client_addr
  inet_client_port inet_merge inet_same_family inet_server_addr inet_server_port initcap int int2 int4 int8 integer
  interval isclosed isempty isfinite isopen json json_agg json_array json_array_elements json_array_elements_text
  json_array_length json_arrayagg json_build_array json_build_object json_each json_each_text json_exists
  json_extract_path json_extract_path_text json_object json_object_agg json_object_agg_strict json_object_keys
  json_objectagg json_populate_record json_populate_recordset json_query json_scalar json_serialize json_strip_nulls
  json_table json_to_record json_to_recordset json_typeof json_value jsonb jsonb_agg jsonb_array_elements
  jsonb_array_elements_text jsonb_array_length jsonb_build_array jsonb_build_object jsonb_each jsonb_each_text
  jsonb_extract_path jsonb_extract_path_text jsonb_insert jsonb_object jsonb_object_agg jsonb_object_keys
  jsonb_path_exists jsonb_path_match jsonb_path_query jsonb_path_query_array jsonb_path_query_first
  jsonb_populate_record jsonb_populate_recordset jsonb_pretty jsonb_set jsonb_set_lax jsonb_strip_nulls
  jsonb_to_record jsonb_to_recordset jsonb_typeof justify_days justify_hours justify_interval lag last_value lastval lcm
  lead least left length lgamma line ln localtime localtimestamp log log10 lower lower_inc lower_inf lpad lseg ltrim
  macaddr8_set7bit make_date make_interval make_time make_timestamp make_timestamptz masklen max md5 merge_action min
  min_scale mod mode multirange netmask network nextval normalize notnull now npoints nth_value ntile nullif num_nonnulls
  num_nulls numeric numnode obj_description octet_length overlay parse_ident path percent_rank percentile_cont
  percentile_disc pg_backend_pid pg_blocking_pids pg_client_encoding pg_column_compression pg_column_size
  pg_conf_load_time pg_current_snapshot pg_current_wal_lsn pg_current_xact_id pg_current_xact_id_if_assigned
  pg_database_size pg_describe_object pg_encoding_to_char pg_function_is_visible pg_get_constraintdef pg_get_expr
  pg_get_functiondef pg_get_indexdef pg_get_keywords pg_get_partkeydef pg_get_serial_sequence pg_get_triggerdef
  pg_get_userbyid pg_get_viewdef pg_has_role pg_indexes_size pg_input_error_info pg_input_is_valid pg_is_in_recovery
  pg_is_other_temp_schema pg_last_wal_receive_lsn pg_last_wal_replay_lsn pg_last_xact_replay_timestamp
  pg_listening_channels pg_lsn pg_my_temp_schema pg_notify pg_postmaster_start_time pg_relation_size pg_size_bytes
  pg_size_pretty pg_sleep pg_sleep_for pg_sleep_until pg_table_is_visible pg_table_size pg_total_relation_size
  pg_trigger_depth pg_try_advisory_xact_lock pg_try_advisory_xact_lock_shared pg_advisory_xact_lock
  pg_advisory_xact_lock_shared pg_type_is_visible pg_typeof pg_visible_in_snapshot pg_wal_lsn_diff pg_walfile_name
  pg_xact_status phraseto_tsquery pi plainto_tsquery point polygon popen position power quote_ident quote_literal
  quote_nullable radians radius random random_normal range_agg range_intersect_agg range_merge rank regexp_count
  regexp_instr regexp_like regexp_match regexp_matches regexp_replace regexp_split_to_array regexp_split_to_table
  regexp_substr regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy regr_syy repeat
  replace reverse right round row_number row_to_json rpad rtrim scale session_user set_bit set_byte set_masklen setval
  setweight sha224 sha256 sha384 sha512 sign sin slope smallint split_part sqrt starts_with statement_timestamp stddev
  stddev_pop stddev_samp string_agg string_to_array string_to_table strip strpos substr substring sum suppress tan text
  time timeofday timestamp timestamptz timetz timezone to_ascii to_bin to_char to_date to_hex to_json to_jsonb
  to_number to_oct to_regclass to_regcollation to_regnamespace to_regoper to_regoperator to_regproc to_regprocedure
  to_regrole to_regtype to_timestamp to_tsquery to_tsvector transaction_timestamp translate treat trim trim_array
  trim_scale trunc ts_delete ts_filter ts_headline ts_rank ts_rank_cd ts_rewrite tsquery_phrase tsvector_to_array
  txid_current txid_current_if_assigned txid_current_snapshot unicode_assigned unistr unnest upper upper_inc upper_inf
  uuid uuid_extract_timestamp uuid_extract_version uuid_generate_v1 uuid_generate_v4 uuidv4 uuidv7 values var_pop var_samp
  varbit varchar variance version websearch_to_tsquery width width_bucket xid8 xmlagg xmlattributes xmlcomment xmlconcat
  xmlelement xmlexists xmlforest xmlparse xmlpi xmlroot xmlserialize xmltable xpath xpath_exists
  int4range int8range numrange tsrange tstzrange daterange int4multirange int8multirange nummultirange tsmultirange
  tstzmultirange datemultirange`);

/** They change the process itself, or hold what no reset gives up: such a connection is closed and not reset. */
export const SPOILS = words(`
  setseed dblink_connect dblink_connect_u dblink_open pg_replication_origin_session_setup
  pg_backup_start pg_start_backup`);
