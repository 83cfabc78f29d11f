import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { FaultNote } from "../parts/note.tsx";
import { faultOf } from "../shell/client.ts";

interface LoadedProps<T> {
  readonly of: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}

/** What a query shows before it has answered, when it failed, and when it has. */
export function Loaded<T>({ of, children }: LoadedProps<T>) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.isError) {
    return (
      <div className="pad">
        <FaultNote fault={faultOf(of.error)} onRetry={() => void of.refetch()} />
      </div>
    );
  }
  return (
    <div className="skeleton" aria-busy="true" aria-label="Loading">
      {Array.from({ length: 8 }, (_, at) => (
        <i key={at} />
      ))}
    </div>
  );
}
