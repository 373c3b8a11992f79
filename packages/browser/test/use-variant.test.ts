import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { createCapture } from "../src/index.ts";
import { useVariant } from "../src/react.ts";
import { shopData } from "./fakes/tabs.ts";

describe("useVariant", () => {
  test("example: the server renders the variant of its data", () => {
    const capture = createCapture({ collector: "https://shop.test/v1/events", data: shopData });
    const Button = ({ experiment }: { readonly experiment: string }) => createElement("button", null, useVariant(capture, experiment) ?? "unknown");
    expect(renderToString(createElement(Button, { experiment: "cta" }))).toBe("<button>short</button>");
    expect(renderToString(createElement(Button, { experiment: "other" }))).toBe("<button>unknown</button>");
  });
});
