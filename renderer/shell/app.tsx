import { useEffect, useState } from "react";
import { CompareScreen } from "../screens/compare/compare-screen.tsx";
import { ConnectionsScreen } from "../screens/connections/connections-screen.tsx";
import { CoverageScreen } from "../screens/coverage/coverage-screen.tsx";
import { FindingsScreen } from "../screens/findings/findings-screen.tsx";
import { FirstRunScreen } from "../screens/first-run/first-run-screen.tsx";
import { HomeScreen } from "../screens/home/home-screen.tsx";
import { LaterScreen } from "../screens/later-screen.tsx";
import { MakeScreen } from "../screens/make/make-screen.tsx";
import { PracticeScreen } from "../screens/practice/practice-screen.tsx";
import { SendScreen } from "../screens/send/send-screen.tsx";
import type { DoorState } from "./client.ts";
import { FailureBoundary } from "./failure-boundary.tsx";
import { KeysProvider, useKeys, type ScreenKey } from "./keys.tsx";
import { KeysSheet } from "./keys-sheet.tsx";
import { Navigation } from "./navigation.tsx";
import { Palette, type PaletteAction } from "./palette.tsx";
import { focusPane } from "./panes.ts";
import { allPlaces } from "./places.ts";
import { hashOf, type Route } from "./route.ts";
import { StatusBar } from "./status-bar.tsx";
import { TitleBar } from "./title-bar.tsx";
import { useCall, useClient, useCommand } from "./use-call.ts";
import { goTo, useRoute } from "./use-route.ts";

function ScreenOf({ route }: { route: Route }) {
  switch (route.screen) {
    case "home":
      return <HomeScreen />;
    case "start":
      return <FirstRunScreen run={route.run} />;
    case "make":
      return <MakeScreen />;
    case "send":
      return <SendScreen run={route.run} />;
    case "compare":
      return <CompareScreen run={route.run} caseId={route.case} field={route.field} />;
    case "coverage":
      return <CoverageScreen run={route.run} />;
    case "findings":
      return <FindingsScreen run={route.run} finding={route.finding} />;
    case "connections":
      return <ConnectionsScreen />;
    case "practice":
      return <PracticeScreen />;
    case "later":
      return <LaterScreen name={route.name} />;
  }
}

function useDoor(): DoorState {
  const client = useClient();
  const [door, setDoor] = useState<DoorState>("connecting");
  useEffect(() => client.onState(setDoor), [client]);
  return door;
}

function useTheme(theme: "system" | "light" | "dark" | undefined) {
  useEffect(() => {
    if (theme === undefined) return;
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
}

function useActions(): readonly PaletteAction[] {
  const settings = useCommand("app.settings");
  const tryIt = useCommand("practice.try");
  const theme = (label: string, to: "system" | "light" | "dark"): PaletteAction => ({
    group: "Actions",
    label,
    run: () => settings.mutate({ theme: to }),
  });
  return [
    {
      group: "Actions",
      label: "Try it with the practice EMR",
      run: () => tryIt.mutate({}, { onSuccess: ({ run }) => goTo({ screen: "start", run }) }),
    },
    { group: "Actions", label: "Connect my system", run: () => goTo({ screen: "connections" }) },
    theme("Light colours", "light"),
    theme("Dark colours", "dark"),
    theme("Colours of this computer", "system"),
    {
      group: "Actions",
      label: "Switch single-letter keys on",
      run: () => settings.mutate({ letterKeys: true }),
    },
    {
      group: "Actions",
      label: "Switch single-letter keys off",
      run: () => settings.mutate({ letterKeys: false }),
    },
    { group: "Actions", label: "Print this view", keys: "Ctrl P", run: () => window.print() },
    {
      group: "Actions",
      label: "Export evidence",
      blocked: "Not built yet.",
      run: () => goTo({ screen: "later", name: "evidence" }),
    },
  ];
}

function Frame() {
  const route = useRoute();
  const door = useDoor();
  const about = useCall("app.about", {});
  const home = useCall("workspace.home", {});
  const [palette, setPalette] = useState(false);
  const [sheet, setSheet] = useState(false);
  const actions = useActions();
  useTheme(about.data?.theme);

  const keys: readonly ScreenKey[] = [
    {
      keys: ["Ctrl+k"],
      shown: "Ctrl K",
      says: "Find a patient, field or action",
      letter: false,
      run: () => setPalette(true),
    },
    {
      keys: ["F6"],
      shown: "F6",
      says: "Next part of the window; Shift F6 back",
      letter: false,
      run: () => focusPane(1),
    },
    { keys: ["Shift+F6"], shown: "", says: "", letter: false, run: () => focusPane(-1) },
    {
      keys: ["?"],
      shown: "?",
      says: "Keys of this screen",
      letter: true,
      run: () => setSheet(true),
    },
    {
      keys: allPlaces.slice(0, 9).map((_, index) => `Alt+${index + 1}`),
      shown: "Alt 1…9",
      says: "Screen by its order",
      letter: false,
      run: (event) => {
        const place = allPlaces[Number(event.key) - 1];
        if (place !== undefined) goTo(place.route);
      },
    },
    {
      keys: ["Ctrl+p"],
      shown: "Ctrl P",
      says: "Print this view",
      letter: false,
      run: () => window.print(),
    },
  ];
  useKeys(keys);

  const rail = route.screen === "compare" ? "app rail" : "app";
  return (
    <div className={rail}>
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.querySelector<HTMLElement>("main")?.focus();
        }}
      >
        Skip to the screen
      </a>
      <TitleBar role={about.data?.role ?? "front-desk"} onPalette={() => setPalette(true)} />
      <Navigation route={route} waiting={home.data?.queue.waiting ?? 0} />
      <main className="main" tabIndex={-1}>
        {door === "reconnecting" && (
          <div className="note unsure lost" role="alert">
            <b>The connection to Crosschart was lost.</b> What was done is stored; a run goes on
            without this page. It connects again by itself; if not, start Crosschart again.
          </div>
        )}
        <FailureBoundary place={hashOf(route)}>
          <ScreenOf route={route} />
        </FailureBoundary>
      </main>
      <StatusBar door={door} onKeys={() => setSheet(true)} />
      <Palette open={palette} onClose={() => setPalette(false)} actions={actions} />
      <KeysSheet open={sheet} onClose={() => setSheet(false)} />
    </div>
  );
}

export function App() {
  const about = useCall("app.about", {});
  return (
    <KeysProvider letterKeys={about.data?.letterKeys ?? true}>
      <Frame />
    </KeysProvider>
  );
}
