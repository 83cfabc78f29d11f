/** How many letters must be changed, given up beyond `limit`. */
function distance(a: string, b: string, limit: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) > limit) return limit + 1;
    row = next;
  }
  return row[b.length] ?? 0;
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * How well a text answers what was typed: 0 = not at all, higher = better. Accents and case do not
 * count; one slip is forgiven in a word of four letters or more.
 */
export function matchScore(typed: string, text: string): number {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  const whole = plain(text);
  const words = whole.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  let score = 0;
  for (const want of wanted) {
    if (whole.startsWith(want)) score += 4;
    else if (words.some((word) => word.startsWith(want))) score += 3;
    else if (whole.includes(want)) score += 2;
    else if (
      want.length >= 4 &&
      words.some(
        (word) =>
          distance(want, word.slice(0, want.length + 1), 2) <= 1 + (want.length > 6 ? 1 : 0),
      )
    )
      score += 1;
    else return 0;
  }
  return wanted.length === 0 ? 1 : score;
}
