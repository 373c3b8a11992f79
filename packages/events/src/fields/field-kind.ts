/**
 * The kinds of value an event field can have.
 *
 * `id`: 1 to 512 characters without control characters. `text`: any text. `integer`: a whole number that a double
 * holds exactly. `natural`: the same from 0 on. `number`: any finite number below 2^53. `boolean`. `currency`: three
 * capital letters, ISO 4217. `instant`: ISO 8601 with a zone. `micros`: epoch microseconds. `version`: a whole
 * number from 1 to 2^31 - 1. `labels`: an object of texts and booleans. `object`: any object.
 */
export type FieldKind = keyof FieldValues;

/** The TypeScript type of each kind. */
export interface FieldValues {
  readonly id: string;
  readonly text: string;
  readonly integer: number;
  readonly natural: number;
  readonly number: number;
  readonly boolean: boolean;
  readonly currency: string;
  readonly instant: string;
  readonly micros: number;
  readonly version: number;
  readonly labels: Readonly<Record<string, string | boolean | null>>;
  readonly object: Readonly<Record<string, unknown>>;
}

/** One field: its kind, and whether it must be there. An optional field that is null counts as absent. */
export interface FieldSpec {
  readonly kind: FieldKind;
  readonly required?: true;
}

/** Fields by name: the one source of the fast checker, the zod schemas and the types. */
export type FieldTable = Readonly<Record<string, FieldSpec>>;

/** The value type that a field table describes. */
export type ValueOf<Fields extends FieldTable> = {
  readonly [Name in RequiredName<Fields>]: FieldValues[Fields[Name]["kind"]];
} & {
  readonly [Name in Exclude<keyof Fields, RequiredName<Fields>>]?: FieldValues[Fields[Name]["kind"]] | null;
};

/** Names of the fields that must be there. */
export type RequiredName<Fields extends FieldTable> = {
  [Name in keyof Fields]: Fields[Name] extends { readonly required: true } ? Name : never;
}[keyof Fields];
