import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { z } from "zod";
import { AnnounceProvider } from "./shell/announce.tsx";
import { App } from "./shell/app.tsx";
import { connectSocket } from "./shell/browser/connect-socket.ts";
import { connectPort } from "./shell/desktop/connect-port.ts";
import { ClientProvider, makeQueryClient } from "./shell/use-call.ts";
import { WireClient } from "./shell/wire-client.ts";
import "./style/tokens.css";
import "./style/sizes.css";
import "./style/base.css";
import "./style/shell.css";
import "./style/parts.css";
import "./style/screens.css";
import "./style/make.css";
import "./style/compare.css";
import "./style/findings.css";
import "./style/coverage.css";
import "./style/narrow.css";
import "./style/print.css";

// the page may not evaluate code (CSP), so the schemas are walked, not compiled
z.config({ jitless: true });

const inBrowser = window.location.protocol.startsWith("http");
const client = new WireClient(inBrowser ? connectSocket : connectPort);
const root = document.querySelector("#root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={makeQueryClient(client)}>
        <ClientProvider value={client}>
          <AnnounceProvider>
            <App />
          </AnnounceProvider>
        </ClientProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
