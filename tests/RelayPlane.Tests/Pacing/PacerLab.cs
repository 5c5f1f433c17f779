using Microsoft.Extensions.Time.Testing;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Pacing;
using RelayPlane.Routing;
using RelayPlane.Tests.Upstream;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Pacing;

/// <summary>A pacer with two keys of one provider, in time that a test moves.</summary>
internal sealed class PacerLab : IDisposable
{
    public PacerLab(FakeTimeProvider? clock = null, PacingMemory? memory = null)
    {
        Clock = clock ?? new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));
        Pacer = new Pacer(Clock, new Random(1));
        if (memory is not null)
        {
            Pacer.Restore(memory);
        }

        Pacer.Configure([(Provider, Main)]);
    }

    public static Credential Main { get; } = new("main", "secret-of-main") { Id = Credential.IdOf("main", "secret-of-main") };

    public static Provider Provider { get; } = Providers.Named("anthropic") with { Profile = RateProfiles.Find("anthropic")! };

    public FakeTimeProvider Clock { get; }

    public Pacer Pacer { get; }

    public LaneReport Lane => Assert.Single(Pacer.Report().Lanes);

    public QueueReport Queue => Assert.Single(Pacer.Report().Queues);

    /// <summary>Opens a call's claim for a turn.</summary>
    public Ticket Call(double tokens = 100, ulong body = 1, Credential? key = null) =>
        Pacer.Open("agent", new Demand(tokens, null, PromptBlocks.None, body), [new Choice(new Target(Provider, "claude-sonnet"), "claude-sonnet", [key ?? Main])], Terms.Default, TimeSpan.FromSeconds(600));

    public async Task<Reservation> SendAsync(double tokens = 100, ulong body = 1, Credential? key = null)
    {
        var turn = await Pacer.WaitAsync(Call(tokens, body, key), CancellationToken.None);
        return turn.Reservation!;
    }

    public async Task FailAsync(Signal signal, ulong body = 1, ProviderWords? words = null, Credential? key = null)
    {
        using var sent = await SendAsync(body: body, key: key);
        sent.Failed(signal, default, words);
    }

    /// <summary>A call whose reply tells limits, so that they are known.</summary>
    public async Task LearnAsync(double requests, double input)
    {
        using var sent = await SendAsync();
        sent.Observe(new LimitReport(new LimitLevel(requests, requests), new LimitLevel(input, input), null));
        sent.Answered(null, null);
    }

    public void Dispose() => Pacer.Dispose();
}
