import { expect, test } from "@jest/globals";
import { mailOf } from "../../src/paging/mail.ts";
import { headline, isGsm, textMessage, unlinked } from "../../src/paging/words.ts";
import { summons } from "./tools.ts";

test.each([
  ["see http://evil.example/x", "see http[:]//evil[.]example/x"],
  ["www.contoso.com and a@b.co", "www[.]contoso[.]com and a@b[.]co"],
  ["pay。example and xn--80ak6aa92e.com", "pay[.]example and xn--80ak6aa92e[.]com"],
  ["v1.2.3 is slow, e.g. by 0.5 s. Then", "v1.2.3 is slow, e.g. by 0.5 s. Then"],
  ["a\u0000b\u202ec\nd\te", "abc d e"],
])("%j makes no link and no mischief", (text, shown) => {
  expect(unlinked(text)).toBe(shown);
});

test("a reason is said, and a test says that it is one", () => {
  expect(headline(summons({ because: "you know payments" }))).toBe("SEV1 INC-42 checkout is down (you know payments)");
  expect(headline(summons({}, { kind: "test" }))).toBe("TEST PAGE: checkout is down");
  expect(textMessage(summons({}, { kind: "test" }))).toContain("Reply 1 to confirm, 2 if you cannot");
});

test("a drill says so before anything else", () => {
  const drill = summons({ drill: true, title: "checkout ".repeat(200) });
  expect(headline(summons({ drill: true }))).toBe("DRILL SEV1 INC-42 checkout is down");
  expect(textMessage(drill)).toMatch(/^DRILL SEV1 INC-42 checkout /);
  const mail = mailOf(drill);
  for (const text of [mail.subject, mail.plainText]) expect(text).toMatch(/^DRILL SEV1 INC-42/);
  expect(mail.html).toContain("DRILL &middot; Severity 1");
});

test("a text message is short, and keeps the way to answer whole", () => {
  const message = textMessage(summons({ title: "checkout ".repeat(200) }));
  expect(message.length).toBeLessThanOrEqual(302);
  expect(message).toMatch(/^SEV1 INC-42 checkout .*\.\.\. Reply 1 to take it, 2 if you cannot: https:\S+$/);
  expect(message.endsWith(summons().reply.url)).toBe(true);
});

test("what GSM can nearly say is said with its alphabet", () => {
  const message = textMessage(summons({ title: "“Zahlung” schlägt fehl – čekání… naïve" }));
  expect(message).toContain('"Zahlung" schlägt fehl - cekani... naive');
  expect(isGsm(message)).toBe(true);
});

test("what GSM cannot say is said as it is, and shorter", () => {
  const message = textMessage(summons({ title: "決済が落ちています".repeat(40) }));
  expect(message).toContain("決済が落ちています");
  expect(message.length).toBeLessThanOrEqual(201);
});
