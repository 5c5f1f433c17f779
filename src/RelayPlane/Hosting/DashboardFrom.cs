using System.Security.Cryptography;
using RelayPlane.Admission.Budgets;
using RelayPlane.Config;
using RelayPlane.Dashboard;
using RelayPlane.Dashboard.Pages;
using RelayPlane.Gateway;
using RelayPlane.Pacing;

namespace RelayPlane.Hosting;

/// <summary>Puts the page and its API together. Here stands the list of all that answers below <c>/api</c>.</summary>
internal static class DashboardFrom
{
    public static PageDoor Build(DashboardParts parts)
    {
        var access = new Access(parts.Current, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), parts.ControlToken);
        return new PageDoor(access, new Api(Paths(parts, access), access, parts.Notice, parts.Clock), new Page(PageFiles.Embedded));
    }

    private static IReadOnlyList<ApiPath> Paths(DashboardParts parts, Access access) =>
    [
        .. new AccessPaths(access).All,
        .. new LimitPaths(() => LimitsAnswer.Of(parts.Pacer.Report(), parts.Counters.Limited, parts.Clock.GetUtcNow())).All,
        .. new BudgetPaths(new BudgetControl(parts.Budgets, () => parts.Current().Admittance.Budgets, parts.Home.BudgetsPath, parts.Clock)).All,
    ];
}

/// <summary>What the page shows and changes.</summary>
/// <param name="Current">The rooms as the last good config built them.</param>
/// <param name="ControlToken">What commands carry.</param>
/// <param name="Notice">Told, in one line, what the operator should know.</param>
internal sealed record DashboardParts(Home Home, Func<Runtime> Current, Pacer Pacer, Counters Counters, BudgetBook Budgets, string ControlToken, Action<string> Notice, TimeProvider Clock);
