/** How Teams dresses an Adaptive Card. The colours are this page's own, so that light and dark need no second card. */

const colour = (name) => ({ default: `var(--card-${name})`, subtle: `var(--card-${name}-subtle)` });
const foregroundColors = Object.fromEntries(
  ["default", "dark", "light", "accent", "attention", "good", "warning"].map((name) => [name, colour(name)]),
);
const container = (name) => ({
  backgroundColor: `var(--card-background-${name})`,
  borderColor: `var(--card-border-${name})`,
  foregroundColors,
});

const text = { fontType: "default", isSubtle: false, color: "default", wrap: true };

export const hostConfig = {
  hostCapabilities: {},
  supportsInteractivity: true,
  fontFamily: "var(--font)",
  fontTypes: {
    default: {
      fontFamily: "var(--font)",
      fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
      fontWeights: { lighter: 400, default: 400, bolder: 600 },
    },
    monospace: {
      fontFamily: "var(--font-code)",
      fontSizes: { small: 12, default: 13, medium: 13, large: 16, extraLarge: 22 },
      fontWeights: { lighter: 400, default: 400, bolder: 600 },
    },
  },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 10 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: Object.fromEntries(
    ["default", "emphasis", "accent", "good", "attention", "warning"].map((name) => [name, container(name)]),
  ),
  inputs: {
    label: {
      requiredInputs: { suffix: " *", suffixColor: "attention", weight: "bolder" },
      optionalInputs: { weight: "bolder" },
      inputSpacing: "small",
    },
    errorMessage: { color: "attention", spacing: "small" },
  },
  actions: {
    maxActions: 6,
    spacing: "default",
    buttonSpacing: 8,
    showCard: { actionMode: "inline", inlineTopMargin: 16, style: "emphasis" },
    preExpandSingleShowCardAction: false,
    actionsOrientation: "horizontal",
    actionAlignment: "left",
  },
  adaptiveCard: { allowCustomStyle: true },
  factSet: { title: { ...text, weight: "bolder", maxWidth: 140 }, value: { ...text, weight: "default" }, spacing: 16 },
};
