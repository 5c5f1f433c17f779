using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dispatch;
using RelayPlane.Gateway;
using RelayPlane.Routing;
using RelayPlane.Tests.Hosting;
using RelayPlane.Tests.Routing;
using Xunit;
using static RelayPlane.Tests.Dispatch.Judging.LadderPlay;

namespace RelayPlane.Tests.Dispatch.Judging;

public sealed class AscentTests
{
    private const EscalateOn Refusals = EscalateOn.Refusal;
    private const int TooLarge = 3 * 1024 * 1024;

    public static TheoryData<string, bool, string> Asked()
    {
        var data = new TheoryData<string, bool, string>();
        foreach (var format in new[] { "Messages", "Chat", "Responses", "Generate" })
        {
            foreach (var stream in new[] { false, true })
            {
                data.Add(format, stream, "mine");
                data.Add(format, stream, format == "Messages" ? "openai" : "anthropic");
            }
        }

        return data;
    }

    /// <summary>In every format of a client, at a provider that speaks it and at one that does not.</summary>
    [Theory]
    [MemberData(nameof(Asked))]
    public async Task An_answer_that_is_not_good_enough_is_never_seen_and_the_next_models_is_passed_on_byte_for_byte(string format, bool stream, string first)
    {
        var wire = Enum.Parse<WireFormat>(format);
        using var play = new LadderPlay((model, request) => Reply(request, model == "small" ? Refused : Good));
        var played = await play.PlayAsync(Asking(wire, stream), Plan(Refusals, 1, true, At(first, "small"), At("mine", "large")), cancel: TestContext.Current.CancellationToken);
        Assert.Equal("small:Answered>Refusal large:Answered", played.Way);
        Assert.Equal(Encoding.UTF8.GetString(Bytes(wire, stream, Good)), Encoding.UTF8.GetString(played.Body!));
        Assert.All(played.Trail.Attempts, attempt => Assert.Equal((20, 7), (attempt.Reading.Usage!.Value.Input, attempt.Reading.Usage!.Value.Output)));
        Assert.Equal((0, 0), play.Held);
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task A_good_answer_is_passed_on_as_it_would_be_without_a_ladder(string format, bool stream, string first)
    {
        var wire = Enum.Parse<WireFormat>(format);
        using var play = new LadderPlay((_, request) => Reply(request, Good));
        var with = await play.PlayAsync(Asking(wire, stream), Plan(EscalateOn.Judged, 1, true, At(first, "small"), At("mine", "large")), cancel: TestContext.Current.CancellationToken);
        var without = await play.PlayAsync(Asking(wire, stream), new Plan([At(first, "small")], "test"), cancel: TestContext.Current.CancellationToken);
        Assert.Equal("small:Answered", with.Way);
        Assert.Equal(Encoding.UTF8.GetString(without.Body!), Encoding.UTF8.GetString(with.Body!));
    }

    [Theory]
    [InlineData("""[{"role":"user","content":"output cut here: \ud83d"}]""")]
    [InlineData("""[{"role":"user","content":[7,{"type":"tool_result","content":5}]}]""")]
    public async Task A_call_that_its_provider_takes_is_answered_and_metered_whatever_judging_can_read_of_it(string messages)
    {
        var call = RelayPlane.Tests.Routing.Calls.Scanned(Api.Anthropic, Endpoint.Messages, $$"""{"model":"m","max_tokens":64,"messages":{{messages}}}""");
        using var play = new LadderPlay((_, request) => Reply(request, Good));
        var played = await play.PlayAsync(call with { Facts = call.Facts with { Model = "m" } }, Plan(EscalateOn.Empty, 1, true, At("mine", "small"), At("mine", "large")), cancel: TestContext.Current.CancellationToken);
        Assert.Equal("small:Answered", played.Way);
        Assert.Equal(Encoding.UTF8.GetString(Bytes(WireFormat.Messages, false, Good)), Encoding.UTF8.GetString(played.Body!));
        Assert.Equal(7, Assert.Single(played.Trail.Attempts).Reading.Usage!.Value.Output);
        Assert.Equal((0, 0), play.Held);
    }

    [Theory]
    [InlineData("Refusal")]
    [InlineData("Truncated")]
    [InlineData("BadToolCall")]
    [InlineData("InvalidJson")]
    [InlineData("Empty")]
    [InlineData("Uncertainty")]
    public async Task Each_fault_of_an_answer_makes_the_call_climb_where_the_ladder_names_it(string trigger)
    {
        var on = Enum.Parse<EscalateOn>(trigger);
        var bad = on switch
        {
            EscalateOn.Refusal => Good with { Stop = new Stop(StopKind.Refusal) },
            EscalateOn.Truncated => Good with { Stop = new Stop(StopKind.MaxTokens) },
            EscalateOn.BadToolCall => Good with { Blocks = [new ToolCallBlock("c1", "now", """{"zone":5}""")], Stop = new Stop(StopKind.ToolUse) },
            EscalateOn.Empty => Good with { Blocks = [] },
            EscalateOn.Uncertainty => Saying("I don't know."),
            _ => Good,
        };
        const string tools = ""","tools":[{"type":"function","function":{"name":"now","parameters":{"type":"object","properties":{"zone":{"type":"string"}}}}}]""";
        var call = Asking(WireFormat.Chat, stream: true, on == EscalateOn.InvalidJson ? ""","response_format":{"type":"json_object"}""" : tools);
        using var play = new LadderPlay((model, request) => Reply(request, model == "small" ? bad : on == EscalateOn.InvalidJson ? Saying("{}") : Good));

        var named = await play.PlayAsync(call, Plan(on, 1, true, At("mine", "small"), At("mine", "large")), cancel: TestContext.Current.CancellationToken);
        var others = await play.PlayAsync(call, Plan((EscalateOn.Judged | EscalateOn.Error) & ~on, 1, true, At("mine", "small"), At("mine", "large")), cancel: TestContext.Current.CancellationToken);
        Assert.Equal($"small:Answered>{trigger} large:Answered", named.Way);
        Assert.Equal("small:Answered", others.Way);
    }

    [Theory]
    [InlineData(500, "api_error", "Error", "Faulted")]
    [InlineData(529, "overloaded_error", "Overloaded", "Overloaded")]
    [InlineData(408, "timeout_error", "Error", "Faulted")]
    public async Task A_failure_that_the_ladder_names_is_not_tried_again_but_climbed_for(int status, string type, string trigger, string verdict)
    {
        using var play = new LadderPlay((model, request) => model == "small" ? Error(status, type) : Reply(request, Good));
        var plan = Plan(Enum.Parse<EscalateOn>(trigger), 1, true, At("mine", "small"), At("mine", "large"));
        var played = await play.PlayAsync(Asking(WireFormat.Messages, stream: true), plan, cancel: TestContext.Current.CancellationToken);
        Assert.Equal($"small:{verdict}>{trigger} large:Answered", played.Way);
    }

    [Fact]
    public async Task A_model_that_does_not_begin_in_time_is_passed()
    {
        using var play = new LadderPlay((model, request) => model == "small" ? Reply(200, "text/event-stream", [], hangs: true) : Reply(request, Good));
        var plan = Plan(EscalateOn.Timeout, 1, true, At("mine", "small"), At("mine", "large")) with { Terms = new Terms { FirstToken = TimeSpan.FromMilliseconds(300) } };
        var played = await play.PlayAsync(Asking(WireFormat.Messages, stream: true), plan, cancel: TestContext.Current.CancellationToken);
        Assert.Equal("small:TimedOut>Timeout large:Answered", played.Way);
    }

    [Fact]
    public async Task A_limit_is_climbed_past_where_the_wait_would_be_long()
    {
        using var play = new LadderPlay((model, request) =>
        {
            if (model == "large")
            {
                return Reply(request, Good);
            }

            var limited = Error(429, "rate_limit_error");
            limited.Headers.TryAddWithoutValidation("retry-after", "60");
            return limited;
        });
        var plan = Plan(EscalateOn.RateLimit, 1, true, At("mine", "small"), At("anthropic", "large"));
        var first = await play.PlayAsync(Asking(WireFormat.Messages, stream: false), plan, cancel: TestContext.Current.CancellationToken);
        var second = await play.PlayAsync(Asking(WireFormat.Messages, stream: false), plan, cancel: TestContext.Current.CancellationToken);
        Assert.Equal("small:RateLimited>RateLimit large:Answered", first.Way);
        Assert.Equal(("large:Answered", true), (second.Way, second.Trail.Spilled));
    }

    [Fact]
    public async Task A_step_that_is_passed_in_the_queue_does_not_hide_why_the_call_climbed()
    {
        using var play = new LadderPlay((model, request) =>
        {
            if (model == "large")
            {
                return Reply(request, Good);
            }

            var failed = model == "small" ? Error(500, "api_error") : Error(429, "rate_limit_error");
            failed.Headers.TryAddWithoutValidation("retry-after", "60");
            return failed;
        });
        var limited = Plan(EscalateOn.RateLimit, 1, true, At("anthropic", "middle"), At("openai", "large"));
        await play.PlayAsync(Asking(WireFormat.Messages, stream: false), limited, cancel: TestContext.Current.CancellationToken);

        var plan = Plan(EscalateOn.Error | EscalateOn.RateLimit, 2, true, At("mine", "small"), At("anthropic", "middle"), At("openai", "large"));
        var played = await play.PlayAsync(Asking(WireFormat.Messages, stream: false), plan, cancel: TestContext.Current.CancellationToken);
        Assert.Equal("small:Faulted>Error large:Answered", played.Way);
    }

    [Fact]
    public async Task It_climbs_no_more_than_it_may_and_holds_nothing_back_on_its_last_step()
    {
        using var play = new LadderPlay((_, request) => Reply(request, Refused));
        var plan = Plan(Refusals, 2, true, At("mine", "small"), At("mine", "middle"), At("mine", "large"), At("mine", "huge"));
        var played = await play.PlayAsync(Asking(WireFormat.Chat, stream: true), plan, cancel: TestContext.Current.CancellationToken);
        Assert.Equal("small:Answered>Refusal middle:Answered>Refusal large:Answered", played.Way);
        Assert.Equal(Bytes(WireFormat.Chat, true, Refused), played.Body);
    }

    [Theory]
    [InlineData(400, "invalid_request_error")]
    [InlineData(404, "not_found_error")]
    public async Task Where_the_next_step_fails_in_the_end_the_answer_in_hand_is_given(int status, string type)
    {
        using var play = new LadderPlay((model, request) => model == "small" ? Reply(request, Refused) : Error(status, type));
        var plan = Plan(Refusals, 1, true, At("mine", "small"), At("mine", "large"));
        foreach (var stream in new[] { false, true })
        {
            var played = await play.PlayAsync(Asking(WireFormat.Messages, stream), plan, cancel: TestContext.Current.CancellationToken);
            Assert.Equal("small:Answered>Refusal large:Rejected", played.Way);
            Assert.Equal(Bytes(WireFormat.Messages, stream, Refused), played.Body);
        }
    }

    [Fact]
    public async Task Where_the_money_does_not_suffice_for_another_the_answer_in_hand_is_given()
    {
        using var play = new LadderPlay((_, request) => Reply(request, Refused));
        var asked = new List<long>();
        var played = await play.PlayAsync(
            Asking(WireFormat.Messages, stream: true), Plan(Refusals, 1, true, At("mine", "small"), At("mine", "large")),
            attempt => { asked.Add(attempt.Reading.Usage!.Value.Output); return false; }, TestContext.Current.CancellationToken);
        Assert.Equal("small:Answered", played.Way);
        Assert.Equal([7], asked);
        Assert.Equal(Bytes(WireFormat.Messages, true, Refused), played.Body);
    }

    [Fact]
    public async Task What_a_broken_answer_is_taken_to_have_used_counts_before_another_is_paid_for()
    {
        var begun = string.Join("\n\n", Encoding.UTF8.GetString(Bytes(WireFormat.Chat, true, Good)).Split("\n\n")[..2]) + "\n\n";
        using var play = new LadderPlay((_, _) => Reply(200, "text/event-stream", Encoding.UTF8.GetBytes(begun)));
        var asked = new List<Attempt>();
        var played = await play.PlayAsync(
            Asking(WireFormat.Chat, stream: true), Plan(Refusals, 1, true, At("mine", "small"), At("mine", "large")),
            attempt => { asked.Add(attempt); return false; }, TestContext.Current.CancellationToken);
        Assert.Equal("small:Faulted", played.Way);
        Assert.True(Assert.Single(asked) is { Estimate.Output: > 0, Reading.Usage: null });
    }

    [Fact]
    public async Task Streams_are_let_go_where_only_whole_answers_are_judged()
    {
        using var play = new LadderPlay((_, request) => Reply(request, Refused));
        var plan = Plan(Refusals, 1, false, At("mine", "small"), At("mine", "large"));
        Assert.Equal("small:Answered", (await play.PlayAsync(Asking(WireFormat.Chat, stream: true), plan, cancel: TestContext.Current.CancellationToken)).Way);
        Assert.Equal("small:Answered>Refusal large:Answered", (await play.PlayAsync(Asking(WireFormat.Chat, stream: false), plan, cancel: TestContext.Current.CancellationToken)).Way);
    }

    [Theory]
    [InlineData("Truncated", "small:Faulted>Truncated large:Answered")]
    [InlineData("Refusal, Error", "small:Faulted>Error large:Answered")]
    public async Task A_stream_without_an_end_is_no_answer_while_nothing_of_it_is_the_clients(string on, string way)
    {
        using var play = new LadderPlay((model, request) =>
            model == "large" ? Reply(request, Good) : Reply(200, "text/event-stream", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Bytes(WireFormat.Messages, true, Good)).Split("event: message_delta")[0])));
        var played = await play.PlayAsync(Asking(WireFormat.Messages, stream: true), Plan(Enum.Parse<EscalateOn>(on), 1, true, At("mine", "small"), At("mine", "large")), cancel: TestContext.Current.CancellationToken);
        Assert.Equal(way, played.Way);
        Assert.Equal(Bytes(WireFormat.Messages, true, Good), played.Body);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_to_be_held_goes_on_unjudged()
    {
        var large = Refused with { Blocks = [.. Refused.Blocks, new TextBlock(new string('x', TooLarge))] };
        using var play = new LadderPlay((_, request) => Reply(request, large with { Stop = new Stop(StopKind.Refusal) }));
        var played = await play.PlayAsync(Asking(WireFormat.Chat, stream: true), Plan(Refusals, 1, true, At("mine", "small"), At("mine", "large")), cancel: TestContext.Current.CancellationToken);
        Assert.Equal("small:Answered", played.Way);
        Assert.True(played.Body!.Length > TooLarge);
    }

    [Fact]
    public async Task An_answer_that_is_not_whole_when_its_client_must_be_answered_goes_on_unjudged()
    {
        var clock = new FakeTimeProvider();
        var body = Bytes(WireFormat.Messages, true, Refused);
        using var play = new LadderPlay(
            (_, _) => new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StreamContent(new ScriptedBody([.. body.Chunk(body.Length / 5).Select(piece => new ReadOnlyMemory<byte>(piece))], passes: () => clock.Advance(TimeSpan.FromSeconds(4)))) { Headers = { ContentType = new("text/event-stream") } },
            },
            clock);
        var call = Asking(WireFormat.Messages, stream: true).With("x-stainless-timeout", "9");
        var played = await play.PlayAsync(call, Plan(Refusals, 1, true, At("mine", "small"), At("mine", "large")), cancel: TestContext.Current.CancellationToken);
        Assert.Equal("small:Answered", played.Way);
        Assert.Equal(body, played.Body);
    }

    [Fact]
    public async Task A_client_that_hangs_up_while_its_answer_is_held_ends_the_attempt()
    {
        using var leaving = new CancellationTokenSource();
        var begun = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Bytes(WireFormat.Messages, true, Good)).Split("event: message_delta")[0]);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var play = new LadderPlay((_, _) => { asked.SetResult(); return Reply(200, "text/event-stream", begun, hangs: true); });
        var playing = play.PlayAsync(Asking(WireFormat.Messages, stream: true), Plan(Refusals, 1, true, At("mine", "small"), At("mine", "large")), cancel: leaving.Token);
        await asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        await leaving.CancelAsync();
        var played = await playing;
        Assert.Equal("small:Cancelled", played.Way);
        Assert.Null(played.Body);
        Assert.Equal((0, 0), play.Held);
    }

    [Fact]
    public async Task Every_step_is_an_attempt_of_its_own_with_its_own_cost()
    {
        using var play = new LadderPlay((model, request) => Reply(request, model == "claude-haiku-4-5" ? Refused : Good));
        var played = await play.PlayAsync(
            Asking(WireFormat.Messages, stream: true), Plan(Refusals, 1, true, At("anthropic", "claude-haiku-4-5"), At("anthropic", "claude-sonnet-4-6")), cancel: TestContext.Current.CancellationToken);
        var rows = played.Trail.Attempts.Select(attempt => AttemptRow.Of(attempt with { Reading = attempt.Reading with { Model = null } }, TestBooks.Prices)).ToList();
        Assert.Equal(["refusal", null], rows.Select(row => row.Escalated));

        // 20 tokens in and 7 out: at 1 and 5 dollars a million, and at 3 and 15.
        Assert.Equal([55_000, 165_000], rows.Select(row => row.Quote!.Cost!.Value.NanoUsd));
    }

    [Fact]
    public async Task Fifty_calls_at_once_each_get_an_answer_of_their_own()
    {
        using var play = new LadderPlay((model, request) =>
        {
            var said = JsonDocument.Parse(request.Content!.ReadAsStringAsync().GetAwaiter().GetResult()).RootElement.GetProperty("user").GetString()!;
            return Reply(request, model == "small" ? Refused : Saying(said));
        });
        var all = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => play.PlayAsync(
            Asking(WireFormat.Chat, stream: number % 2 == 0, $",\"user\":\"caller-{number}\""),
            Plan(EscalateOn.Judged, 1, true, At("mine", "small"), At("mine", "large")), cancel: TestContext.Current.CancellationToken)));
        Assert.All(all, played => Assert.Equal("small:Answered>Refusal large:Answered", played.Way));
        Assert.All(all.Index(), played => Assert.Equal(Bytes(WireFormat.Chat, played.Index % 2 == 0, Saying($"caller-{played.Index}")), played.Item.Body));
        Assert.Equal((0, 0), play.Held);
    }
}
