const mostWaiting = 6;
const longestMs = 400;
const lookEveryMs = 4;

/**
 * Lets a write wait a moment while earlier ones are still on their way, so that what was answered
 * is at the EMR soon after. It never waits long: an interface that stands still stops nobody.
 */
export async function paced(waiting: () => number): Promise<void> {
  for (let waitedMs = 0; waitedMs < longestMs && waiting() > mostWaiting; waitedMs += lookEveryMs) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}
