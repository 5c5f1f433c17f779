using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Dialects.OpenAI;
using RelayPlane.Routing;
using RelayPlane.Tests.Pacing.Simulation;
using RelayPlane.Tests.Routing;
using RelayPlane.Upstream;
using Xunit;
using static RelayPlane.Tests.Dispatch.Judging.LadderPlay;

namespace RelayPlane.Tests.Dispatch.Judging;

/// <summary>With an answer in hand, in simulated time.</summary>
public sealed class KeptAnswerTests
{
    private static readonly Plan s_plan = Plan(EscalateOn.Refusal, 1, true, At("mine", "small"), At("mine", "large"));

    [Theory]
    [InlineData("x-stainless-timeout", "9", false)]
    [InlineData("x-stainless-timeout", "9", true)]
    [InlineData("x-relayplane-deadline-ms", "9000", false)]
    [InlineData("x-relayplane-deadline-ms", "9000", true)]
    public async Task A_better_one_is_waited_for_no_longer_than_the_client_waits(string header, string announced, bool stream)
    {
        var loop = new SimLoop();
        using var play = new LadderPlay((model, request) => Reply(request, model == "small" ? Refused : Good), loop.Clock, seconds: 6);
        var played = await PlayAsync(loop, play, Asking(WireFormat.Messages, stream).With(header, announced), s_plan, leaves: 9);
        Assert.Equal("small:Answered>Refusal large:TimedOut", played.Way);
        Assert.Equal(Bytes(WireFormat.Messages, stream, Refused), played.Body);
        Assert.Contains("in hand", played.Trail.Attempts[1].Error, StringComparison.Ordinal);
        Assert.Equal((0, 0), play.Held);
    }

    [Fact]
    public async Task A_better_one_that_is_not_whole_when_the_client_would_leave_is_given_up_with_what_it_is_taken_to_have_used()
    {
        var loop = new SimLoop();
        var begun = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Bytes(WireFormat.Messages, true, Good)).Split("event: message_delta")[0]);
        using var play = new LadderPlay((model, request) => model == "small" ? Reply(request, Refused) : Reply(200, "text/event-stream", begun, hangs: true), loop.Clock, seconds: 4);
        var plan = Plan(EscalateOn.Refusal, 2, true, At("mine", "small"), At("mine", "middle"), At("mine", "large"));
        var played = await PlayAsync(loop, play, Asking(WireFormat.Messages, stream: true).With("x-stainless-timeout", "20"), plan, leaves: 20);
        Assert.Equal("small:Answered>Refusal middle:TimedOut", played.Way);
        Assert.Equal(Bytes(WireFormat.Messages, true, Refused), played.Body);
        Assert.True(played.Trail.Attempts[1] is { Estimate: { Input: 20, Output: > 0 }, Reading.Complete: false });
        Assert.Equal((0, 0), play.Held);
    }

    /// <summary>What the config bounds is how long a call may wait and be tried again.</summary>
    [Theory]
    [InlineData("60")]
    [InlineData(null)]
    public async Task A_better_one_that_is_on_its_way_is_waited_for_as_long_as_the_client_waits(string? announced)
    {
        var loop = new SimLoop();
        using var play = new LadderPlay((model, request) => Reply(request, model == "small" ? Refused : Good), loop.Clock, seconds: 6);
        var call = Asking(WireFormat.Messages, stream: false);
        var plan = s_plan with { Terms = new Terms { MaxWait = TimeSpan.FromSeconds(10) } };
        var played = await PlayAsync(loop, play, announced is null ? call : call.With("x-stainless-timeout", announced), plan, leaves: 60);
        Assert.Equal("small:Answered>Refusal large:Answered", played.Way);
        Assert.Equal(Bytes(WireFormat.Messages, false, Good), played.Body);
    }

    [Fact]
    public async Task A_client_that_hangs_up_has_cancelled_what_was_under_way()
    {
        var loop = new SimLoop();
        using var play = new LadderPlay((model, request) => Reply(request, model == "small" ? Refused : Good), loop.Clock, seconds: 6);
        var played = await PlayAsync(loop, play, Asking(WireFormat.Messages, stream: false).With("x-stainless-timeout", "60"), s_plan, leaves: 8);
        Assert.Equal("small:Answered>Refusal large:Cancelled", played.Way);
        Assert.Null(played.Body);
        Assert.Equal((0, 0), play.Held);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_call_that_refers_to_it_goes_to_the_key_that_made_it(bool stream)
    {
        using var play = new LadderPlay((model, request) => model == "small" ? Reply(request, Refused) : Error(400, "invalid_request_error"));
        var played = await play.PlayAsync(Asking(WireFormat.Responses, stream), s_plan, cancel: TestContext.Current.CancellationToken);
        Assert.Equal("small:Answered>Refusal large:Rejected", played.Way);
        var next = Calls.Scanned(Api.OpenAI, Endpoint.Responses, $$"""{"model":"m","previous_response_id":"{{ResponseId.In(played.Body, stream)}}"}""");
        Assert.Equal([Key], play.Origins.Of(next, [new Credential("other", "another"), Key]));
    }

    /// <param name="leaves">When the client hangs up, in seconds.</param>
    private static async Task<Played> PlayAsync(SimLoop loop, LadderPlay play, Call call, Plan plan, double leaves)
    {
        using var leaving = new CancellationTokenSource(TimeSpan.FromSeconds(leaves), loop.Clock);
        Task<Played>? playing = null;
        loop.At(0, () => playing = play.PlayAsync(call, plan, cancel: leaving.Token));
        loop.Run(until: 1000);
        Assert.True(playing!.IsCompleted);
        return await playing;
    }
}
