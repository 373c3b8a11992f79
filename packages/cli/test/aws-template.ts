import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { ScalarTag } from "yaml";

const templatePath: URL = new URL("../../../examples/aws/lake.yaml", import.meta.url);

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

/** As much of a CloudFormation template as its promises speak of. */
export interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> }>>;
}

/** The template with names in the place of its references: a bucket is called as its resource is. */
export function templateOf(text: string): Template {
  const known: Readonly<Record<string, string>> = { "AWS::Partition": "aws", "AWS::Region": "eu-central-1", "AWS::AccountId": "123456789012", "AWS::StackName": "lake" };
  const named = (name: string): string => (name.endsWith(".Arn") ? `arn:aws:s3:::${name.slice(0, -4)}` : (known[name] ?? name));
  const tag = (name: string, resolve: (value: string) => string): ScalarTag => ({ tag: name, resolve });
  return parse(text, {
    customTags: [tag("!Ref", named), tag("!GetAtt", named), tag("!Sub", (value) => value.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => named(name)))],
  }) as Template;
}

export const shippedText = (): string => readFileSync(templatePath, "utf8");

export function statementsOf({ Resources }: Template, name: string): readonly Statement[] {
  return (Resources[name]?.Properties["PolicyDocument"] as { readonly Statement: readonly Statement[] } | undefined)?.Statement ?? [];
}

export const listOf = <Item>(value: Item | readonly Item[]): readonly Item[] => (Array.isArray(value) ? value : [value]) as readonly Item[];

/** Whether statements let somebody do it: one allows, none denies. A denial with a condition is taken to be about others. */
export function allows(statements: readonly Statement[], action: string, resource: string): boolean {
  const speaks = (statement: Statement): boolean => listOf(statement.Action).some((each) => matches(each, action)) && listOf(statement.Resource).some((each) => matches(each, resource));
  const speaking = statements.filter(speaks);
  return speaking.some(({ Effect }) => Effect === "Allow") && !speaking.some(({ Effect, Condition }) => Effect === "Deny" && Condition === undefined);
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(`^${pattern.split("*").map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&")).join(".*")}$`).test(text);
}
