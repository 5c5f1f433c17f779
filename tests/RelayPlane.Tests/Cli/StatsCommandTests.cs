using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Cli;
using RelayPlane.Ledger;
using RelayPlane.Metering;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Cli;

public sealed class StatsCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Entries.Noon.AddMinutes(1));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_table_has_a_row_a_model_and_a_total_that_says_what_is_unpriced()
    {
        await LedgerFixture.WriteAsync(
            _folder.Database,
            Entries.Call("a", Entries.Attempt("gpt-5") with { Quote = new(PriceStatus.Priced, new(12_400_000_000)) }),
            Entries.Call("b", Entries.Attempt("mystery")) with { Outcome = Outcome.Failed });

        (int code, string text) = Run("stats");

        Assert.Equal(0, code);
        Assert.Matches(@"gpt-5 +│ +1 │ +0 │ +127 │ +16 % │ +50 │ +\$12\.40 │", text);
        Assert.Matches(@"mystery +│ +1 │ +1 │.*│ +1 unpriced call │", text);
        Assert.Matches(@"total +│ +2 │ +1 │ +254 │.*│ +\$12\.40 and 1 unpriced call │", text);
    }

    [Fact]
    public async Task A_name_from_outside_cannot_drive_the_terminal()
    {
        await LedgerFixture.WriteAsync(_folder.Database, Entries.Call("a", Entries.Attempt("[red]\u001b[2Jx")));

        Assert.Contains("[red]?[2Jx", Run("stats").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_first_call_it_says_how_to_make_one()
    {
        (int code, string text) = Run("stats");

        Assert.Equal(0, code);
        Assert.Contains("sandbox/", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_exact_money_and_null_where_the_price_is_unknown()
    {
        await LedgerFixture.WriteAsync(
            _folder.Database, Entries.Call("a", Entries.Attempt("gpt-5")), Entries.Call("b", Entries.Attempt("mystery")));

        JsonElement json = JsonDocument.Parse(Run("stats", "--json").Text).RootElement;

        JsonElement[] rows = [.. json.GetProperty("rows").EnumerateArray()];
        Assert.Equal(["gpt-5", "mystery"], rows.Select(row => row.GetProperty("model").GetString()));
        Assert.Equal(0.000000177m, rows[0].GetProperty("cost_usd").GetDecimal());
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("cost_usd").ValueKind);
        Assert.Equal(177, json.GetProperty("total").GetProperty("cost_nano").GetInt64());
        Assert.Equal(1, json.GetProperty("total").GetProperty("unpriced").GetInt64());
    }

    [Fact]
    public async Task Since_leaves_out_what_is_older()
    {
        await LedgerFixture.WriteAsync(
            _folder.Database, Entries.Call("a", Entries.Attempt()), Entries.Call("b", Entries.Attempt()) with { At = Entries.Noon.AddMinutes(-2) });

        JsonElement json = JsonDocument.Parse(Run("stats", "--json", "--since", "2m").Text).RootElement;

        Assert.Equal(1, json.GetProperty("total").GetProperty("requests").GetInt64());
    }

    [Fact]
    public async Task Two_groups_make_rows_of_pairs_and_what_is_beyond_the_top_is_one_row()
    {
        await LedgerFixture.WriteAsync(
            _folder.Database,
            Entries.Call("a", Entries.Attempt("gpt-5") with { Quote = new(PriceStatus.Estimated, new(12_400_000_000)) }) with { Agent = "coder" },
            Entries.Call("b", Entries.Attempt()) with { Agent = "tester" });

        string text = Run("stats", "--by", "model,agent", "--top", "1").Text;

        Assert.Matches(@"gpt-5 +│ coder +│.*~\$12\.40", text);
        Assert.Matches(@"others +│ others +│ +1 │", text);
        Assert.Contains("~ includes 1 call whose cost had to be estimated", text, StringComparison.Ordinal);
        JsonElement row = JsonDocument.Parse(Run("stats", "--by", "model,agent", "--json").Text).RootElement.GetProperty("rows")[0];
        Assert.Equal(("gpt-5", "coder", 1), (row.GetProperty("model").GetString(), row.GetProperty("agent").GetString(), row.GetProperty("estimated").GetInt32()));
    }

    [Fact]
    public async Task Csv_quotes_names_and_leaves_an_unknown_cost_empty()
    {
        await LedgerFixture.WriteAsync(_folder.Database, Entries.Call("a", Entries.Attempt("mystery")) with { Agent = "=a,\"b\"" });

        string[] lines = Run("stats", "--by", "agent", "--csv").Text.Split(Environment.NewLine);

        Assert.StartsWith("agent,requests,errors,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("\"'=a,\"\"b\"\"\",1,0,1,1,1,0,127,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",,0,0,0,,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_sums_what_is_beyond_its_rows_in_a_last_one()
    {
        await LedgerFixture.WriteAsync(_folder.Database, [.. "abc".Select(id => Entries.Call($"{id}", Entries.Attempt($"{id}")))]);

        string[] lines = Run("stats", "--csv", "--top", "1").Text.Split(Environment.NewLine);

        Assert.StartsWith("a,1,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("(others),2,", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Until_leaves_out_what_is_newer()
    {
        await LedgerFixture.WriteAsync(
            _folder.Database, Entries.Call("a", Entries.Attempt()), Entries.Call("b", Entries.Attempt()) with { At = Entries.Noon.AddMinutes(-2) });

        JsonElement json = JsonDocument.Parse(Run("stats", "--json", "--until", "2m").Text).RootElement;

        Assert.Equal(1, json.GetProperty("total").GetProperty("requests").GetInt64());
    }

    [Fact]
    public async Task Calls_from_before_an_agent_had_its_name_count_under_it()
    {
        await LedgerFixture.WriteAsync(
            _folder.Database, Entries.Call("a", Entries.Attempt()) with { Agent = "agent-1" }, Entries.Call("b", Entries.Attempt()) with { Agent = "coder" });
        await File.WriteAllTextAsync(_folder.Home.AgentNamesPath, """{"agent-1":"coder"}""", TestContext.Current.CancellationToken);

        string[] lines = Run("stats", "--by", "agent", "--csv").Text.Split(Environment.NewLine);

        Assert.StartsWith("coder,2,", lines[1], StringComparison.Ordinal);
        Assert.Equal("", lines[2]);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    public async Task A_narrow_terminal_loses_columns_and_no_names_money_or_unpriced_calls(int width)
    {
        await LedgerFixture.WriteAsync(
            _folder.Database,
            Entries.Call("a", Entries.Attempt("claude-sonnet-4-5-20250929") with { Quote = new(PriceStatus.Priced, new(13_710_620_000_000)) }),
            Entries.Call("b", Entries.Attempt("mystery")));
        Stats stats = new LedgerReader(_folder.Database).Query(new(Entries.Noon, StatsGroup.Model));
        StringWriter output = new();

        StatsTable.Write(output, ["model"], "7d", stats, width: width);

        string[] table = [.. output.ToString().Split(Environment.NewLine).Where(line => "╭│├╰".Contains(line.FirstOrDefault()))];
        Assert.All(table, line => Assert.InRange(line.Length, 1, width));
        Assert.Contains(table, line => line.Contains("claude-sonnet-4-5-20250929", StringComparison.Ordinal) && line.Contains("$13,710.62", StringComparison.Ordinal));
        Assert.Contains(table, line => line.Contains("total", StringComparison.Ordinal) && line.Contains("$13,710.62", StringComparison.Ordinal) && line.Contains(" 1 ", StringComparison.Ordinal));
        Assert.Contains(table, line => line.Contains("unpriced", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Watching_shows_it_again_with_what_came_meanwhile_until_it_is_ended()
    {
        await LedgerFixture.WriteAsync(_folder.Database, Entries.Call("a", Entries.Attempt()));
        TextLines seen = new();
        using CancellationTokenSource end = new();
        Task<int> watching = StatsCommand.Create(() => _folder.Home, _clock).Parse(["--watch", "--csv"]).InvokeAsync(
            new InvocationConfiguration { Output = seen, Error = TextWriter.Null, ProcessTerminationTimeout = null }, end.Token);
        await seen.UntilAsync(2);

        await LedgerFixture.WriteAsync(_folder.Database, Entries.Call("b", Entries.Attempt()));
        await seen.UntilAsync(4, () => _clock.Advance(TimeSpan.FromSeconds(2)));
        await end.CancelAsync();

        Assert.Equal(0, await watching);
        string[] lines = seen.ToString().Split(Environment.NewLine);
        Assert.StartsWith("claude-haiku-4-5,1,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("claude-haiku-4-5,2,", lines[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--by", "model,model")]
    [InlineData("--by", "model,agent,day")]
    [InlineData("--top", "0")]
    [InlineData("--since", "soon")]
    [InlineData("--since", "0d")]
    [InlineData("--by", "colour")]
    public void Bad_usage_is_told_before_anything_is_read(string option, string value) =>
        Assert.NotEmpty(StatsCommand.Create(() => _folder.Home, _clock).Parse([option, value]).Errors);

    [Theory]
    [InlineData("soon", 1)]
    [InlineData("0001-01-01", 0)]
    public void East_of_Greenwich_bad_usage_and_the_first_day_of_all_are_told_apart(string since, int errors)
    {
        _clock.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

        Assert.Equal(errors, StatsCommand.Create(() => _folder.Home, _clock).Parse(["--since", since]).Errors.Count);
    }

    [Fact]
    public void A_file_that_is_no_database_is_one_line_and_exit_1()
    {
        File.WriteAllText(_folder.Database, new string('x', 8192));

        Assert.Equal(1, Run("stats").Code);
    }

    private (int Code, string Text) Run(params string[] args)
    {
        RootCommand root = new() { StatsCommand.Create(() => _folder.Home, _clock) };
        StringWriter output = new();
        int code = root.Parse(args).Invoke(new InvocationConfiguration { Output = output, Error = TextWriter.Null });
        return (code, output.ToString());
    }
}
