/** Every page: where it is, what it is called, who is led to it. Adding a page is adding a line here. */
import type { ComponentType } from "react";
import type { IconName } from "../parts/Icon";
import type { Role } from "../session/session";

export interface Place {
  /** Below /app; what is within the page (`/huddle/2026-07-14`) is its own. */
  path: string;
  label: string;
  icon: IconName;
  group: "Today" | "Money" | "Patients" | "Practice" | "Trust";
  /** Who finds it in the navigation. What a role may read is decided by the database alone. */
  roles: Role[];
  load: () => Promise<{ default: ComponentType }>;
}

const EVERYBODY: Role[] = [
  "owner",
  "manager",
  "billing",
  "front_desk",
  "provider",
  "hygienist",
  "analyst",
  "auditor",
];
const OFFICE = EVERYBODY.filter((it) => it !== "auditor");
const MONEY: Role[] = ["owner", "manager", "billing", "analyst"];
const FIGURES: Role[] = [...MONEY, "provider", "hygienist"];
const OPERATIONS: Role[] = ["owner", "manager", "analyst", "auditor"];

export const PLACES: Place[] = [
  {
    path: "/",
    label: "Home",
    icon: "home",
    group: "Today",
    roles: EVERYBODY,
    load: () => import("../pages/practice/Home"),
  },
  {
    path: "/huddle",
    label: "Huddle",
    icon: "huddle",
    group: "Today",
    roles: OFFICE,
    load: () => import("../pages/scheduling/Huddle"),
  },
  {
    path: "/close",
    label: "Daily close",
    icon: "close",
    group: "Today",
    roles: MONEY,
    load: () => import("../pages/payments/Close"),
  },
  {
    path: "/worklists",
    label: "Work lists",
    icon: "list",
    group: "Today",
    roles: OFFICE,
    load: () => import("../pages/worklists/Worklists"),
  },
  {
    path: "/revenue",
    label: "Revenue",
    icon: "money",
    group: "Money",
    roles: MONEY,
    load: () => import("../pages/practice/Revenue"),
  },
  {
    path: "/aging",
    label: "AR aging",
    icon: "aging",
    group: "Money",
    roles: MONEY,
    load: () => import("../pages/receivables/Aging"),
  },
  {
    path: "/definitions",
    label: "Definitions",
    icon: "book",
    group: "Trust",
    roles: FIGURES,
    load: () => import("../pages/kpis/Definitions"),
  },
  {
    path: "/figures",
    label: "Figures",
    icon: "chart",
    group: "Trust",
    // Reached from a tile, with the figure's name in the address.
    roles: [],
    load: () => import("../pages/kpis/Figure"),
  },
  {
    path: "/data",
    label: "Data",
    icon: "data",
    group: "Trust",
    roles: EVERYBODY,
    load: () => import("../pages/audit/Data"),
  },
  {
    path: "/alerts",
    label: "Alerts",
    icon: "bell",
    group: "Today",
    roles: MONEY,
    load: () => import("../pages/kpis/Alerts"),
  },
  {
    path: "/collections",
    label: "Collections",
    icon: "collect",
    group: "Money",
    roles: MONEY,
    load: () => import("../pages/collections/Collections"),
  },
  {
    path: "/insurance",
    label: "Insurance",
    icon: "shield",
    group: "Money",
    roles: MONEY,
    load: () => import("../pages/insurance/Insurance"),
  },
  {
    path: "/patients",
    label: "Patients",
    icon: "people",
    group: "Patients",
    roles: OFFICE,
    load: () => import("../pages/patients/Patients"),
  },
  {
    path: "/appointments",
    label: "Appointments",
    icon: "calendar",
    group: "Patients",
    roles: OFFICE,
    load: () => import("../pages/scheduling/Appointments"),
  },
  {
    path: "/hygiene",
    label: "Hygiene and recall",
    icon: "tooth",
    group: "Patients",
    roles: OFFICE,
    load: () => import("../pages/treatment/Hygiene"),
  },
  {
    path: "/treatment",
    label: "Treatment",
    icon: "funnel",
    group: "Patients",
    roles: FIGURES,
    load: () => import("../pages/treatment/Treatment"),
  },
  {
    path: "/referrals",
    label: "Referrals",
    icon: "share",
    group: "Patients",
    roles: [...MONEY, "front_desk"],
    load: () => import("../pages/patients/Referrals"),
  },
  {
    path: "/providers",
    label: "Providers",
    icon: "provider",
    group: "Practice",
    roles: ["owner", "manager", "provider", "hygienist", "analyst"],
    load: () => import("../pages/practice/Providers"),
  },
  {
    path: "/predictions",
    label: "Predictions",
    icon: "forecast",
    group: "Practice",
    // A hygienist has the work list of visits at risk; the scores of money are not theirs.
    roles: OFFICE.filter((it) => it !== "hygienist"),
    load: () => import("../pages/predictions/Predictions"),
  },
  {
    path: "/reports",
    label: "Own reports",
    icon: "report",
    group: "Practice",
    roles: FIGURES,
    load: () => import("../pages/reports/OwnReports"),
  },
];

export const ROLES = { EVERYBODY, OFFICE, MONEY, FIGURES, OPERATIONS };

export const GROUPS = ["Today", "Money", "Patients", "Practice", "Trust"] as const;

/** What a role is led to, group by group. */
export function placesOf(role: Role | null): [string, Place[]][] {
  return GROUPS.map((group): [string, Place[]] => [
    group,
    PLACES.filter((it) => it.group === group && role !== null && it.roles.includes(role)),
  ]).filter(([, places]) => places.length > 0);
}
