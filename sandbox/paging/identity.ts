/** The sandbox's Communication Services, PagerDuty and webhook: fixed and worthless secrets. */

/** The access key of the resource; HMAC keys are Base64. */
export const accessKey = Buffer.from("sandbox communication services").toString("base64");
export const smsFrom = "+441632960900";
export const callFrom = "+441632960901";
export const emailFrom = "muster@contoso.example";
export const speechUrl = "https://contoso.cognitiveservices.azure.com";
/** 32 characters, as PagerDuty's are. */
export const routingKey = "sandbox0routing0key0of0pagerduty";
export const pagerDutySecret = "sandbox-pagerduty-secret";
export const webhookSecret = "sandbox-page-webhook-secret";
/** With which Event Grid comes to Muster. */
export const eventToken = "sandbox";
