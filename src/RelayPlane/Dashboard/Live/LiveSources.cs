using RelayPlane.Ledger;

namespace RelayPlane.Dashboard.Live;

/// <summary>What is looked at for pages that listen.</summary>
/// <param name="Calls">The calls, by the names that agents have.</param>
/// <param name="Gateway">How the gateway stands.</param>
/// <param name="AlertsPath">The file of alerts.</param>
/// <param name="Config">What is in force: another object after each reload.</param>
/// <param name="ConfigHash">A sign of the config's file as it is now.</param>
internal sealed record LiveSources(
    CallsReader Calls, Func<EventGateway> Gateway, Func<LimitsAnswer> Limits, Func<BudgetsAnswer> Budgets, string AlertsPath, Func<object> Config, Func<string> ConfigHash);
