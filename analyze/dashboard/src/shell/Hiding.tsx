/** Nobody there: first the page hides itself, then the session ends. */
import Button from "@mui/material/Button";
import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { usePractice } from "../session/practice";
import { usePreferences } from "../session/preferences";
import { useSession } from "../session/session";

const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;
const LOOK_SECONDS = 5;

/** What should happen after so many idle milliseconds. */
export function idleState(idle: number, hideAfterMinutes: number, endAfterMinutes: number) {
  if (idle >= endAfterMinutes * 60_000) return "end";
  return hideAfterMinutes > 0 && idle >= hideAfterMinutes * 60_000 ? "hide" : "show";
}

export function Hiding() {
  const { hideAfterMinutes } = usePreferences();
  const { idle_minutes } = usePractice();
  const signOut = useSession((it) => it.signOut);
  const [isHidden, setIsHidden] = useState(false);
  const seen = useRef(Date.now());
  const back = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const note = () => {
      seen.current = Date.now();
    };
    const look = () => {
      const state = idleState(Date.now() - seen.current, hideAfterMinutes, idle_minutes);
      if (state === "end") {
        void signOut(`Nobody was here for ${idle_minutes} minutes, so the session has ended.`);
      } else if (state === "hide") {
        back.current ??= document.activeElement as HTMLElement | null;
        setIsHidden(true);
      }
    };
    for (const sign of SIGNS) addEventListener(sign, note, { passive: true });
    const timer = setInterval(look, LOOK_SECONDS * 1000);
    return () => {
      for (const sign of SIGNS) removeEventListener(sign, note);
      clearInterval(timer);
    };
  }, [hideAfterMinutes, idle_minutes, signOut]);
  useEffect(() => {
    const root = document.getElementById("root");
    root?.toggleAttribute("inert", isHidden);
    root?.classList.toggle("is-hidden", isHidden);
    return () => {
      root?.removeAttribute("inert");
      root?.classList.remove("is-hidden");
    };
  }, [isHidden]);
  if (!isHidden) return null;
  return createPortal(
    <div className="curtain" role="dialog" aria-modal="true" aria-label="The page is hidden">
      <p>Hidden while nobody was here.</p>
      <Button
        autoFocus
        variant="contained"
        onClick={() => {
          seen.current = Date.now();
          setIsHidden(false);
          requestAnimationFrame(() => {
            back.current?.focus();
            back.current = null;
          });
        }}
      >
        Show the page
      </Button>
    </div>,
    document.body,
  );
}
