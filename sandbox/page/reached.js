/** Whom something was sent to, in words. */

/** The person behind a number, an address or a name. */
export function addressee(store, { kind, to, body }) {
  const name = kind === "pagerduty" ? body?.payload?.custom_details?.for : to;
  const wanted = String(name ?? "").toLowerCase();
  return store.people.find(({ phone, upn, name }) => [phone, upn, name].some((each) => each?.toLowerCase() === wanted));
}

export function addresseeName(store, outgoing) {
  const person = addressee(store, outgoing);
  if (person !== undefined) return person.name;
  return outgoing.kind === "pagerduty" ? "PagerDuty" : String(outgoing.to);
}

const words = {
  sent: "on its way",
  delivered: "delivered",
  answered: "answered",
  failed: "failed",
  ringing: "ringing",
  ended: "ended",
  open: "open",
  acknowledged: "acknowledged",
  resolved: "resolved",
};
const callWords = { answered: "on the phone" };

export const stateWords = ({ kind, state }) =>
  (kind === "voice" ? callWords[state] : undefined) ?? words[state] ?? String(state);

/** The last reason that anybody gave. */
export const reasonOf = ({ history = [] }) => history.findLast(({ reason }) => reason !== undefined)?.reason;
