using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using RelayPlane.Cli;
using RelayPlane.FunctionalTests.Chaos;
using RelayPlane.Ledger;
using Xunit;

namespace RelayPlane.FunctionalTests.Money;

/// <summary>The books close: what the ledger says a day cost is what a reckoning of its own, from what the providers reported, comes to.</summary>
public sealed class BooksCloseTests
{
    [Fact]
    public async Task A_day_of_mixed_traffic_costs_to_the_nano_dollar_what_its_providers_reported()
    {
        var deals = ScriptedDay.Deals.OrderBy(deal => deal.Hour).ToList();
        await using var provider = Provider(deals);
        var clock = new QuickClock(1);
        await using var lab = await Lab.StartAsync(
            $$"""
            { "providers": {
                "anthropic": { "baseUrl": "{{provider.Address}}", "apiKey": "k" },
                "openai": { "baseUrl": "{{provider.Address}}/v1", "apiKey": "k" },
                "google": { "baseUrl": "{{provider.Address}}/v1beta/", "apiKey": "k" } } }
            """,
            clock: clock);
        for (var i = 0; i < deals.Count; i++)
        {
            clock.Jump(ScriptedDay.Noon.AddHours(deals[i].Hour) - clock.GetUtcNow());
            await AskAsync(lab, deals[i], i);
        }

        var costs = Reckon(deals, await lab.RowsAsync(deals.Count, """
            SELECT c.seq, c.at_ms, a.number, a.input_tokens, a.cache_read_tokens, a.cache_write_5m_tokens, a.cache_write_1h_tokens, a.tokens_out, a.cost_nano, a.is_run, a.price_status
            FROM calls c LEFT JOIN attempts a ON a.call = c.seq ORDER BY c.seq, a.number
            """));

        var reader = new LedgerReader(lab.Home.DatabasePath);
        foreach (var zone in new[] { TimeZoneInfo.Utc, TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata"), TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles") })
        {
            var stats = reader.Query(new StatsQuery(ScriptedDay.Noon.AddDays(-1), StatsGroup.Day) { Zone = zone });
            var days = deals.Zip(costs).GroupBy(pair => Day(pair.First, zone), pair => pair.Second).Select(day => (day.Key, day.Sum())).Order().ToList();
            Assert.True(days.Count >= 2);
            Assert.Equal(days, stats.Rows.Select(row => (row.Key.First, row.Tally.CostNano)));
        }

        var json = StatsOf(lab, clock);
        Assert.Equal(costs.Sum(), json.GetProperty("cost_nano").GetInt64());
        Assert.Equal(deals.Sum(deal => deal.Unpriced), json.GetProperty("unpriced").GetInt64());
        Assert.Equal(deals.Count, json.GetProperty("requests").GetInt64());
    }

    /// <summary>What each deal costs by the reckoning here; each attempt's row must say so.</summary>
    private static List<long> Reckon(List<Deal> deals, IReadOnlyList<IReadOnlyDictionary<string, object?>> rows)
    {
        var calls = rows.GroupBy(row => (long)row["seq"]!).OrderBy(call => call.Key).ToList();
        Assert.Equal(deals.Count, calls.Count);
        var costs = new List<long>();
        foreach (var (deal, call) in deals.Zip(calls))
        {
            var recorded = call.Sum(row => row["cost_nano"] as long? ?? 0);
            var reckoned = deal.Guessed is { } rates ? call.Sum(row => rates.Nano(UsedOf(row))) : deal.Nano ?? 0;
            Assert.True(reckoned == recorded, $"{deal.Path} at {deal.Hour}: reckoned {reckoned}, recorded {recorded}");
            Assert.True(reckoned >= (deal.Nano ?? 0), $"{deal.Path} at {deal.Hour}: {reckoned} is less than what was reported, {deal.Nano}");
            Assert.Equal(deal.Answers.Count, call.Count());
            Assert.Equal(deal.Unpriced, call.Count(row => row["price_status"] as string == "unpriced"));
            Assert.True(deal.Guessed is not null == call.Any(row => row["price_status"] as string == "estimated"), $"{deal.Path} at {deal.Hour}: {string.Join(", ", call.Select(row => row["price_status"]))}");
            costs.Add(recorded);
        }

        return costs;
    }

    private static Used UsedOf(IReadOnlyDictionary<string, object?> row) => new(
        Count(row, "input_tokens"), Count(row, "cache_read_tokens"), Count(row, "cache_write_5m_tokens"), Count(row, "cache_write_1h_tokens"), Count(row, "tokens_out"));

    private static long Count(IReadOnlyDictionary<string, object?> row, string column) => row[column] as long? ?? 0;

    private static string Day(Deal deal, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(ScriptedDay.Noon.AddHours(deal.Hour), zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonElement StatsOf(Lab lab, TimeProvider clock)
    {
        var output = new StringWriter();
        var code = StatsCommand.Create(() => lab.Home, clock).Parse(["--since", "2d", "--json"]).Invoke(new InvocationConfiguration { Output = output });
        Assert.Equal(0, code);
        return JsonDocument.Parse(output.ToString()).RootElement.GetProperty("total");
    }

    private static async Task AskAsync(Lab lab, Deal deal, int number)
    {
        using var request = PassThroughTests.Post(deal.Path, deal.Ask.Replace("TEXT", Mark(number), StringComparison.Ordinal));
        using (var reply = await lab.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken))
        {
            await TakeAsync(reply, deal);
        }

        // The order of rows is then the order of deals.
        _ = await lab.RowsAsync(number + 1, "SELECT 1");
    }

    /// <summary>Reads the reply to its end, or hangs up where none will come.</summary>
    private static async Task TakeAsync(HttpResponseMessage reply, Deal deal)
    {
        if (deal.Answers.Any(answer => answer.Held))
        {
            var body = await reply.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            await body.ReadExactlyAsync(new byte[100], TestContext.Current.CancellationToken);
            return;
        }

        try
        {
            _ = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            Assert.Contains(deal.Answers, answer => answer.Cut);
        }
    }

    /// <summary>All three providers in one: the words of a request say which deal it is, and each deal's answers are given one after the other.</summary>
    private static RawProvider Provider(List<Deal> deals)
    {
        var asked = new int[deals.Count];
        return new RawProvider(async (request, stream, cancel) =>
        {
            var text = Encoding.UTF8.GetString(request.Body);
            var number = Enumerable.Range(0, deals.Count).Single(number => text.Contains(Mark(number), StringComparison.Ordinal));
            var answers = deals[number].Answers;
            await answers[Math.Min(Interlocked.Increment(ref asked[number]), answers.Count) - 1].WriteAsync(stream, cancel);
        });
    }

    private static string Mark(int number) => $"deal-{number:000}-please";
}
