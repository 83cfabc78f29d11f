import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useClient } from "../shell/use-call.ts";

/** Follows a run; each step of it makes the screens that show it ask again. */
export function useRunWatch(run: string | null): void {
  const client = useClient();
  const queries = useQueryClient();
  useEffect(() => {
    if (run === null) return undefined;
    const askAgain = () => {
      void queries.invalidateQueries({ queryKey: ["run.detail"] });
      void queries.invalidateQueries({ queryKey: ["run.list"] });
    };
    const watching = client.job("run.watch", { run }, askAgain);
    watching.done.then(
      () => void queries.invalidateQueries(),
      () => askAgain(),
    );
    return () => watching.cancel();
  }, [client, queries, run]);
}
