/**
 * The icons: four arrows meet in one point, as on the sign of a muster point. `node appPackage/icons.ts` draws them anew.
 * Teams wants 192 by 192 in colour with the drawing in the middle, and 32 by 32 in white on nothing.
 */
import { writeFileSync } from "node:fs";
import { type Pixel, png } from "./png.ts";

type Line = { from: [number, number]; to: [number, number] };

/** In units of half the picture, the middle being (0, 0). One arrow; the others are its mirror images. */
const tip = 0.25;
const arrow: Line[] = [
  { from: [0.66, 0.66], to: [tip, tip] },
  { from: [0.52, tip], to: [tip, tip] },
  { from: [tip, 0.52], to: [tip, tip] },
];
const samples = 6;

type Look = { scale: number; thickness: number; dot: number; arrows: Pixel; middle: Pixel; ground: Pixel };

const nothing: Pixel = [255, 255, 255, 0];
const white: Pixel = [255, 255, 255, 255];
const colour: Look = {
  scale: 0.9,
  thickness: 0.075,
  dot: 0.16,
  arrows: white,
  middle: [255, 164, 61, 255],
  ground: [43, 42, 108, 255],
};
const outline: Look = { scale: 1.25, thickness: 0.07, dot: 0.11, arrows: white, middle: white, ground: nothing };

export const colourIcon = (): Buffer => draw(192, colour);
export const outlineIcon = (): Buffer => draw(32, outline);

function draw(size: number, look: Look): Buffer {
  return png(size, (x, y) => {
    const seen: Pixel[] = [];
    for (let step = 0; step < samples * samples; step += 1) {
      const across = x + ((step % samples) + 0.5) / samples;
      const down = y + (Math.floor(step / samples) + 0.5) / samples;
      seen.push(colourAt((across / size) * 2 - 1, (down / size) * 2 - 1, look));
    }
    return mean(seen);
  });
}

function colourAt(across: number, down: number, look: Look): Pixel {
  const [x, y] = [Math.abs(across) / look.scale, Math.abs(down) / look.scale];
  if (Math.hypot(x, y) < look.dot) return look.middle;
  return arrow.some((line) => distance(x, y, line) < look.thickness) ? look.arrows : look.ground;
}

function distance(x: number, y: number, { from, to }: Line): number {
  const [wide, high] = [to[0] - from[0], to[1] - from[1]];
  const along = ((x - from[0]) * wide + (y - from[1]) * high) / (wide * wide + high * high);
  const nearest = Math.min(1, Math.max(0, along));
  return Math.hypot(x - from[0] - nearest * wide, y - from[1] - nearest * high);
}

/** The mean colour, in which what is not there does not count. */
function mean(seen: readonly Pixel[]): Pixel {
  const opacity = seen.reduce((sum, pixel) => sum + pixel[3], 0);
  if (opacity === 0) return nothing;
  const channel = (index: 0 | 1 | 2) => seen.reduce((sum, pixel) => sum + pixel[index] * pixel[3], 0) / opacity;
  return [channel(0), channel(1), channel(2), opacity / seen.length];
}

if (import.meta.main) {
  writeFileSync(new URL("color.png", import.meta.url), colourIcon());
  writeFileSync(new URL("outline.png", import.meta.url), outlineIcon());
}
