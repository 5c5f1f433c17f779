using Xunit;

namespace RelayPlane.FunctionalTests.Clients;

/// <summary>Cascades as the official SDKs of every format see them; what they do and check is in <c>tests/clients/node/cascade.mjs</c>.</summary>
public sealed class CascadeClientTests
{
    private const string Refusal = "I'm sorry, but I can't assist with that.";
    private const string Report = """{"city":"Paris","degrees":21}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Eight scenarios each: four clients, streamed or not.</summary>
    [Fact]
    public Task An_answer_that_is_not_good_enough_gives_way_to_that_of_the_second_model_and_both_are_paid_for() => LadderLab.PassAsync(
        96,
        Cancel,
        new Rung("a refusal", "refusal", "messages", "messages", Rung.Says(Refusal)),
        new Rung("a refusal", "refusal", "generate", "chat", Rung.Says("I cannot help with that.")),
        new Rung("a doubt", "uncertainty", "chat", "generate", Rung.Says("I'm not sure. It may rain.")),
        new Rung("nothing said", "empty", "responses", "messages", "tokens=0"),
        new Rung("nothing said", "empty", "messages", "generate", "tokens=0"),
        new Rung("too long an answer", "truncated", "messages", "responses", "tokens=9000; piece=512"),
        new Rung("too long an answer", "truncated", "chat", "chat", "tokens=9000; piece=512"),
        new Rung("a call that does not fit the tool", "bad_tool_call", "generate", "responses", Arguments("""{"town":"Paris"}""")) { Second = "tools=1" },
        new Rung("a call that does not fit the tool", "bad_tool_call", "responses", "generate", Arguments("""{"city":7}""")) { Second = "tools=1" },
        new Rung("a call that does not fit the tool", "bad_tool_call", "chat", "messages", Arguments("{}")) { Second = "tools=1" },
        new Rung("no JSON", "invalid_json", "chat", "responses", Rung.Says("Here it is: " + Report)) { Good = Report },
        new Rung("JSON of another shape", "invalid_json", "messages", "chat", Rung.Says("""{"city":"Paris"}""")) { Good = Report });

    [Fact]
    public Task A_model_that_fails_before_its_answer_is_whole_gives_way_to_the_second() => LadderLab.PassAsync(
        48,
        Cancel,
        new Rung("an error", "error", "generate", "messages", "status=500") { Verdict = "faulted" },
        new Rung("a break", "error", "messages", "chat", "cut=8") { Verdict = "faulted", Also = "refusal" },
        new Rung("overload", "overloaded", "messages", "generate", "storm=1") { Verdict = "overloaded" },
        new Rung("overload", "overloaded", "responses", "chat", "storm=1") { Verdict = "overloaded" },
        new Rung("silence", "timeout", "responses", "responses", "latency=20s") { Verdict = "timed_out", Patience = 0.3 },
        new Rung("a limit", "rate_limit", "generate", "generate", "status=429; retry-after=60") { Verdict = "rate_limited" });

    /// <summary>Four scenarios each: four clients, all streamed.</summary>
    [Fact]
    public Task A_streaming_client_is_pinged_while_an_answer_is_held_back() => LadderLab.PassAsync(
        20,
        Cancel,
        new Rung("a slow refusal", "refusal", "chat", "messages", Slow) { Held = "good" },
        new Rung("a slow refusal", "refusal", "responses", "generate", Slow) { Held = "good" },
        new Rung("a slow refusal and no second model", "refusal", "messages", "chat", Slow) { Held = "kept", Second = "status=404", Good = Refusal },
        new Rung("a slow refusal and no second model", "refusal", "generate", "responses", Slow) { Held = "kept", Second = "status=404", Good = Refusal },
        new Rung("a slow break and no second model", "error", "chat", "messages", Slow + "; cut=8") { Held = "failed", Second = "status=404", Also = "refusal", Good = "404" });

    private static string Slow => $"tps=8; {Rung.Says(Refusal)}";

    private static string Arguments(string json) => $"tools=1; arguments={Uri.EscapeDataString(json)}";
}
