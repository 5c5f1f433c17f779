using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Cli;
using RelayPlane.Ledger;
using RelayPlane.Metering;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Cli;

public sealed class TailCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Entries.Noon.AddMinutes(1));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_begins_with_the_newest_calls_in_order()
    {
        await WriteAsync("a", "b", "c");

        var ids = Ids(await TailAsync("--json", "-n", "2"));

        Assert.Equal(["b", "c"], ids);
    }

    [Fact]
    public async Task A_call_shows_once_and_within_a_second_of_being_written()
    {
        await WriteAsync("a");
        var seen = new TextLines();
        using var end = new CancellationTokenSource();
        var tail = RunAsync(seen, end.Token, "--json");
        await seen.UntilAsync(1);

        await WriteAsync("b", "c");
        for (var poll = 0; poll < 5; poll++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Yield();
        }

        await seen.UntilAsync(3, () => _clock.Advance(TimeSpan.FromMilliseconds(200)));
        await end.CancelAsync();

        Assert.Equal(0, await tail);
        Assert.Equal(["a", "b", "c"], Ids(seen.ToString()));
    }

    [Fact]
    public async Task It_ends_when_nobody_reads_it_any_more()
    {
        await WriteAsync("a");

        Assert.Equal(0, await TailCommand.Create(() => _folder.Home, _clock).Parse("--json").InvokeAsync(
            new InvocationConfiguration { Output = new ClosedPipe(), Error = TextWriter.Null, ProcessTerminationTimeout = null }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task It_waits_for_a_database_that_is_not_there_yet()
    {
        var seen = new TextLines();
        using var end = new CancellationTokenSource();
        var tail = RunAsync(seen, end.Token, "--json");

        await WriteAsync("first");
        await seen.UntilAsync(1, () => _clock.Advance(TimeSpan.FromMilliseconds(200)));
        await end.CancelAsync();

        Assert.Equal(0, await tail);
        Assert.Equal(["first"], Ids(seen.ToString()));
    }

    [Fact]
    public async Task The_last_line_sums_what_passed_and_says_what_is_unpriced()
    {
        var seen = new TextLines();
        using var end = new CancellationTokenSource();
        var tail = RunAsync(seen, end.Token);
        await seen.UntilAsync(2);

        await LedgerFixture.WriteAsync(
            _folder.Database,
            Entries.Call("a", Entries.Attempt() with { Quote = new(PriceStatus.Priced, new Money(12_400_000_000)) }),
            Entries.Call("b", Entries.Attempt("mystery")) with { Outcome = Outcome.Failed });
        await seen.UntilAsync(4, () => _clock.Advance(TimeSpan.FromMilliseconds(200)));
        await end.CancelAsync();
        await tail;

        Assert.Contains("2 calls, 1 error, $12.40 and 1 unpriced call.", seen.ToString().TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--agent", "CLAUDE", "a")]
    [InlineData("--model", "gpt", "b")]
    [InlineData("--provider", "openai", "b")]
    [InlineData("--status", "529", "b")]
    [InlineData("--status", "5xx", "b")]
    [InlineData("--status", "answered", "a")]
    [InlineData("--session", "5e55", "a")]
    [InlineData("--slow", "5000", "b")]
    [InlineData("--errors", null, "b")]
    public async Task A_filter_shows_only_what_it_takes(string option, string? value, string id)
    {
        await LedgerFixture.WriteAsync(
            _folder.Database,
            Entries.Call("a", Entries.Attempt()) with { Agent = "claude-code", Session = "5e5510" },
            Entries.Call("b", Entries.Attempt("gpt-5") with { Provider = "openai" }) with { Status = 529, Outcome = Outcome.Failed, Total = TimeSpan.FromSeconds(6) });

        Assert.Equal([id], Ids(await TailAsync(value is null ? ["--json", option] : ["--json", option, value])));
    }

    [Fact]
    public async Task A_filter_looks_back_past_the_calls_that_it_does_not_take()
    {
        CallEntry[] others = [.. Enumerable.Range(0, 1200).Select(number => Entries.Call($"n{number}", Entries.Attempt()))];
        await LedgerFixture.WriteAsync(_folder.Database, [Entries.Call("old", Entries.Attempt("gpt-5")), .. others]);

        Assert.Equal(["old"], Ids(await TailAsync("--json", "--model", "gpt-5")));
    }

    [Fact]
    public async Task An_agent_goes_by_the_name_that_it_was_given_since()
    {
        await LedgerFixture.WriteAsync(_folder.Database, Entries.Call("a", Entries.Attempt()) with { Agent = "agent-1", ParentAgent = "agent-2" });
        await File.WriteAllTextAsync(_folder.Home.AgentNamesPath, """{"agent-1":"coder","agent-2":"planner"}""", TestContext.Current.CancellationToken);

        var call = JsonDocument.Parse(await TailAsync("--json", "--agent", "coder")).RootElement;

        Assert.Equal(("coder", "planner"), (call.GetProperty("agent").GetString(), call.GetProperty("parent_agent").GetString()));
    }

    [Theory]
    [InlineData("--status", "fine")]
    [InlineData("--status", "4x")]
    [InlineData("-n", "-1")]
    public void Bad_usage_is_told_before_anything_is_read(string option, string value) =>
        Assert.NotEmpty(TailCommand.Create(() => _folder.Home, _clock).Parse([option, value]).Errors);

    [Fact]
    public async Task A_file_that_is_no_database_is_one_line_and_exit_1()
    {
        await File.WriteAllTextAsync(_folder.Database, new string('x', 8192), TestContext.Current.CancellationToken);

        Assert.Equal(1, await RunAsync(new TextLines(), TestContext.Current.CancellationToken));
    }

    private Task<LedgerHealth> WriteAsync(params string[] ids) => LedgerFixture.WriteAsync(_folder.Database, [.. ids.Select(id => Entries.Call(id, Entries.Attempt()))]);

    /// <summary>What is shown at the beginning.</summary>
    private async Task<string> TailAsync(params string[] args)
    {
        var seen = new TextLines();
        using var end = new CancellationTokenSource();
        await end.CancelAsync();
        Assert.Equal(0, await RunAsync(seen, end.Token, args));
        return seen.ToString();
    }

    private Task<int> RunAsync(TextLines output, CancellationToken end, params string[] args) =>
        TailCommand.Create(() => _folder.Home, _clock).Parse(args).InvokeAsync(
            new InvocationConfiguration { Output = output, Error = TextWriter.Null, ProcessTerminationTimeout = null }, end);

    private static List<string> Ids(string lines) =>
        [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!)];

    /// <summary>A pipe whose reader is gone.</summary>
    private sealed class ClosedPipe : TextWriter
    {
        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public override void Write(char value) => throw new IOException("Broken pipe");
    }
}
