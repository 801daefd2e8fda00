/** The sandbox's documented interface (docs/sandbox.md); the page knows nothing else of the server. */

const patienceMs = 90_000;

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(patienceMs),
  }).catch((error) => {
    throw new Error(
      error.name === "TimeoutError" ? "The sandbox took too long to answer." : "The sandbox does not answer.",
    );
  });
  const answer = readJson(await response.text());
  if (!response.ok) throw new Error(complaint(answer) ?? `The sandbox answered with status ${response.status}.`);
  return answer;
}

function readJson(text) {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function complaint(answer) {
  const words = [answer?.error?.message, answer?.error, answer?.message].find((each) => typeof each === "string");
  return words === "" ? undefined : words;
}

const named = (id) => encodeURIComponent(id);

export const readPeople = () => call("GET", "/sandbox/people");
export const readTeams = () => call("GET", "/sandbox/teams");
export const readCommands = () => call("GET", "/sandbox/commands");
export const readSettings = () => call("GET", "/sandbox/settings");
export const setSettings = (settings) => call("POST", "/sandbox/settings", settings);
export const readConversations = () => call("GET", "/sandbox/conversations");
/** As this person sees them: a card can have a side for one person only. */
export const readMessages = (conversation, person) =>
  call(
    "GET",
    `/sandbox/conversations/${named(conversation)}/messages${person === undefined ? "" : `?viewer=${named(person)}`}`,
  );
/** With everything that each has said. */
export const readHistory = (conversation) =>
  call("GET", `/sandbox/conversations/${named(conversation)}/messages?versions=true`);
export const renameChannel = (conversation, name) =>
  call("PATCH", `/sandbox/conversations/${named(conversation)}`, { name });
export const deleteChannel = (conversation) => call("DELETE", `/sandbox/conversations/${named(conversation)}`);
export const joinTeam = (team, person) => call("PUT", `/sandbox/teams/${named(team)}/members/${named(person)}`);
export const leaveTeam = (team, person) => call("DELETE", `/sandbox/teams/${named(team)}/members/${named(person)}`);
export const say = (conversation, message) =>
  call("POST", `/sandbox/conversations/${named(conversation)}/messages`, message);
export const editMessage = (conversation, message, change) =>
  call("PATCH", `/sandbox/conversations/${named(conversation)}/messages/${named(message)}`, change);
export const deleteMessage = (conversation, message, by) =>
  call("DELETE", `/sandbox/conversations/${named(conversation)}/messages/${named(message)}`, by);
export const restoreMessage = (conversation, message, by) =>
  call("POST", `/sandbox/conversations/${named(conversation)}/messages/${named(message)}/restore`, by);
export const react = (message, reaction) => call("PUT", `/sandbox/messages/${named(message)}/reactions`, reaction);
export const refresh = (message, by) => call("POST", `/sandbox/messages/${named(message)}/refresh`, by);
export const act = (message, chosen) => call("POST", `/sandbox/messages/${named(message)}/action`, chosen);
export const vanish = (file) => call("DELETE", `/sandbox/attachments/${named(file)}`);
export const press = (message, pressed) => call("POST", `/sandbox/messages/${named(message)}/press`, pressed);
export const read = (conversation, by) => call("POST", `/sandbox/conversations/${named(conversation)}/read`, by);
export const readWorkItems = () => call("GET", "/sandbox/workitems");
export const readProcess = () => call("GET", "/sandbox/process");
export const readWiki = () => call("GET", "/sandbox/wiki");
export const readWorkItemHistory = (id) => call("GET", `/sandbox/workitems/${named(id)}/history`);
export const editWorkItem = (id, edit) => call("PATCH", `/sandbox/workitems/${named(id)}`, edit);
export const deleteWorkItem = (id, by) => call("DELETE", `/sandbox/workitems/${named(id)}`, by);
export const restoreWorkItem = (id, by) => call("PUT", `/sandbox/workitems/${named(id)}/restore`, by);
export const readOutbox = () => call("GET", "/sandbox/outbox");
export const answer = (outgoing, act) => call("POST", `/sandbox/outbox/${named(outgoing)}/answer`, act);
export const readPhones = () => call("GET", "/sandbox/phones");
export const setPhone = (number, reach) => call("PUT", `/sandbox/phones/${named(number)}`, { reach });
export const readHeartbeats = () => call("GET", "/sandbox/heartbeats");
export const readClock = () => call("GET", "/sandbox/clock");
export const advanceClock = (duration) => call("POST", "/sandbox/clock", { advance: duration });
export const readFaults = () => call("GET", "/sandbox/faults");
export const setFault = (fault) => call("POST", "/sandbox/faults", fault);
export const clearFaults = () => call("DELETE", "/sandbox/faults");
