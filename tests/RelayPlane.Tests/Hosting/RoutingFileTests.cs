using System.Collections.Frozen;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Hosting;
using RelayPlane.Routing.Deciding;
using RelayPlane.Routing.Scoring;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Hosting;

public sealed class RoutingFileTests : IDisposable
{
    private static readonly Learned Some = new(
        new Calibrated(new(.5, -.25), new(.5, 0), new(.5, .125)), "7", new Evidence(120, .97, .93, .99), new Dictionary<string, Evidence> { ["coding"] = new(40, .9, .8, .96) }.ToFrozenDictionary());

    private readonly TempFolder _folder = new();
    private readonly List<string> _notices = [];

    private string Where => _folder.Home.RoutingPath;

    [Fact]
    public void What_was_written_is_read()
    {
        RoutingFile.Write(Where, Some, DateTimeOffset.UnixEpoch);
        var read = RoutingFile.Read(Where, out var problem);
        Assert.Null(problem);
        Assert.Equal(Some.Heads, read!.Heads);
        Assert.Equal(Some.All, read.All);
        Assert.Equal(Some.Of("coding"), read.Of("coding"));
        Assert.Equal("7", read.Classifier);
    }

    [Fact]
    public void Without_a_file_nothing_was_learned() => Assert.Equal(Calibrated.Identity, RoutingFile.Read(Where, out _)!.Heads);

    [Fact]
    public async Task A_running_gateway_takes_what_is_learned_meanwhile_and_keeps_it_where_the_file_goes_bad()
    {
        await using var file = new RoutingFile(Where, _notices.Add, new FakeTimeProvider());
        RoutingFile.Write(Where, Some, DateTimeOffset.UnixEpoch);
        file.Look();
        Assert.Equal(Some.Heads, file.Current.Heads);

        await File.WriteAllTextAsync(Where, "{ broken", TestContext.Current.CancellationToken);
        file.Look();
        Assert.Equal(Some.Heads, file.Current.Heads);
        Assert.Contains("cannot be used", Assert.Single(_notices));
    }

    [Theory]
    [InlineData("""{ "classifier": "7", "simple": { "a": -1, "b": 0 } }""")]
    [InlineData("""{ "classifier": "7", "simple": { "a": 1e9, "b": 0 } }""")]
    [InlineData("{}")]
    public void A_correction_that_would_turn_the_order_around_is_none(string text)
    {
        File.WriteAllText(Where, text);
        Assert.Equal(HeadCalibration.Identity, RoutingFile.Read(Where, out _)!.Heads.Simple);
    }

    public void Dispose() => _folder.Dispose();
}
