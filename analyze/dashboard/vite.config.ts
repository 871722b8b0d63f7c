import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// `npm run dev` asks the API of `enamel serve`; set ENAMEL_API to ask another one.
const api = process.env.ENAMEL_API ?? "http://127.0.0.1:8000";

export default defineConfig({
  base: "/app/",
  plugins: [react()],
  // The server puts a number of its own into each answer: without it a browser refuses styles.
  html: { cspNonce: "__CSP_NONCE__" },
  build: { target: "es2022", modulePreload: { polyfill: false }, reportCompressedSize: false },
  server: { proxy: { "^/(?!app/)": api } },
});
