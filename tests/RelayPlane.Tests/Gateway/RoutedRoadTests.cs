using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using RelayPlane.Ledger.Decisions;
using Xunit;

namespace RelayPlane.Tests.Gateway;

/// <summary>What routing makes of calls on the real road: which model is asked, what the reply says, and what the ledger is told.</summary>
public sealed class RoutedRoadTests
{
    private const string Keys = """ "providers": { "anthropic": { "apiKey": "env:OUR_KEY" } } """;

    private const string Complexity =
        $$"""{ {{Keys}}, "routing": { "mode": "complexity", "complexity": { "simple": "claude-haiku-4-5", "moderate": "claude-sonnet-4-5", "complex": "claude-opus-4-6", "lambda": 5 } } }""";

    [Fact]
    public async Task A_routed_reply_says_what_was_decided_and_the_ledger_keeps_it()
    {
        await using var road = new KeptRoad(Complexity, _ => Answer("claude-haiku-4-5"));
        var http = KeptRoad.Request("/v1/messages", Body("claude-opus-4-6"));
        await road.WalkAsync(http);

        Assert.Equal(("simple", "complexity:simple", "claude-haiku-4-5", "claude-opus-4-6"),
            (Header(http, "complexity"), Header(http, "reason"), Header(http, "routed-model"), Header(http, "requested-model")));
        var entry = Assert.Single(road.Calls);
        Assert.Equal(("claude-haiku-4-5", "complexity:simple"), (entry.Attempts[0].Model, entry.Reason));
        Assert.Equal(("simple", true, "anthropic/claude-haiku-4-5", "anthropic/claude-opus-4-6", "complexity:simple"),
            (entry.Decision!.Tier, entry.Decision.Acted, entry.Decision.Chosen, entry.Decision.Asked, entry.Decision.Reason));
    }

    [Fact]
    public async Task Without_routing_every_generation_is_looked_at_and_nothing_is_said_of_complexity()
    {
        await using var road = new KeptRoad($$"""{ {{Keys}} }""", _ => Answer("claude-opus-4-6"));
        var http = KeptRoad.Request("/v1/messages", Body("claude-opus-4-6"));
        await road.WalkAsync(http);

        Assert.False(http.Response.Headers.ContainsKey("x-relayplane-complexity"));
        Assert.Equal("catalog", Header(http, "reason"));
        var decision = Assert.Single(road.Calls).Decision!;
        Assert.Equal((null, false, null, 1, 16), (decision.Tier, decision.Acted, decision.Chosen, decision.Messages, decision.Conversation.Length));
        Assert.False(decision.Features.IsEmpty);
    }

    [Theory]
    [InlineData("/v1/messages/count_tokens")]
    [InlineData("/v1/embeddings")]
    public async Task What_generates_nothing_is_not_looked_at(string path)
    {
        await using var road = new KeptRoad($$"""{ {{Keys}} }""", _ => Answer("m"));
        await road.WalkAsync(KeptRoad.Request(path, """{"model":"claude-opus-4-6","messages":[{"role":"user","content":"hi"}],"input":"hi"}"""));
        Assert.Null(Assert.Single(road.Calls).Decision);
    }

    [Fact]
    public async Task What_observes_sends_the_call_where_it_asked_to_go_and_says_what_it_thought()
    {
        await using var road = new KeptRoad(Complexity.Replace("\"mode\": \"complexity\"", "\"mode\": \"observe\"", StringComparison.Ordinal), _ => Answer("claude-opus-4-6"));
        var http = KeptRoad.Request("/v1/messages", Body("claude-opus-4-6"));
        await road.WalkAsync(http);

        Assert.Equal(("simple", "catalog"), (Header(http, "complexity"), Header(http, "reason")));
        Assert.Equal((false, "claude-opus-4-6", "complexity:simple"), (road.Calls[0].Decision!.Acted, road.Calls[0].Attempts[0].Model, road.Calls[0].Decision!.Reason));
    }

    [Fact]
    public async Task A_conversation_is_known_again_by_its_next_call()
    {
        await using var road = new KeptRoad(Complexity, request => Answer("claude-haiku-4-5"));
        await road.WalkAsync(KeptRoad.Request("/v1/messages", Body("claude-opus-4-6")));
        road.Reload(Complexity.Replace("\"lambda\": 5", "\"lambda\": 5, \"floor\": \"moderate\"", StringComparison.Ordinal).Replace("\"mode\"", "\"sessions\": { \"move\": \"never\" }, \"mode\"", StringComparison.Ordinal));
        await road.WalkAsync(KeptRoad.Request("/v1/messages", GoesOn));
        Assert.Equal(("session:simple", "claude-haiku-4-5"), (road.Calls[1].Reason, road.Calls[1].Attempts[0].Model));
    }

    [Fact]
    public async Task A_shadow_call_saves_nothing_and_leaves_the_conversation_where_it_is()
    {
        await using var road = new KeptRoad(Complexity, _ => Answer("claude-haiku-4-5"));
        await road.WalkAsync(KeptRoad.Request("/v1/messages", Body("claude-opus-4-6")));
        await road.WalkAsync(KeptRoad.Request(
            "/v1/messages", Body("claude-opus-4-6"), ("x-relayplane-bypass", "true"), ("x-relayplane-model", "anthropic/claude-sonnet-4-5"), ("x-relayplane-agent", ShadowCall.Agent)));
        road.Reload(Complexity.Replace("\"lambda\": 5", "\"lambda\": 5, \"floor\": \"moderate\"", StringComparison.Ordinal).Replace("\"mode\"", "\"sessions\": { \"move\": \"never\" }, \"mode\"", StringComparison.Ordinal));
        await road.WalkAsync(KeptRoad.Request("/v1/messages", GoesOn));

        Assert.Equal(("claude-sonnet-4-5", null), (road.Calls[1].Attempts[0].Model, road.Calls[1].Attempts[0].Savings.Routing));
        Assert.Equal(("session:simple", "claude-haiku-4-5"), (road.Calls[2].Reason, road.Calls[2].Attempts[0].Model));
    }

    [Fact]
    public async Task A_name_that_a_client_made_up_is_no_header_of_its_own()
    {
        await using var road = new KeptRoad($$"""{ {{Keys}}, "routes": { "naïve\r\nx: y": { "match": { "model": "*" } } } }""", _ => Answer("claude-opus-4-6"));
        var http = KeptRoad.Request("/v1/messages", Body("claude-opus-4-6"));
        await road.WalkAsync(http);
        Assert.All(Header(http, "reason"), character => Assert.InRange(character, ' ', '~'));
    }

    private static string GoesOn => Body("claude-opus-4-6").Replace("}]", """},{"role":"assistant","content":"hi"},{"role":"user","content":"and now?"}]""", StringComparison.Ordinal);

    private static string Header(HttpContext http, string name) => http.Response.Headers[$"x-relayplane-{name}"].ToString();

    private static string Body(string model) => $$"""{"model":"{{model}}","max_tokens":100,"messages":[{"role":"user","content":"hello there"}]}""";

    private static HttpResponseMessage Answer(string model) => new(HttpStatusCode.OK)
    {
        Content = new StringContent(
            $$"""{"id":"msg_1","type":"message","role":"assistant","model":"{{model}}","content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn","usage":{"input_tokens":10,"output_tokens":5} }""",
            Encoding.UTF8, "application/json"),
    };
}
