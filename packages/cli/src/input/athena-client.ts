import { openAthena } from "@liftproof/adapters/athena";
import type { Athena } from "@liftproof/adapters/athena";
import { CommandFault } from "../command-fault.ts";
import type { CommandContext } from "../command-context.ts";

/** Options of commands that speak to Athena. */
export interface AthenaPlaces {
  readonly workgroup?: string;
  readonly region?: string;
  readonly output?: string;
  readonly endpoint?: string;
}

/**
 * A client of the database that the options name. Credentials are found as the AWS SDK finds them: environment, profile, the machine's role.
 *
 * @throws CommandFault for a database or a region that cannot be one; AdapterError when the SDK is not installed.
 */
export async function athenaClient({ io }: CommandContext, { database, workgroup = "primary", region = io.env["AWS_REGION"], output, endpoint }: AthenaPlaces & { readonly database: string }): Promise<Athena> {
  if (!/^[a-z_][a-z0-9_]*$/u.test(database)) throw new CommandFault(`--athena: expected a database (small letters, digits and _), got ${JSON.stringify(database)}`);
  if (region === undefined || region === "") throw new CommandFault("--region: expected the region of the database, got none; name it or set AWS_REGION");
  return openAthena({ region, workGroup: workgroup, database, ...(output === undefined ? {} : { outputLocation: output }), ...(endpoint === undefined ? {} : { endpoint }) });
}
