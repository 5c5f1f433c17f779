using RelayPlane.Admission;
using RelayPlane.Admission.Alarms;
using RelayPlane.Admission.Budgets;
using RelayPlane.Admission.Sizes;
using RelayPlane.Catalog;
using RelayPlane.Hosting;

namespace RelayPlane.Tests.Hosting;

/// <summary>Books as a gateway would open them on its first day.</summary>
internal static class TestBooks
{
    public static PriceBook Prices { get; } = new();

    /// <summary>Lets everything by.</summary>
    public static Admittance Admittance { get; } = new(
        new Alarm(AlarmRules.Default, Alarms), new SizeLimits(), new BudgetGate(BudgetTerms.Off, new BudgetBook(TimeProvider.System), Prices, new Calibration(), (call, most) => OutputClamp.To(call, most)));

    public static Books New() => new(Prices, new Calibration(), new BudgetBook(TimeProvider.System), Alarms);

    private static AlarmBook Alarms => new((_, _, _, _) => { }, TimeProvider.System);
}
