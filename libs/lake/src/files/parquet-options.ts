/** How every file of the lake is written. Row groups are small because rows are large: a group is held in memory, and skipped by its bounds. */
export const PARQUET_OPTIONS = 'FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 16384';
export const PARQUET_TYPE = 'application/vnd.apache.parquet';
