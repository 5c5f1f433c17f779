using System.Globalization;
using System.Text.Json;
using RelayPlane.Admission.Alarms;
using RelayPlane.Metering;
using Xunit;
using static RelayPlane.Tests.Admission.Alarms.Alarms;

namespace RelayPlane.Tests.Admission.Alarms;

/// <summary>Counts alarms on traffic in which nothing is wrong, with nothing in the config but <c>anomaly.enabled</c>: at most one in a thousand calls.</summary>
public sealed class FalseAlarmTests
{
    private readonly Alarms _alarms = new();

    [Theory]
    [InlineData("azure_code_2023.csv")]
    [InlineData("azure_conv_2023.csv")]
    public void Production_traffic_of_one_client_that_names_no_sessions(string file)
    {
        var rows = File.ReadLines(Shared.Path($"sim/data/{file}")).Skip(1).Select(line => line.Split(','));
        Run(rows.Select(row => new Step(
            DateTimeOffset.Parse(row[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), WatchKeys.Of("OpenAI", null, null), Cost(long.Parse(row[1], CultureInfo.InvariantCulture), long.Parse(row[2], CultureInfo.InvariantCulture)))));
    }

    [Fact]
    public void Conversations_of_many_users()
    {
        // What shares its first blocks beyond the system prompt is one conversation.
        Run(File.ReadLines(Shared.Path("sim/data/mooncake_conversation.jsonl")).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            var blocks = row.GetProperty("hash_ids");
            var session = blocks.GetArrayLength() > 1 ? blocks[1].GetRawText() : "short";
            return new Step(Noon.AddMilliseconds(row.GetProperty("timestamp").GetDouble()), WatchKeys.Of("chat", null, session), Cost(row.GetProperty("input_length").GetInt64(), row.GetProperty("output_length").GetInt64()));
        }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_week_of_coding_agents(int seed)
    {
        var random = new Random(seed);
        var steps = new List<Step>();
        for (var session = 0; session < 60; session++)
        {
            Work(steps, random, $"s{session}", Noon.AddHours(session / 12 * 24).AddMinutes(random.Next(480)));
        }

        Run(steps.OrderBy(step => step.At));
    }

    /// <summary>One session: the user asks, the agent works through tools, at times with several sub-agents at once, and the user reads.</summary>
    private static void Work(List<Step> steps, Random random, string session, DateTimeOffset at)
    {
        var context = 20_000L;
        for (var turn = random.Next(2, 25); turn > 0; turn--)
        {
            var agents = random.Next(6) == 0 ? random.Next(2, 9) : 0;
            var end = Loop(steps, random, WatchKeys.Of("claude-cli", null, session), at, random.Next(1, 40), ref context);
            for (var agent = 0; agent < agents; agent++)
            {
                var own = 8_000L;
                var done = Loop(steps, random, WatchKeys.Of("claude-cli", $"{turn}-{agent}", session), at, random.Next(5, 40), ref own);
                end = done > end ? done : end;
            }

            // Reading takes a minute or a lunch.
            at = end.AddSeconds(20 * Math.Exp(2 * random.NextDouble() * random.Next(1, 4)));
        }
    }

    private static DateTimeOffset Loop(List<Step> steps, Random random, WatchKeys keys, DateTimeOffset at, int calls, ref long context)
    {
        for (var number = 0; number < calls; number++)
        {
            var output = random.Next(50, 1200);

            // Opus with a cache: the first call of a turn writes it anew now and then.
            var written = number == 0 && random.Next(3) == 0 ? context : random.Next(300, 4000);
            var nanos = ((context - Math.Min(written, context)) * 500L) + (written * 6_250L) + (output * 25_000L);
            steps.Add(new Step(at, keys, new Money(nanos)));
            context = Math.Min(context + written, 180_000);
            at = at.AddSeconds(1.5 + (output / 80.0) + (random.Next(4) == 0 ? random.Next(1, 40) : 0));
        }

        return at;
    }

    private void Run(IEnumerable<Step> steps)
    {
        var book = _alarms.Book();
        ulong calls = 0;
        foreach (var (at, keys, cost) in steps)
        {
            book.Arrived(Plain, keys, new PromptSign(++calls, true), "c", at);
            book.Spent(Plain, keys, cost, null, "c", at);
        }

        Assert.True(calls > 4000, $"only {calls} calls");
        var told = string.Join("\n", _alarms.Told.Select(alert => $"{alert.At:u} {alert.Type} {alert.Message}"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{_alarms.Told.Count} alarms in {calls} calls\n{told}");
        Assert.True(_alarms.Told.Count * 1000 <= (int)calls, $"{_alarms.Told.Count} alarms in {calls} calls:\n{told}");
    }

    /// <summary>Without a cache, at 3 and 15 dollars a million.</summary>
    private static Money Cost(long input, long output) => new((input * 3000) + (output * 15_000));

    /// <summary>One call of a trace.</summary>
    private sealed record Step(DateTimeOffset At, WatchKeys Keys, Money Cost);
}
