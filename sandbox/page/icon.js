/** Our own line drawings on a grid of 20, so that nothing is loaded from elsewhere. */
const drawings = {
  channel: "M8 3 6.5 17M13.5 3 12 17M3.5 7.5h14M2.5 12.5h14",
  chat: "M3 4h14v10H9l-4 3v-3H3z",
  group:
    "M7 9a2.5 2.5 0 100-5 2.5 2.5 0 000 5zM13.5 9a2 2 0 100-4 2 2 0 000 4zM2.5 16c0-3 2-4.5 4.5-4.5s4.5 1.5 4.5 4.5zM13.5 11.5c2.5 0 4 1.5 4 4h-3.5",
  send: "M3 3l15 7-15 7 2.5-7zM5.5 10H18",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  panel: "M3 4h14v12H3zM12 4v12",
  close: "M5 5l10 10M15 5L5 15",
  edit: "M4 16l1-4 8.5-8.5 3 3L8 15zM11.5 5.5l3 3",
  delete: "M4 6h12M8 6V4h4v2M6 6l1 11h6l1-11",
  pin: "M12 3l5 5-2.5.5-3 3-.5 4L5 9.5l4-.5 3-3zM8 12l-4.5 4.5",
  eye: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 8a2 2 0 100 4 2 2 0 000-4z",
  clock: "M10 3a7 7 0 100 14 7 7 0 000-14zM10 6v4.5l3 1.5",
  reply: "M8 5L3 10l5 5v-3.5c4 0 7 1 9 4-.5-5-3.5-7.5-9-7.5z",
  chevron: "M6 8l4 4 4-4",
  down: "M10 4v12M5 11l5 5 5-5",
  outside: "M9 4H4v12h12v-5M12 3h5v5M17 3l-8 8",
  check: "M4 10.5l4 4L16 6",
  warning: "M10 3l8 14H2zM10 8v4M10 14.2v.3",
  mail: "M3 5h14v10H3zM3 5.5l7 5.5 7-5.5",
  phone: "M5 3h3l1.5 4-2 1.5c1 2 2 3 4 4l1.5-2 4 1.5v3c-6 2-14-6-12-12z",
  text: "M6 2h8v16H6zM9 15h2",
  bell: "M5 14h10l-1.5-2V9a3.5 3.5 0 00-7 0v3zM8.5 16.5h3M10 3.5v2",
  plug: "M7 3v5M13 3v5M5 8h10v2a5 5 0 01-10 0zM10 15v3",
  heart: "M10 16.5C4.5 12.5 2.5 10 2.5 7.3a3.7 3.7 0 017.5-1.3 3.7 3.7 0 017.5 1.3c0 2.7-2 5.2-7.5 9.2z",
  task: "M4 4h12v12H4zM7 10l2 2 4-4",
  more: "M4.5 9.3a.7.7 0 100 1.4.7.7 0 000-1.4zM10 9.3a.7.7 0 100 1.4.7.7 0 000-1.4zM15.5 9.3a.7.7 0 100 1.4.7.7 0 000-1.4z",
  attach: "M14.5 8.5l-6 6a2.8 2.8 0 01-4-4l7-7a1.9 1.9 0 012.7 2.7l-6.6 6.6a1 1 0 01-1.4-1.4l5.6-5.6",
  file: "M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15",
  undo: "M7 5L3 9l4 4M3 9h9a5 5 0 010 8h-3",
  refresh: "M16 9a6 6 0 00-11-2.5M4 4v3h3M4 11a6 6 0 0011 2.5M16 16v-3h-3",
  history: "M10 6v4l2.5 2M4 4v4h4M4.3 8a6.3 6.3 0 11-.3 4",
  people: "M7 9.5a3 3 0 100-6 3 3 0 000 6zM1.5 17c0-3.3 2.4-5 5.5-5s5.5 1.7 5.5 5zM15 6v6M12 9h6",
  command: "M10 3l1.8 4.7L16.5 9.500l-4.7 1.800L10 16l-1.8-4.700L3.5 9.500l4.7-1.800z",
  like: "M3 9h3v8H3zM6 9l3.5-6c1.6 0 2.2 1.1 1.8 2.400L10.6 8H16c1 0 1.7.9 1.4 1.900l-1.7 5.700c-.2.8-.9 1.4-1.7 1.400H6",
  laugh:
    "M10 3a7 7 0 100 14 7 7 0 000-14zM6.5 8.500l1.2-1 1.2 1M11.1 8.500l1.2-1 1.2 1M6.5 11.300h7c-.5 2-1.8 3-3.5 3s-3-1-3.5-3z",
  surprised: "M10 3a7 7 0 100 14 7 7 0 000-14zM7.5 7.800v.6M12.5 7.800v.6M10 11a1.5 1.8 0 100 3.600A1.5 1.8 0 0010 11z",
  sad: "M10 3a7 7 0 100 14 7 7 0 000-14zM7.5 8v.6M12.5 8v.6M7 14c.6-1.3 1.7-2 3-2s2.4.7 3 2",
  angry:
    "M10 3a7 7 0 100 14 7 7 0 000-14zM6.3 7.500l2.2 1.200M13.7 7.500l-2.2 1.200M7.7 9.700v.3M12.3 9.700v.3M7 14.300c.6-1.3 1.7-2 3-2s2.4.7 3 2",
  rocket:
    "M10 2c3 2 4 5 4 9l-1.5 3h-5L6 11c0-4 1-7 4-9zM10 6.700a1.4 1.4 0 100 2.8 1.4 1.4 0 000-2.800zM6 11l-2 3v2l3-1.500M14 11l2 3v2l-3-1.500M9 15.500l1 2.5 1-2.5",
  globe: "M10 3a7 7 0 100 14 7 7 0 000-14zM3 10h14M10 3c-5 5-5 9 0 14M10 3c5 5 5 9 0 14",
};

const svg = "http://www.w3.org/2000/svg";

/** @param {keyof typeof drawings} name */
export function icon(name) {
  const picture = document.createElementNS(svg, "svg");
  const path = document.createElementNS(svg, "path");
  picture.setAttribute("viewBox", "0 0 20 20");
  picture.setAttribute("aria-hidden", "true");
  picture.setAttribute("class", "icon");
  path.setAttribute("d", drawings[name]);
  picture.append(path);
  return picture;
}
