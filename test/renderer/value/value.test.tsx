import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Shown } from "../../../renderer/parts/value/shown-value.tsx";
import { Value } from "../../../renderer/parts/value/value.tsx";

test("a value is isolated from its neighbours' direction", () => {
  expect(renderToStaticMarkup(<Value text="שרה" />)).toBe('<bdi class="val">שרה</bdi>');
});

test("a hidden character is in the text and its tile has a spoken name", () => {
  const html = renderToStaticMarkup(<Value text={"a\u200Bb"} />);
  expect(html).toContain('<span class="true">\u200B</span>');
  expect(html).toContain('role="img" aria-label="hidden character, zero width"');
});

test("null, absent and empty are three different texts, never a blank", () => {
  const texts = (["absent", "null", "empty"] as const).flatMap((kind) => {
    const value = kind === "absent" ? { kind, reason: null } : { kind };
    return (["source", "target"] as const).map((side) =>
      renderToStaticMarkup(<Shown value={value} side={side} />),
    );
  });
  expect(new Set(texts).size).toBe(6);
  expect(texts.join(" ")).toContain("we sent nothing");
  expect(texts.join(" ")).toContain("not in their record");
  expect(texts.join(" ")).toContain("sent as unknown");
});

test("a value that was cut says how much is lost", () => {
  const html = renderToStaticMarkup(
    <Shown value={{ kind: "text", text: "use the" }} side="target" cut={{ lost: 16, of: 271 }} />,
  );
  expect(html.replace(/<[^>]+>/g, "")).toContain("✂ 16 of 271 characters lost");
});
