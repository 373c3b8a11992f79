/**
 * A statement that Athena takes, as Trino takes it. Queries, INSERT, MERGE, DELETE and views are the same text; DDL and upkeep differ.
 *
 * @param location - What stands in the place of `s3://bucket`.
 */
export function trinoText(statement: string, location: string): string {
  const text = statement.trim();
  const place = (s3: string): string => s3.replace(/^s3:\/\/[^/]+/, location).replace(/\/$/, "");
  const optimized = /^OPTIMIZE\s+(\S+)\s+REWRITE DATA USING BIN_PACK(?:\s+WHERE\s+([\s\S]+))?$/i.exec(text);
  if (optimized !== null) return `ALTER TABLE ${optimized[1]} EXECUTE optimize${optimized[2] === undefined ? "" : ` WHERE ${optimized[2]}`}`;
  const vacuumed = /^VACUUM\s+(\S+)$/i.exec(text);
  if (vacuumed !== null) return `ALTER TABLE ${vacuumed[1]} EXECUTE expire_snapshots(retention_threshold => '7d')`;
  if (/^CREATE TABLE\b/i.test(text)) {
    const kept = /^(CREATE TABLE \S+)\s+WITH \(([^)]*)\) AS\s([\s\S]*)$/i.exec(text);
    if (kept !== null) return `${kept[1]} WITH (format = 'PARQUET', location = '${place(/location = '([^']*)'/.exec(kept[2] ?? "")?.[1] ?? "")}') AS\n${kept[3]}`;
    const made = /^(CREATE TABLE [^(]*)\(([\s\S]*?)\n\)\s*(?:PARTITIONED BY \(([^\n]*)\)\s*)?LOCATION '([^']*)'\s*TBLPROPERTIES \([^)]*\)$/i.exec(text);
    if (made === null) throw new Error(`FAILED: ParseException, not a table of Iceberg: ${text.slice(0, 200)}`);
    const [, head = "", columns = "", partition, folder = ""] = made;
    const types = columns.replace(/\bmap<string,string>/g, "map(varchar, varchar)").replace(/ string\b/g, " varchar").replace(/ timestamp\b/g, " timestamp(6)").replace(/ binary\b/g, " varbinary");
    const partitioning = partition === undefined ? "" : `, partitioning = ARRAY['${partition.replaceAll("`", "").replace(/bucket\((\d+), (\w+)\)/, "bucket($2, $1)").split(/, (?![^(]*\))/).join("', '")}']`;
    return `${quoted(head)}(${quoted(types)}\n) WITH (format = 'PARQUET', location = '${place(folder)}'${partitioning})`;
  }
  return /^DROP TABLE\b/i.test(text) ? quoted(text) : text;
}

function quoted(text: string): string {
  return text.replaceAll("`", '"');
}
