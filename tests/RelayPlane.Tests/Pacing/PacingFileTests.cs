using System.Text;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Hosting;
using RelayPlane.Pacing;
using RelayPlane.Tests.Ledger;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Pacing;

public sealed class PacingFileTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<string> _notices = [];

    private string File => _folder.Database + ".pacing.json";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_exhausted_key_stays_so_after_a_restart_with_the_providers_words()
    {
        using var before = new PacerLab();
        var until = before.Clock.GetUtcNow().AddHours(6);
        var words = new ProviderWords(Api.Anthropic, 400, "application/json", "{\"error\":\"no credit\"}"u8.ToArray(), "req_1");
        await before.FailAsync(new Signal(SignalKind.Exhausted, Until: until, Message: "no credit"), words: words);

        before.Clock.Advance(TimeSpan.FromHours(1));
        using var after = Restart(before);

        Assert.Equal((LaneStates.Exhausted, "no credit"), (after.Lane.State, after.Lane.Reason));
        Assert.InRange(after.Lane.Until!.Value, until.AddSeconds(-1), until.AddSeconds(1));
        var turn = await after.Pacer.WaitAsync(after.Call(), CancellationToken.None);
        Assert.Equal(WaitEnding.NoKey, turn.None?.Ending);
        var kept = turn.None!.Lane!.KeyState.Words!;
        Assert.Equal((Api.Anthropic, 400, "application/json", "req_1"), (kept.Api, kept.Status, kept.ContentType, kept.RequestId));
        Assert.Equal(words.Body, kept.Body);

        after.Clock.Advance(TimeSpan.FromHours(5.1));
        (await after.SendAsync()).Dispose();
    }

    [Fact]
    public async Task A_dead_key_stays_so_and_is_soon_tried_again()
    {
        using var before = new PacerLab();
        await before.FailAsync(new Signal(SignalKind.KeyRejected, Message: "revoked"));
        using var after = Restart(before);
        Assert.Equal((LaneStates.Dead, "revoked"), (after.Lane.State, after.Lane.Reason));
        after.Clock.Advance(TimeSpan.FromSeconds(12));
        (await after.SendAsync()).Dispose();
    }

    [Fact]
    public async Task Limits_are_known_at_once_after_a_restart_and_used_with_care()
    {
        using var before = new PacerLab();
        await before.LearnAsync(600, 60_000);
        using var after = Restart(before);
        Assert.Equal([600.0, 60_000.0], after.Lane.Limits.Select(limit => limit.PerMinute));
        Assert.All(after.Lane.Limits, limit => Assert.Equal(limit.Capacity / 2, limit.Level, 1.0));
    }

    [Fact]
    public async Task An_open_breaker_stays_open_until_its_time_and_is_forgotten_long_after()
    {
        using var before = new PacerLab();
        await before.FailAsync(new Signal(SignalKind.Unreachable));
        await before.FailAsync(new Signal(SignalKind.Unreachable));
        var memory = before.Pacer.Remember();
        using var soon = new PacerLab(before.Clock, memory);
        Assert.Contains(soon.Lane.State, new[] { LaneStates.Cooling, LaneStates.Probing });
        before.Clock.Advance(TimeSpan.FromHours(1));
        using var late = new PacerLab(before.Clock, memory);
        Assert.Equal(LaneStates.Open, late.Lane.State);
    }

    [Fact]
    public async Task Clients_own_keys_and_secrets_are_never_written()
    {
        using var lab = new PacerLab();
        await lab.FailAsync(new Signal(SignalKind.Unreachable), key: Credential.OfClient("sk-client-secret"));
        await lab.FailAsync(new Signal(SignalKind.Unreachable), key: Credential.OfClient("sk-client-secret"));
        await lab.FailAsync(new Signal(SignalKind.KeyRejected, Message: "revoked"));
        var text = Encoding.UTF8.GetString(PacingFile.Text(lab.Pacer.Remember()));
        Assert.Contains(PacerLab.Main.Id, text, StringComparison.Ordinal);
        Assert.DoesNotContain("client", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_key_starts_afresh_and_the_old_one_leaves_the_file()
    {
        using var before = new PacerLab();
        await before.FailAsync(new Signal(SignalKind.KeyRejected));
        var changed = new Credential("main", "another") { Id = Credential.IdOf("main", "another") };
        before.Pacer.Configure([(PacerLab.Provider, changed)]);
        (await before.SendAsync(key: changed)).Dispose();
        Assert.Equal(LaneStates.Open, before.Lane.State);
        Assert.Empty(before.Pacer.Remember().Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"version":2,"keys":[],"lanes":[]}""")]
    [InlineData("""{"version":1,"keys":null,"lanes":[]}""")]
    [InlineData("""{"version":1,"keys":[null],"lanes":[]}""")]
    [InlineData("""{"version":1,"keys":[{"provider":"a","id":"b"}],"lanes":[]}""")]
    [InlineData("""{"version":1,"keys":[],"lanes":[{"provider":"a"}]}""")]
    [InlineData("""{"version":1,"keys":[{"provider":"a","id":"b","trouble":{"kind":"Odd","until":"2026-01-01T00:00:00Z"}}],"lanes":[]}""")]
    public async Task A_file_that_is_not_ours_is_left_aside_with_a_notice(string text)
    {
        await System.IO.File.WriteAllTextAsync(File, text, TestContext.Current.CancellationToken);
        var memory = PacingFile.Read(File, _notices.Add);
        Assert.Empty(memory.Keys);
        Assert.Empty(memory.Lanes);
        Assert.Contains(File, Assert.Single(_notices), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_a_first_start()
    {
        Assert.Empty(PacingFile.Read(File, _notices.Add).Lanes);
        Assert.Empty(_notices);
    }

    [Fact]
    public async Task It_is_written_when_something_changed_at_most_every_five_seconds_and_at_the_end()
    {
        using var lab = new PacerLab();
        await using (new PacingSaves(lab.Pacer, File, _notices.Add, lab.Clock))
        {
            lab.Clock.Advance(TimeSpan.FromSeconds(5));
            Assert.False(System.IO.File.Exists(File));
            await lab.LearnAsync(600, 60_000);
            Assert.False(System.IO.File.Exists(File));
            lab.Clock.Advance(TimeSpan.FromSeconds(5));
            await LedgerFixture.UntilAsync(() => System.IO.File.Exists(File));
            await lab.FailAsync(new Signal(SignalKind.KeyRejected));
        }

        Assert.Single(PacingFile.Read(File, _notices.Add).Keys);
        Assert.Empty(_notices);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told_once_and_stops_nothing()
    {
        using var lab = new PacerLab();
        await using (new PacingSaves(lab.Pacer, Path.Combine(File, "missing", "pacing.json"), notice => { lock (_notices) { _notices.Add(notice); } }, lab.Clock))
        {
            await lab.LearnAsync(600, 60_000);
            lab.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Single(_notices);
    }

    /// <summary>A second gateway on the same home, at the same time.</summary>
    private PacerLab Restart(PacerLab before)
    {
        PacingFile.Write(File, PacingFile.Text(before.Pacer.Remember()));
        var lab = new PacerLab(new FakeTimeProvider(before.Clock.GetUtcNow()), PacingFile.Read(File, _notices.Add));
        Assert.Empty(_notices);
        return lab;
    }
}
