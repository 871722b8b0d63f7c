/** The pages and who may come in. */
import { lazy, useEffect } from "react";
import { createBrowserRouter, RouterProvider } from "react-router";
import { Nothing, Waiting } from "./parts/Answer";
import { SignIn } from "./session/SignIn";
import { useSession } from "./session/session";
import { Page } from "./shell/Page";
import { PLACES } from "./shell/places";
import { Shell } from "./shell/Shell";

function Nowhere() {
  return (
    <Page title="No such page">
      <Nothing>Nothing is at this address. The navigation leads to every page.</Nothing>
    </Page>
  );
}

const router = createBrowserRouter(
  [
    {
      element: <Shell />,
      children: [
        ...PLACES.map((place) => {
          const Component = lazy(place.load);
          return { path: place.path === "/" ? "/" : `${place.path}/*`, element: <Component /> };
        }),
        { path: "*", element: <Nowhere /> },
      ],
    },
  ],
  { basename: "/app" },
);

export function App() {
  const { state, resume } = useSession();
  useEffect(() => void resume(), [resume]);
  if (state === "asking") return <Waiting height={600} />;
  if (state === "out") return <SignIn />;
  return <RouterProvider router={router} />;
}
