using RelayPlane.Admission;
using RelayPlane.Admission.Alarms;
using RelayPlane.Admission.Budgets;
using RelayPlane.Admission.Sizes;
using RelayPlane.Catalog;
using RelayPlane.Config;
using RelayPlane.Gateway;
using RelayPlane.Hosting;

namespace RelayPlane.Tests.Hosting;

/// <summary>Books as a gateway would open them on its first day.</summary>
internal static class TestBooks
{
    public static PriceBook Prices { get; } = new();

    /// <summary>Nobody has a name.</summary>
    public static AgentNames Agents { get; } = new(Path.Combine(Path.GetTempPath(), "relayplane-no-such-home", "agent-names.json"), TimeProvider.System);

    /// <summary>Lets everything by.</summary>
    public static Admittance Admittance { get; } = new(
        new Alarm(AlarmRules.Default, Alarms), Sizes, Gate);

    public static Books New() => new(Prices, new Calibration(), new BudgetBook(TimeProvider.System), Alarms, Agents);

    public static Estimates Estimates(TimeProvider clock) => new(Prices, new Calibration(), Sizes, Gate, new BodyBudget(BodyBudget.Usual), clock);

    private static SizeLimits Sizes => new(SizeRules.From(GatewayConfig.Default), Prices, new Calibration());

    private static BudgetGate Gate => new(BudgetTerms.Off, new BudgetBook(TimeProvider.System), Prices, new Calibration());

    private static AlarmBook Alarms => new((_, _, _, _) => { }, TimeProvider.System);
}
