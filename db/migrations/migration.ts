/**
 * One step from a version of the file to the next. Its SQL is its identity: the hash of the SQL is
 * kept in the file, and a file that was built with other SQL is refused.
 */
export interface Migration {
  /** 1, 2, 3 … the `user_version` that the file has afterwards. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}
