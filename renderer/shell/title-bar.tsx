import { Menu } from "@base-ui/react/menu";
import { roles, type Role } from "../../api/calls/app.ts";
import { Icon } from "../parts/icon.tsx";
import { roleWords } from "./role-words.ts";
import { useCall, useCommand } from "./use-call.ts";
import { goTo } from "./use-route.ts";

const guards = {
  practice: { look: "", text: "PRACTICE EMR", more: "made-up patients only" },
  test: { look: "", text: "TEST SYSTEM", more: "made-up patients only" },
  unknown: { look: " unknown", text: "UNKNOWN SYSTEM", more: "sending is off" },
  real: { look: " real", text: "REAL SYSTEM", more: "sending is impossible" },
} as const;

function ConnectionMenu() {
  const list = useCall("connection.list", {});
  const select = useCommand("connection.select");
  const connections = list.data?.connections ?? [];
  const current = connections.find((line) => line.id === list.data?.current);
  const guard = current === undefined ? null : guards[current.guard];
  return (
    <>
      <Menu.Root>
        <Menu.Trigger className="conn">
          <Icon name="plug" />
          <span className="vh">Connection: </span>
          <span className="ell">{current?.name ?? "No connection yet"}</span>
          <span className="vh">. Change</span>
          <Icon name="down" />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner className="menu-place" sideOffset={4} align="start">
            <Menu.Popup className="menu card" data-modal="">
              {connections.map((line) => (
                <Menu.Item
                  key={line.id}
                  className="menu-item"
                  onClick={() => select.mutate({ id: line.id })}
                >
                  <Icon name={line.id === list.data?.current ? "check" : "plug"} />
                  {line.name}
                </Menu.Item>
              ))}
              <Menu.Item className="menu-item" onClick={() => goTo({ screen: "connections" })}>
                <Icon name="plus" />
                Connect my system…
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <span className={`guard${guard?.look ?? " unknown"}`} data-testid="guard">
        <Icon name="shield" />
        {guard?.text ?? "NO SYSTEM"}
        <span className="opt"> · {guard?.more ?? "made-up patients only"}</span>
      </span>
    </>
  );
}

function RoleMenu({ role }: { role: Role }) {
  const settings = useCommand("app.settings");
  const words = roleWords[role];
  return (
    <Menu.Root>
      <Menu.Trigger className="who">
        <span className="vh">Your role: {words.name}. Change</span>
        <span className="ava" aria-hidden="true">
          {words.short}
        </span>
        <span className="opt" aria-hidden="true">
          {words.name}
        </span>
        <Icon name="down" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="menu-place" sideOffset={4} align="end">
          <Menu.Popup className="menu card" data-modal="">
            {roles.map((each) => (
              <Menu.Item
                key={each}
                className="menu-item"
                onClick={() => settings.mutate({ role: each })}
              >
                <Icon name={each === role ? "check" : "people"} />
                <span>
                  {roleWords[each].name}
                  <small>{roleWords[each].sees}</small>
                </span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

interface TitleBarProps {
  readonly role: Role;
  readonly onPalette: () => void;
}

export function TitleBar({ role, onPalette }: TitleBarProps) {
  return (
    <header className="top">
      <div className="brand">
        <Icon name="duplicates" />
        <span>Crosschart</span>
      </div>
      <ConnectionMenu />
      <button type="button" className="search" onClick={onPalette} aria-keyshortcuts="Control+K">
        <Icon name="search" />
        <span className="search-words ell">Find a patient, field or action</span>
        <kbd>Ctrl K</kbd>
      </button>
      <RoleMenu role={role} />
    </header>
  );
}
