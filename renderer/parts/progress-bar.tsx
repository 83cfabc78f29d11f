interface ProgressProps {
  readonly label: string;
  readonly done: number;
  readonly of: number;
}

/** A bar with its numbers in the accessible value; the numbers are printed beside it by the caller. */
export function ProgressBar({ label, done, of }: ProgressProps) {
  return (
    <progress className="pb" aria-label={label} value={done} max={Math.max(1, of)}>
      {done} of {of}
    </progress>
  );
}
