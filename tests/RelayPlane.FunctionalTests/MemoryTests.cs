using Xunit;

namespace RelayPlane.FunctionalTests;

/// <summary>Runs when no other test does: what it measures is the process's.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    [Fact]
    public async Task Two_thousand_calls_leave_no_memory_behind()
    {
        await using var provider = RawProvider.Json(ManyAtOnceTests.Reply);
        await using var lab = await Lab.InFrontOfAsync(provider);
        for (var call = 0; call < 500; call++)
        {
            await ManyAtOnceTests.AskAsync(lab);
            provider.Requests.Clear();
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var call = 0; call < 1500; call++)
        {
            await ManyAtOnceTests.AskAsync(lab);
            provider.Requests.Clear();
        }

        // A leak of the body alone, 32 KB a call, would be 48 MB.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 8 << 20);
    }
}
