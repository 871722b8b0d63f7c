/** Colours, type and the look of controls. Everything that is laid out by us reads the same tokens in styles.css. */
import { createTheme } from "@mui/material/styles";

const TYPE = '"Atkinson Hyperlegible Next Variable", system-ui, sans-serif';

export const theme = createTheme({
  cssVariables: { colorSchemeSelector: "data-scheme", nativeColor: false },
  colorSchemes: {
    light: {
      palette: {
        primary: { main: "#0b5653", contrastText: "#ffffff" },
        secondary: { main: "#9c4517", contrastText: "#ffffff" },
        error: { main: "#9d2b25" },
        warning: { main: "#7a5200" },
        success: { main: "#1c6437" },
        info: { main: "#2b5787" },
        background: { default: "#f4f1ea", paper: "#fffdf9" },
        text: { primary: "#17302f", secondary: "#4b5f5d" },
        divider: "#d9d3c5",
      },
    },
    dark: {
      palette: {
        primary: { main: "#7fd0c7", contrastText: "#06201e" },
        secondary: { main: "#f0a87c", contrastText: "#2b1205" },
        error: { main: "#f2a097" },
        warning: { main: "#e6bd6a" },
        success: { main: "#86cf9d" },
        info: { main: "#9cc3ec" },
        background: { default: "#0e1716", paper: "#152120" },
        text: { primary: "#e7eeea", secondary: "#a9bab6" },
        divider: "#2d3d3b",
      },
    },
  },
  shape: { borderRadius: 6 },
  spacing: 8,
  typography: {
    fontFamily: TYPE,
    fontSize: 14,
    button: { textTransform: "none", fontWeight: 600, letterSpacing: 0 },
  },
  components: {
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiButton: {
      defaultProps: { disableElevation: true, size: "small" },
      styleOverrides: { root: { minHeight: 34, paddingInline: 12 } },
    },
    MuiIconButton: { styleOverrides: { root: { borderRadius: 6 } } },
    MuiPaper: {
      defaultProps: { elevation: 0 },
      styleOverrides: { root: { backgroundImage: "none" } },
    },
    MuiPopover: {
      styleOverrides: {
        paper: {
          border: "1px solid var(--mui-palette-divider)",
          boxShadow: "0 8px 28px rgb(0 0 0 / 16%)",
        },
      },
    },
    MuiDialog: {
      styleOverrides: { paper: { border: "1px solid var(--mui-palette-divider)" } },
    },
    MuiTextField: { defaultProps: { size: "small" } },
    MuiSelect: { defaultProps: { size: "small" } },
    MuiOutlinedInput: {
      styleOverrides: {
        root: { backgroundColor: "var(--mui-palette-background-paper)" },
        notchedOutline: { borderColor: "var(--edge)" },
      },
    },
    MuiTooltip: { defaultProps: { arrow: true, enterDelay: 300 } },
    MuiLink: { defaultProps: { underline: "hover" } },
  },
});
