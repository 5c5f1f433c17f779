using RelayPlane.Ledger;
using RelayPlane.Ledger.Pages;
using Xunit;

namespace RelayPlane.Tests.Ledger.Pages;

public sealed class CallsPagesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_filter_in_every_order_finds_what_looking_at_every_call_finds(int seed)
    {
        var calls = RandomCalls.Make(seed, 300, TimeSpan.FromDays(4));
        await LedgerFixture.WriteAsync(_folder.Database, calls);
        var (pages, unbounded) = (new CallsPages(_folder.Database) { MostLooked = 150, MostSeeks = 40 }, new CallsPages(_folder.Database));
        Random random = new(seed);

        for (var round = 0; round < 60; round++)
        {
            var (filter, sort) = (AnyFilter(random, calls), (CallSort)random.Next(4));
            string[] expected = [.. CallOracle.Ids(calls, filter, sort)];
            var found = All(sort is CallSort.Cost or CallSort.Duration ? unbounded : pages, filter, sort, 1 + random.Next(20));
            Assert.True(found.SequenceEqual(expected), $"{sort} {Words(filter)}: {string.Join(' ', found)} is not {string.Join(' ', expected)}");
        }
    }

    [Theory]
    [InlineData("Newest")]
    [InlineData("Oldest")]
    [InlineData("Cost")]
    [InlineData("Duration")]
    public void Pages_are_whole_and_without_doubles_while_calls_are_written(string order)
    {
        var sort = Enum.Parse<CallSort>(order);
        var calls = RandomCalls.Make(3, 400, TimeSpan.FromHours(2));
        using var writer = new EntryWriter(LedgerFile.OpenForWriting(_folder.Database));
        writer.Write(calls[..200]);
        var pages = new CallsPages(_folder.Database);
        List<string> seen = [];
        CallCursor? after = null;
        var written = 200;
        do
        {
            var page = pages.Read(new(new(), sort, 9, after));
            seen.AddRange(page.Calls.Select(call => call.Id));
            after = page.Next is { } next ? CallCursor.Parse(next.ToString(), sort) : null;

            // Some arrived before those that were read already: they were long under way.
            writer.Write(calls[written..Math.Min(400, written + 7)]);
            written = Math.Min(400, written + 7);
        }
        while (after is not null);

        Assert.Distinct(seen);
        Assert.Empty(calls[..200].Select(call => call.Id).Except(seen));
    }

    [Fact]
    public async Task A_rare_call_far_back_is_found_over_several_pages_each_of_which_says_how_far_it_looked()
    {
        await LedgerFixture.WriteAsync(_folder.Database, [.. Apart(1000, TimeSpan.FromMinutes(10)), Entries.Call("rare") with { At = Entries.Noon.AddDays(-30), Api = "gemini" }]);
        var pages = new CallsPages(_folder.Database) { MostLooked = 300 };
        List<CallsPage> read = [];
        do
        {
            read.Add(pages.Read(new(new() { Apis = ["gemini"] }, CallSort.Newest, 10, read is [.., var last] ? last.Next : null)));
        }
        while (read[^1].Next is not null);

        Assert.Equal([300, 300, 300, 101], read.Select(page => page.Looked));
        Assert.Equal(["rare"], read.SelectMany(page => page.Calls).Select(call => call.Id));
        Assert.Equal([Back(299), Back(599), Back(899), Entries.Noon.AddDays(-30)], read.Select(page => page.LookedTo!.Value));

        static DateTimeOffset Back(int calls) => Entries.Noon - (TimeSpan.FromMinutes(10) * calls);
    }

    public static TheoryData<string> Indexed() => ["model", "provider", "agent", "client", "route", "status", "session", "count_tokens"];

    [Theory]
    [MemberData(nameof(Indexed))]
    public async Task The_rollups_say_where_a_rare_call_is_so_that_few_others_are_looked_at(string by)
    {
        var rare = Entries.Call("rare", Entries.Attempt("rare") with { Provider = "rare" }) with { At = Entries.Noon.AddDays(-5), Agent = "rare", Client = "rare", Route = "rare", Session = "rare", Status = 418, Endpoint = by == "count_tokens" ? by : "messages" };
        await LedgerFixture.WriteAsync(_folder.Database, [.. Apart(1000, TimeSpan.FromMinutes(10)), rare]);
        IReadOnlyList<string> name = ["rare"];
        var filter = by switch
        {
            "model" => new CallFilter { Models = name },
            "provider" => new() { Providers = name },
            "client" => new() { Clients = name },
            "route" => new() { Routes = name },
            "session" => new() { Sessions = name },
            "status" => new() { Statuses = [StatusSpan.Parse("418")!.Value] },
            _ => new() { Agents = name },
        };

        var page = new CallsPages(_folder.Database) { MostLooked = 100 }.Read(new(filter, CallSort.Newest, 10));

        Assert.Equal("rare", Assert.Single(page.Calls).Id);
        Assert.Null(page.Next);

        // Those of the same hour, at ten minutes each.
        Assert.InRange(page.Looked, 1, 7);
    }

    [Fact]
    public async Task A_page_that_may_ask_the_rollups_no_more_says_how_far_it_came_and_the_next_goes_on_there()
    {
        await LedgerFixture.WriteAsync(_folder.Database, [.. Apart(1000, TimeSpan.FromMinutes(10)), Entries.Call("rare") with { At = Entries.Noon.AddDays(-30), Agent = "rare" }]);
        var filter = new CallFilter { Agents = ["rare"] };
        var pages = new CallsPages(_folder.Database) { MostSeeks = 10 };

        var first = pages.Read(new(filter, CallSort.Newest, 10));

        Assert.Empty(first.Calls);
        Assert.InRange(first.LookedTo!.Value, Entries.Noon.AddDays(-4), Entries.Noon);
        Assert.Equal(["rare"], All(pages, filter, CallSort.Newest, 10));
        Assert.Equal(["rare"], All(pages, filter, CallSort.Oldest, 10));
    }

    [Fact]
    public async Task A_call_is_found_at_once_by_how_its_id_begins()
    {
        await LedgerFixture.WriteAsync(_folder.Database, [.. Apart(500, TimeSpan.FromMinutes(1)), Entries.Call("0abcdef123") with { At = Entries.Noon.AddDays(-30) }]);

        var page = new CallsPages(_folder.Database) { MostLooked = 10 }.Read(new(new() { Text = "0ABC-DEF" }, CallSort.Newest, 10));

        Assert.Equal("0abcdef123", Assert.Single(page.Calls).Id);
        Assert.Equal(1, page.Looked);
    }

    [Fact]
    public async Task By_cost_the_first_of_the_newest_calls_are_shown_and_how_far_back_those_go()
    {
        var costly = Entries.Call("costly", Entries.Attempt(usage: new(1_000_000, 0, 0, 0, 0, 0))) with { At = Entries.Noon.AddDays(-30) };
        await LedgerFixture.WriteAsync(_folder.Database, [.. Apart(100, TimeSpan.FromMinutes(1)), costly]);

        var page = new CallsPages(_folder.Database) { MostRanked = 100 }.Read(new(new(), CallSort.Cost, 10));

        // A call takes twice as much to look at where its cost is summed up.
        Assert.Equal(50, page.Looked);
        Assert.DoesNotContain(page.Calls, call => call.Id == "costly");
        Assert.Equal(Entries.Noon.AddMinutes(-49), page.LookedTo);
        Assert.Equal("costly", new CallsPages(_folder.Database).Read(new(new(), CallSort.Cost, 1)).Calls[0].Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("newest")]
    [InlineData("newest.1")]
    [InlineData("newest.1.x")]
    [InlineData("oldest.1.2")]
    [InlineData("newest.1.2.3.4.5.6")]
    public void What_is_no_cursor_of_the_order_is_not_taken_for_one(string text) => Assert.Null(CallCursor.Parse(text, CallSort.Newest));

    [Fact]
    public async Task Without_calls_there_is_an_empty_page()
    {
        Assert.Equal(CallsPage.Empty, new CallsPages(_folder.Database).Read(new(new(), CallSort.Newest, 10)));
        await LedgerFixture.WriteAsync(_folder.Database);
        Assert.Equal(CallsPage.Empty, new CallsPages(_folder.Database).Read(new(new(), CallSort.Cost, 10)));
    }

    private static List<string> All(CallsPages pages, CallFilter filter, CallSort sort, int limit)
    {
        List<string> ids = [];
        CallCursor? after = null;
        do
        {
            var page = pages.Read(new(filter, sort, limit, after));
            Assert.True(page.Calls.Count <= limit);
            ids.AddRange(page.Calls.Select(call => call.Id));
            Assert.True(page.Next is null || page.Next != after, $"The next page of {sort} {filter} begins where this one does.");
            after = page.Next is { } next ? CallCursor.Parse(next.ToString(), sort)! : null;
        }
        while (after is not null);
        return ids;
    }

    /// <summary>Calls of one kind, the first of them at noon and each so much before the last.</summary>
    private static IEnumerable<CallEntry> Apart(int count, TimeSpan step) =>
        Enumerable.Range(0, count).Select(number => Entries.Call($"c{number:d6}", Entries.Attempt()) with { At = Entries.Noon - (step * number), Agent = "usual", Client = "usual", Session = $"s{number / 20}" });

    private static string Words(CallFilter filter) => System.Text.Json.JsonSerializer.Serialize(filter);

    private static CallFilter AnyFilter(Random random, CallEntry[] calls)
    {
        var one = calls[random.Next(calls.Length)];
        bool Some() => random.Next(4) == 0;
        IReadOnlyList<string> Of(IReadOnlyList<string?> names) => Some() ? [.. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => names[random.Next(names.Count)]).OfType<string>()] : [];
        return new()
        {
            Models = Of(RandomCalls.Models),
            Providers = Of(RandomCalls.Providers),
            Agents = Of(RandomCalls.Agents),
            Clients = Of(RandomCalls.Clients),
            Sessions = Of([.. RandomCalls.Sessions, "nobody"]),
            Routes = Of(RandomCalls.Routes),
            Apis = Of(["anthropic", "gemini"]),
            Statuses = Some() ? [StatusSpan.Parse(random.Next(2) == 0 ? "4xx" : "200")!.Value] : [],
            Outcomes = Some() ? [(Outcome)random.Next(4), Outcome.Failed] : [],
            LeastNano = Some() ? random.Next(90_000_000) : null,
            MostNano = Some() ? random.Next(190_000_000) : null,
            Shortest = Some() ? one.Total : null,
            Longest = Some() ? one.Total : null,
            Text = Some() ? new[] { one.Id, one.Id[..^8], one.Id[6..], "REQ_1", "s-1", "%", "0" }[random.Next(7)] : null,
            Since = Some() ? one.At : null,
            Until = Some() ? calls[random.Next(calls.Length)].At : null,
        };
    }
}
