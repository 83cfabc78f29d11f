import type { FastifyInstance, FastifyReply } from "fastify";
import type { JsonObject } from "../json/lossless-tree.ts";
import { objectOf } from "../json/lossless-tree.ts";
import type { Interactions } from "../fhir/interactions.ts";
import { checkId } from "../fhir/interactions.ts";
import { readSearch } from "../fhir/search-query.ts";
import { chartBody, numberOf } from "./chart-page.ts";
import { chartStyle } from "./chart-style.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { officialName, textAt } from "./read-elements.ts";

export interface PageSystem {
  readonly system: "clinic" | "emr";
  readonly title: string;
  readonly interactions: Interactions;
  /** Doubtful pairs, where the system keeps such a list. */
  readonly reviews?: () => readonly { patient: string; candidate: string; score: number }[];
}

const listSize = 50;

/** The pages staff would look at: `/`, `/patients/:id`, `/review`; no script, nothing from elsewhere. */
export function addPages(app: FastifyInstance, system: PageSystem): void {
  app.get("/chart.css", async (_request, reply) =>
    reply.header("Content-Type", "text/css; charset=utf-8").send(chartStyle),
  );
  app.get<{ Querystring: { name?: string; after?: string } }>("/", async (request, reply) => {
    const { name = "", after = "" } = request.query;
    return page(reply, system, "Patients", patientList(system, String(name), String(after)));
  });
  app.get<{ Params: { id: string } }>("/patients/:id", async (request, reply) => {
    checkId(request.params.id);
    const stored = system.interactions.store.read("Patient", request.params.id);
    const patient = system.interactions.rendered(stored);
    const body = chartBody(patient, (type) => recordsOf(system, type, stored.id));
    return page(reply, system, officialName(patient), body);
  });
  const { reviews } = system;
  if (reviews) {
    app.get("/review", async (_request, reply) =>
      page(reply, system, "Review list", reviewList(reviews())),
    );
  }
}

function recordsOf(system: PageSystem, type: string, patient: string): JsonObject[] {
  const { store } = system.interactions;
  const params = new URLSearchParams({ patient, _count: "500" });
  return store
    .search(type, readSearch(store.system, type, params))
    .page.map((stored) => system.interactions.rendered(stored));
}

function patientList(system: PageSystem, name: string, after: string): Html {
  const { store } = system.interactions;
  const params = new URLSearchParams({ _count: String(listSize) });
  if (name !== "") params.set("name", name.replace(/[\\,$|]/g, "\\$&"));
  if (/^\d+$/.test(after)) params.set("_after", after);
  const {
    total,
    page: rows,
    next,
  } = store.search("Patient", readSearch(store.system, "Patient", params));
  const more = new URLSearchParams({ ...(name === "" ? {} : { name }), after: String(next) });
  return html`<h1>Patients</h1>
    <form method="get" action="/">
      <div>
        <label for="name">Name begins with</label> <input id="name" name="name" value="${name}" />
      </div>
      <button>Find</button>
    </form>
    <p class="note">${total} on file${name === "" ? "" : " with this name"}.</p>
    ${
      rows.length === 0
        ? html`<p class="none">Nobody here yet.</p>`
        : html`<table>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">MRN</th>
                <th scope="col">Date of birth</th>
                <th scope="col">Sex</th>
              </tr>
            </thead>
            <tbody>
              ${rows.map((stored) => patientRow(stored.id, objectOf(stored.resource ?? undefined)))}
            </tbody>
          </table>`
    }
    ${next === null ? html`` : html`<p><a href="/?${more.toString()}">Next ${listSize}</a></p>`}`;
}

function patientRow(id: string, patient: JsonObject | null): Html {
  if (!patient) return html``;
  return html`<tr>
    <td>
      <a href="/patients/${id}"><bdi>${officialName(patient)}</bdi></a>
    </td>
    <td>${numberOf(patient)}</td>
    <td>${textAt(patient, "birthDate")}</td>
    <td>${textAt(patient, "gender")}</td>
  </tr>`;
}

function reviewList(rows: readonly { patient: string; candidate: string; score: number }[]): Html {
  if (rows.length === 0)
    return html`<h1>Review list</h1>
      <p class="none">No doubtful pairs.</p>`;
  const link = (id: string): Html => html`<a href="/patients/${id}">${id}</a>`;
  return html`<h1>Review list</h1>
    <p class="note">Two charts that may be one person.</p>
    <table>
      <thead>
        <tr>
          <th scope="col">New chart</th>
          <th scope="col">Earlier chart</th>
          <th scope="col">Alike</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <td>${link(row.patient)}</td>
              <td>${link(row.candidate)}</td>
              <td>${Math.round(row.score * 100)} %</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

function page(reply: FastifyReply, system: PageSystem, title: string, body: Html): FastifyReply {
  const whole = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${system.title}</title>
        <link rel="stylesheet" href="/chart.css" />
      </head>
      <body data-system="${system.system}">
        <header class="top">
          <strong>${system.title}</strong><span>Made-up patients only</span>
          <nav>
            <a href="/">Patients</a>${
              system.reviews ? html` · <a href="/review">Review list</a>` : html``
            }
          </nav>
        </header>
        <main>${body}</main>
      </body>
    </html>`;
  return reply
    .header("Content-Type", "text/html; charset=utf-8")
    .header(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    .header("Cache-Control", "no-store")
    .header("X-Content-Type-Options", "nosniff")
    .header("Referrer-Policy", "no-referrer")
    .send(whole.text);
}
