import type { ReactNode } from "react";

interface HeadProps {
  readonly title: string;
  readonly says: ReactNode;
  readonly children?: ReactNode;
}

export function ScreenHead({ title, says, children }: HeadProps) {
  return (
    <div className="head" data-pane="">
      <div className="grow">
        <h1>{title}</h1>
        <p>{says}</p>
      </div>
      {children}
    </div>
  );
}
