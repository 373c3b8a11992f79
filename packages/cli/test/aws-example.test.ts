import { attributionRules } from "@liftproof/attribution";
import { bronzeObjectKey, manifestKey } from "@liftproof/events";
import { attributionJob, ddl, dialects } from "@liftproof/lake";
import { describe, expect, test } from "vitest";
import { allows, listOf, shippedText, statementsOf, templateOf } from "./aws-template.ts";
import type { Template } from "./aws-template.ts";

const policies = ["BronzeWriterPolicy", "JobsPolicy", "ReaderPolicy"] as const;
const key = { receivedHourUs: 1_772_323_200_000_000, sha256Hex: "0".repeat(64) };
/** What the code writes: bronze under the prefix of the template's comment, tables and stages where DDL and jobs put them. */
const bronzeKeys = [bronzeObjectKey({ ...key, gzip: true }), bronzeObjectKey({ ...key, gzip: false }), manifestKey(key)].map((each) => `arn:aws:s3:::BronzeBucket/bronze/${each}`);
const location = "s3://LakeBucket/lake";
const sql = [...ddl({ engine: "athena", location, published: true }), ...attributionJob({ dialect: dialects.athena, rules: attributionRules({}), watermarkUs: 0, runId: 1, location }).map((each) => each.sql)];
const tableFiles = [...new Set(sql.flatMap((text) => [...text.matchAll(/location\s*=?\s*'s3:\/\/([^']+)'/gi)].map(([, folder = ""]) => `arn:aws:s3:::${folder}data/a.parquet`)))];

/** What the template promises and does not keep. */
function broken(template: Template): readonly string[] {
  const properties = (name: string): Readonly<Record<string, unknown>> => template.Resources[name]?.Properties ?? {};
  const bronze = statementsOf(template, "BronzeBucketPolicy");
  const may = (policy: string, action: string, resource: string): boolean => allows([...statementsOf(template, policy), ...bronze], action, resource);
  const work = properties("Workgroup")["WorkGroupConfiguration"] as { readonly EnforceWorkGroupConfiguration?: boolean; readonly BytesScannedCutoffPerQuery?: unknown; readonly ResultConfiguration?: { readonly OutputLocation?: string } };
  const stars = policies.flatMap((name) => statementsOf(template, name)).filter(({ Effect }) => Effect === "Allow").flatMap(({ Action, Resource }) => [...listOf(Action).filter((each) => each.includes("*")), ...listOf(Resource).filter((each) => each === "*" || /^arn:aws:s3:::[^/]*\*/.test(each))]);
  const locked = JSON.stringify(properties("BronzeBucket")["ObjectLockConfiguration"]);
  const promises: Readonly<Record<string, boolean>> = {
    "no star among what is allowed": stars.length === 0,
    "bronze is locked, in versions": properties("BronzeBucket")["ObjectLockEnabled"] === true && locked.includes('"Mode":"LockMode","Days":"BronzeDays"') && JSON.stringify(properties("BronzeBucket")["VersioningConfiguration"]).includes("Enabled"),
    "bronze ends": JSON.stringify(properties("BronzeBucket")["LifecycleConfiguration"]).includes('"ExpirationInDays":"BronzeDays"'),
    "both buckets are encrypted and closed": ["BronzeBucket", "LakeBucket"].every((name) => {
      const closed = Object.values((properties(name)["PublicAccessBlockConfiguration"] ?? {}) as object);
      return closed.length === 4 && closed.every((value) => value === true) && JSON.stringify(properties(name)["BucketEncryption"] ?? {}).includes("AES256");
    }),
    "a query is stopped at a limit, whatever its client wishes": work.EnforceWorkGroupConfiguration === true && work.BytesScannedCutoffPerQuery === "ScanLimitBytes" && work.ResultConfiguration?.OutputLocation === "s3://LakeBucket/results/",
    "the writer puts what bronze is, and reads it": bronzeKeys.every((each) => ["s3:PutObject", "s3:GetObject", "s3:PutObjectRetention", "s3:AbortMultipartUpload"].every((action) => may("BronzeWriterPolicy", action, each))),
    "the writer puts nothing else": ["BronzeBucket/else", "BronzeBucket/bronze/else", "LakeBucket/lake/events/data/a.parquet"].every((each) => !may("BronzeWriterPolicy", "s3:PutObject", `arn:aws:s3:::${each}`)),
    "nobody deletes bronze": policies.every((policy) => bronzeKeys.every((each) => ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"].every((action) => !may(policy, action, each)))),
    "the writer is allowed no deletion, even without the denial": bronzeKeys.every((each) => !allows(statementsOf(template, "BronzeWriterPolicy").filter(({ Effect }) => Effect === "Allow"), "s3:DeleteObject", each)),
    "jobs write and clean every folder of a table": tableFiles.every((each) => ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"].every((action) => may("JobsPolicy", action, each))) && bronzeKeys.every((each) => may("JobsPolicy", "s3:GetObject", each) && !may("JobsPolicy", "s3:PutObject", each)),
    "readers change no table": tableFiles.every((each) => may("ReaderPolicy", "s3:GetObject", each) && !may("ReaderPolicy", "s3:PutObject", each)) && ["glue:CreateTable", "glue:UpdateTable", "glue:DeleteTable"].every((action) => !may("ReaderPolicy", action, "arn:aws:glue:eu-central-1:123456789012:table/Database/events")),
    "readers see no event as it came": bronzeKeys.every((each) => !may("ReaderPolicy", "s3:GetObject", each)),
    "keys are written while they are free": bronze.some(({ Effect, Action, Condition }) => Effect === "Deny" && Action === "s3:PutObject" && JSON.stringify(Condition) === '{"Null":{"s3:if-none-match":"true"},"Bool":{"s3:ObjectCreationOperation":"true"}}'),
  };
  return Object.entries(promises).flatMap(([promise, kept]) => (kept ? [] : [promise]));
}

describe("the AWS example", () => {
  test("law: it keeps its promises, for the very keys and folders that the code writes", () => {
    expect(tableFiles.length).toBeGreaterThan(40);
    expect(broken(templateOf(shippedText()))).toEqual([]);
  });

  test.each([
    ['"athena:GetWorkGroup"', '"athena:*"', "no star among what is allowed"],
    ["Resource: !GetAtt LakeBucket.Arn", 'Resource: "*"', "no star among what is allowed"],
    ["ObjectLockEnabled: true", "ObjectLockEnabled: false", "bronze is locked, in versions"],
    ["ExpirationInDays: !Ref BronzeDays, ", "", "bronze ends"],
    ["RestrictPublicBuckets: true", "RestrictPublicBuckets: false", "both buckets are encrypted and closed"],
    ["BytesScannedCutoffPerQuery: !Ref ScanLimitBytes", "RequesterPays: false", "a query is stopped at a limit, whatever its client wishes"],
    ["${BronzeBucket.Arn}/bronze/manifest/*", "${BronzeBucket.Arn}/manifests/*", "the writer puts what bronze is, and reads it"],
    ["${BronzeBucket.Arn}/bronze/raw/*", "${BronzeBucket.Arn}/bronze/*", "the writer puts nothing else"],
    ["${LakeBucket.Arn}/lake/*", "${LakeBucket.Arn}/tables/*", "jobs write and clean every folder of a table"],
    ["s3:GetObjectRetention\"]", "s3:DeleteObject\"]", "the writer is allowed no deletion, even without the denial"],
    ["s3:if-none-match", "s3:if-match", "keys are written while they are free"],
  ])("edge: %s as %s breaks a promise that is noticed", (from, to, promise) => {
    expect(shippedText()).toContain(from);
    const found = broken(templateOf(shippedText().replace(from, to)));
    expect(found).toContain(promise);
  });
});
