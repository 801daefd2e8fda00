/** A request and its answer as HAR 1.2 tells them, as far as we look at it. */
type Header = { name: string; value: string };

export type Exchange = {
  request: { method: string; url: string; headers: Header[]; postData?: { mimeType: string; text: string } };
  /** Status 0: the connection was cut. */
  response: { status: number; content: { mimeType: string; text?: string } };
  /** Names the fault that was put in the way, if one was. */
  comment?: string;
};

export const header = ({ request }: Exchange, name: string): string =>
  request.headers.find((each) => each.name.toLowerCase() === name)?.value ?? "";
