import { Icon } from "../parts/icon.tsx";
import { isCurrent, placeGroups } from "./places.ts";
import { hashOf, type Route } from "./route.ts";

interface NavigationProps {
  readonly route: Route;
  /** Patients who wait for a verdict; shown beside Compare. */
  readonly waiting: number;
}

/** 204 px with words, 52 px as a rail with the words in tooltip and accessible name. */
export function Navigation({ route, waiting }: NavigationProps) {
  return (
    <nav className="nav" aria-label="Main" data-pane="">
      {placeGroups.map((group) => (
        <div
          key={group.label}
          className="nav-group"
          role="group"
          aria-label={group.label || "Start"}
        >
          {group.label !== "" && (
            <>
              <hr />
              <div className="nav-head">{group.label}</div>
            </>
          )}
          {group.places.map((place) => (
            <a
              key={place.label}
              href={hashOf(place.route)}
              title={place.label}
              aria-current={isCurrent(place, route) ? "page" : undefined}
            >
              <Icon name={place.icon} />
              <span>{place.label}</span>
              {place.label === "Compare" && waiting > 0 && (
                <b className="ct">
                  {waiting}
                  <span className="vh"> waiting</span>
                </b>
              )}
            </a>
          ))}
        </div>
      ))}
      <div className="foot">All work is saved on this computer</div>
    </nav>
  );
}
