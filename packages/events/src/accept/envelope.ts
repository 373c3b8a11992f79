import type { envelopeFields } from "../envelope-fields.ts";
import type { ValueOf } from "../fields/field-kind.ts";

/** An event whose envelope was found good; nulls may stand for absent fields. */
export type Envelope = ValueOf<typeof envelopeFields>;
