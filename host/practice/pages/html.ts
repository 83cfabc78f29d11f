/** Text that is safe to stand in a page: only `html` and `joined` make it. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const marks: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A template whose plain values are escaped; Html values and lists of them stand as they are. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  const shown = values.map((value) => {
    if (value instanceof Html) return value.text;
    if (typeof value === "object") return value.map((item) => item.text).join("");
    return String(value).replace(/[&<>"']/g, (sign) => marks[sign] ?? "");
  });
  return new Html(String.raw({ raw: parts }, ...shown));
}
