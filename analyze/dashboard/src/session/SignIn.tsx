/** The door. */
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useAsk } from "../api/asking";
import type { ApiProblem } from "../api/client";
import { useSession } from "./session";

export function SignIn() {
  const { signIn, notice, problem: waiting } = useSession();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const ways = useAsk("/session/ways");
  const name = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  useEffect(() => {
    document.title = "Sign in · Enamel";
    name.current?.focus();
  }, []);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setIsBusy(true);
    setProblem(null);
    try {
      await signIn(name.current?.value.trim() ?? "", password.current?.value ?? "");
    } catch (error) {
      setProblem((error as ApiProblem).message);
      setIsBusy(false);
      password.current?.select();
    }
  };
  return (
    <main className="door">
      <div className="door__words">
        <img src="/app/mark.svg" alt="" width={44} height={44} />
        <h1>Enamel</h1>
        <p>Your practice in numbers that tie out to the cent.</p>
      </div>
      <form className="door__form" onSubmit={(event) => void send(event)} aria-label="Sign in">
        <h2>Sign in</h2>
        {(notice || waiting) && (
          <p className="notice" role="status">
            {waiting?.message ?? notice}
          </p>
        )}
        <TextField
          label="Name"
          inputRef={name}
          required
          autoComplete="username"
          slotProps={{ htmlInput: { autoCapitalize: "none", spellCheck: false } }}
        />
        <TextField
          label="Password"
          type="password"
          inputRef={password}
          required
          autoComplete="current-password"
        />
        <p role="alert" className="problem">
          {problem}
        </p>
        <Button type="submit" variant="contained" size="large" disabled={isBusy}>
          {isBusy ? "Signing in" : "Sign in"}
        </Button>
        {ways.data?.oidc && (
          // Away from these pages: the server leads to the practice's identity provider and back.
          <Button href="/session/oidc" variant="outlined" size="large">
            Sign in with the practice's account
          </Button>
        )}
        <p className="fine">
          Forgotten? Whoever looks after Enamel makes a new one with{" "}
          <code>enamel users create</code>.
        </p>
      </form>
    </main>
  );
}
