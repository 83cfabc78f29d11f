import type { AuthSettings } from "../../api/profile.ts";
import { CliFailure, exitCodes } from "../cli/io.ts";

/** Gives the text of a secret by its name; null where nobody has set it. */
export type SecretSource = (name: string) => string | null;

/** `emr-client-key` is `CROSSCHART_SECRET_EMR_CLIENT_KEY` (cli.md, "A profile"). */
export function secretVariable(name: string): string {
  return `CROSSCHART_SECRET_${name.toUpperCase().replace(/[^A-Z0-9]/g, "_")}`;
}

/** Secrets from environment variables. */
export function secretsFrom(env: Readonly<Record<string, string | undefined>>): SecretSource {
  return (name) => env[secretVariable(name)] ?? null;
}

/**
 * The value of the Authorization header, or null where none is sent.
 * @throws CliFailure with exit 3 where a secret is not set
 */
export function authorizationOf(
  auth: AuthSettings | undefined,
  secrets: SecretSource,
): string | null {
  if (auth === undefined || auth.kind === "none") return null;
  const need = (name: string): string => {
    const value = secrets(name);
    if (value !== null && value !== "") return value;
    throw new CliFailure(exitCodes.unreachable, {
      happened: `The secret "${name}" that the profile names is not set.`,
      safe: "Nothing was sent.",
      todo: `Set the environment variable ${secretVariable(name)}.`,
      at: secretVariable(name),
    });
  };
  if (auth.kind === "bearer") return `Bearer ${need(auth.token.secret)}`;
  const pair = `${auth.user}:${need(auth.password.secret)}`;
  return `Basic ${Buffer.from(pair, "utf8").toString("base64")}`;
}
