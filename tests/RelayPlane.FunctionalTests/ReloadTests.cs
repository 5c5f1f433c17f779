using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

public sealed class ReloadTests
{
    [Fact]
    public async Task A_changed_config_is_in_force_without_a_restart_and_a_bad_one_leaves_the_old()
    {
        await using var first = RawProvider.Json("""{"from":"first"}""");
        await using var second = RawProvider.Json("""{"from":"second"}""");
        await using var lab = await Lab.InFrontOfAsync(first);
        Assert.Contains("first", await AskAsync(lab), StringComparison.Ordinal);

        await ReplaceAsync(lab, Lab.ConfigFor(second));
        await UntilAsync(async () => (await AskAsync(lab)).Contains("second", StringComparison.Ordinal));

        await ReplaceAsync(lab, "{ \"providrs\": {} }");
        await UntilAsync(async () => (await lab.Http.GetStringAsync("/health")).Contains("degraded", StringComparison.Ordinal));
        Assert.Contains("providrs", await lab.Http.GetStringAsync("/health", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("second", await AskAsync(lab), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tier_that_stands_for_itself_is_a_bad_config_and_leaves_the_old()
    {
        await using var provider = RawProvider.Json("""{"from":"provider"}""");
        await using var lab = await Lab.InFrontOfAsync(provider);
        await ReplaceAsync(lab, Lab.ConfigFor(provider, "\"routing\": { \"mode\": \"complexity\", \"complexity\": { \"simple\": \"rp:cheap\" } }"));
        await UntilAsync(async () => (await lab.Http.GetStringAsync("/health")).Contains("routing.complexity.simple", StringComparison.Ordinal));
        Assert.Contains("provider", await AskAsync(lab), StringComparison.Ordinal);
    }

    /// <summary>As an editor does it: a new file takes the old one's name.</summary>
    private static async Task ReplaceAsync(Lab lab, string text)
    {
        var beside = lab.Home.ConfigPath + ".new";
        await File.WriteAllTextAsync(beside, text);
        File.Move(beside, lab.Home.ConfigPath, overwrite: true);
    }

    private static async Task<string> AskAsync(Lab lab)
    {
        using var reply = await lab.Http.SendAsync(Post("/v1/messages", """{"model":"claude-x"}""", ("x-api-key", "k")), TestContext.Current.CancellationToken);
        return await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }
}
