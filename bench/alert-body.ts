/** An alert in Azure Monitor's common schema, each number another alert. */
export const alertBody = (number: number): string =>
  JSON.stringify({
    schemaId: "azureMonitorCommonAlertSchema",
    data: {
      essentials: {
        alertId: `/subscriptions/bench/providers/Microsoft.AlertsManagement/alerts/${number}`,
        alertRule: `Checkout errors ${number}`,
        severity: "Sev1",
        signalType: "Metric",
        monitorCondition: "Fired",
        monitoringService: "Platform",
        alertTargetIDs: [],
        originAlertId: `bench-${number}`,
        firedDateTime: new Date().toISOString(),
        description: "More than one checkout in a hundred fails.",
        essentialsVersion: "1.0",
        alertContextVersion: "1.0",
      },
      alertContext: {},
    },
  });
