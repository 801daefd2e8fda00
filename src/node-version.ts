/** TypeScript runs directly, without a build, since this version of Node. */
const least = [22, 18] as const;

/** Throws with what to do when this Node is too old. Call it before anything else. */
export function checkNodeVersion(version: string = process.versions.node): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > least[0] || (major === least[0] && minor >= least[1])) return;
  throw new Error(
    `Muster needs Node ${least.join(".")} or newer; this is ${version}. Run \`npm install\` and start it with \`npm start\`, which brings its own Node, or install Node 24.`,
  );
}
