export default async function teardown(): Promise<void> {
  await (globalThis as { stopAzurite?: () => Promise<void> }).stopAzurite?.();
}
