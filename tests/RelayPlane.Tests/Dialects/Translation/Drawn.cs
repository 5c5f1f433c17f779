using CsCheck;
using Xunit;

namespace RelayPlane.Tests.Dialects.Translation;

/// <summary>
/// Draws cases from one fixed source of chance, so that each run has the same: CsCheck's own <c>seed</c> fixes the first case only, and the rest would differ
/// from run to run.
/// </summary>
internal static class Drawn
{
    public static void Holds<T>(this Gen<T> cases, int times, Func<T, bool> holds)
    {
        var chance = new PCG(1, 20261124);
        for (var at = 0; at < times; at++)
        {
            var one = cases.Generate(chance, null, out _);
            Assert.True(holds(one), $"Case {at}: {Check.Print(one)}");
        }
    }
}
