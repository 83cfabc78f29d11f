/** One patient that came to its end. */
export interface Finished {
  readonly count: number;
  readonly atMs: number;
}

const fromItems = 20;
const lookBack = 50;

/**
 * How long it will take, in words, from the last 50 patients; null before 20 are done.
 * `progress` holds (count finished, time) in order; times in milliseconds.
 */
export function timeLeft(progress: readonly Finished[], total: number): string | null {
  const last = progress.at(-1);
  if (last === undefined || last.count < fromItems) return null;
  const rest = total - last.count;
  if (rest <= 0) return null;
  const from = progress.find((each) => each.count >= last.count - lookBack);
  if (from === undefined || from.count === last.count) return null;
  const perItemMs = (last.atMs - from.atMs) / (last.count - from.count);
  const seconds = Math.max(10, Math.round((perItemMs * rest) / 10_000) * 10);
  const minutes = Math.floor(seconds / 60);
  const rests = seconds % 60;
  const words = [minutes > 0 ? `${minutes} min` : "", rests > 0 ? `${rests} s` : ""];
  return `about ${words.filter(Boolean).join(" ")} left`;
}
