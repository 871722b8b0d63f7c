/** What surrounds every page: navigation by role, who is signed in, how the page looks. */
import Drawer from "@mui/material/Drawer";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import { useColorScheme } from "@mui/material/styles";
import { Suspense, useEffect, useState } from "react";
import { NavLink, Outlet, useLocation } from "react-router";
import { words } from "../format/words";
import { Waiting } from "../parts/Answer";
import { Boundary } from "../parts/Boundary";
import { Icon } from "../parts/Icon";
import { useIsPracticeKnown } from "../session/practice";
import { usePreferences } from "../session/preferences";
import { nameOf, roleOf, useRole, useSession } from "../session/session";
import { useKeep } from "./filters";
import { Hiding } from "./Hiding";
import { placesOf } from "./places";

export function Shell() {
  const [isOpen, setIsOpen] = useState(false);
  const { pathname } = useLocation();
  const isPracticeKnown = useIsPracticeKnown();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawer closes when the page changes
  useEffect(() => setIsOpen(false), [pathname]);
  return (
    <>
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <div className="shell">
        <header className="shell__bar no-print">
          <button
            type="button"
            className="plain-button shell__menu"
            aria-label="Open the navigation"
            aria-expanded={isOpen}
            onClick={() => setIsOpen(true)}
          >
            <Icon name="menu" />
          </button>
          <Mark />
        </header>
        <aside className="shell__rail no-print">
          <Mark />
          <Navigation label="Pages" />
          <Account />
        </aside>
        <Drawer open={isOpen} onClose={() => setIsOpen(false)}>
          <div className="shell__drawer">
            <Navigation label="Pages" />
            <Account />
          </div>
        </Drawer>
        <main id="main" className="shell__main" tabIndex={-1}>
          <Boundary place={pathname}>
            <Suspense fallback={<Waiting height={480} />}>
              {isPracticeKnown ? <Outlet /> : <Waiting height={480} />}
            </Suspense>
          </Boundary>
        </main>
      </div>
      <Hiding />
    </>
  );
}

function Mark() {
  return (
    <NavLink to="/" className="mark" aria-label="Enamel, home">
      <img src="/app/mark.svg" alt="" width={28} height={28} />
      <span>Enamel</span>
    </NavLink>
  );
}

function Navigation({ label }: { label: string }) {
  const role = useRole();
  const keep = useKeep();
  return (
    <nav aria-label={label} className="navigation">
      {placesOf(role).map(([group, places]) => (
        <section key={group}>
          <h2>{group}</h2>
          <ul>
            {places.map((place) => (
              <li key={place.path}>
                <NavLink to={keep(place.path)} end={place.path === "/"}>
                  <Icon name={place.icon} />
                  {place.label}
                </NavLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

const HIDE_CHOICES = [0, 1, 2, 5, 15];

function Account() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { who, signOut } = useSession();
  const { mode, setMode } = useColorScheme();
  const { hideAfterMinutes, set } = usePreferences();
  return (
    <div className="account">
      <button
        type="button"
        className="account__button"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Icon name="person" />
        <span>
          <b>{nameOf(who)}</b>
          <small>{words(roleOf(who))}</small>
        </span>
      </button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <li className="menu-heading" role="presentation">
          Colours
        </li>
        {(["system", "light", "dark"] as const).map((it) => (
          <MenuItem key={it} selected={mode === it} onClick={() => setMode(it)}>
            {it === "system" ? "As this machine" : words(it)}
          </MenuItem>
        ))}
        <li className="menu-heading" role="presentation">
          Hide the page when nobody is there
        </li>
        {HIDE_CHOICES.map((minutes) => (
          <MenuItem
            key={minutes}
            selected={hideAfterMinutes === minutes}
            onClick={() => set({ hideAfterMinutes: minutes })}
          >
            {minutes === 0 ? "Never" : `After ${minutes} min`}
          </MenuItem>
        ))}
        <MenuItem divider sx={{ p: 0, minHeight: 0 }} disabled />
        <MenuItem onClick={() => void signOut()}>Sign out</MenuItem>
      </Menu>
    </div>
  );
}
