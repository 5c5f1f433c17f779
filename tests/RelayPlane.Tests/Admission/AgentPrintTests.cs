using System.Text.Json;
using CsCheck;
using RelayPlane.Admission;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Tests.Routing;
using Xunit;

namespace RelayPlane.Tests.Admission;

public sealed class AgentPrintTests
{
    private const string Coder = "You are a careful coding agent. Change as little as you can, and run the tests before you say that you are done.";

    private static readonly string[] Users = ["alice", "bob-7", "carol"];

    [Fact]
    public void A_print_is_twelve_hex_digits() => Assert.Matches("^agent-[0-9a-f]{12}$", Messages(Coder));

    [Fact]
    public void A_prompt_prints_the_same_all_day_for_everyone_in_every_folder() =>
        Gen.Select(Gen.Int[0, 31_536_000], Gen.Guid, Gen.Int[0, 99_999], Gen.Int[0, 2].Select(one => Users[one])).Sample((second, id, number, user) =>
            Messages(Dynamic(second, id, number, user)) == Messages(Dynamic(0, Guid.Empty, 1, "dave")), iter: 500, seed: "0N0XIzNsQ0O2");

    [Fact]
    public void Other_agents_print_otherwise()
    {
        string[] prompts = [Coder, "You are a careful reviewing agent.", "You summarise meetings.", "You are a helpful assistant.", "Translate to German."];
        Assert.Equal(prompts.Length, prompts.Select(Messages).Distinct().Count());
    }

    [Fact]
    public void Every_api_and_form_of_a_prompt_prints_alike()
    {
        var text = JsonSerializer.Serialize(Coder);
        string?[] prints =
        [
            Of(Api.Anthropic, Endpoint.Messages, $$"""{"model":"m","system":[{"type":"text","text":{{text}},"cache_control":{"type":"ephemeral"} }],"messages":[]}"""),
            Of(Api.OpenAI, Endpoint.ChatCompletions, $$"""{"model":"m","messages":[{"role":"system","content":{{text}} },{"role":"user","content":"x"}]}"""),
            Of(Api.OpenAI, Endpoint.ChatCompletions, $$"""{"model":"m","messages":[{"role":"developer","content":[{"type":"text","text":{{text}} }]}]}"""),
            Of(Api.OpenAI, Endpoint.Responses, $$"""{"model":"m","instructions":{{text}},"input":"x"}"""),
            Of(Api.OpenAI, Endpoint.Responses, $$"""{"model":"m","input":[{"role":"developer","content":{{text}} }]}"""),
            Of(Api.Gemini, Endpoint.GenerateContent, $$"""{"systemInstruction":{"parts":[{"text":{{text}} }]},"contents":[]}"""),
            Of(Api.Gemini, Endpoint.GenerateContent, $$"""{"system_instruction":{"parts":[{"text":{{text}} }]},"contents":[]}"""),
        ];
        Assert.Equal(Messages(Coder), Assert.Single(prints.Distinct()));
    }

    [Fact]
    public void The_block_that_Claude_Code_puts_first_does_not_count()
    {
        var text = JsonSerializer.Serialize(Coder);
        var billed = Of(Api.Anthropic, Endpoint.Messages, $$"""{"model":"m","system":[{"type":"text","text":"x-anthropic-billing-header: cc_version=2.1.9; cch=abcde;"},{"type":"text","text":{{text}} }],"messages":[]}""");
        Assert.Equal(Messages(Coder), billed);
    }

    [Theory]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"hello"}]}""")]
    [InlineData("""{"model":"m","system":"","messages":[]}""")]
    [InlineData("""{"model":"m","system":"2026-11-24 /x/y","messages":[]}""")]
    [InlineData("""{"model":"m","system":5,"messages":5}""")]
    [InlineData("""{"model":"m","system":"\\","messages":null}""")]
    public void Who_says_nothing_of_itself_has_no_print(string body) => Assert.Null(Of(Api.Anthropic, Endpoint.Messages, body));

    [Fact]
    public void Every_recorded_call_is_attributed_without_a_crash()
    {
        var printed = 0;
        foreach (var line in File.ReadLines(Shared.Path("fixtures/exchanges.jsonl")))
        {
            using var exchange = JsonDocument.Parse(line);
            var request = exchange.RootElement.GetProperty("request");
            if (!request.TryGetProperty("body", out var body) || body.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            var endpoint = UrlMap.Match("POST", request.GetProperty("path").GetString()!, false, false);
            if (endpoint.Endpoint is Endpoint.Other || !RequestScan.Scan(JsonSerializer.SerializeToUtf8Bytes(body), endpoint.Endpoint).TryGet(out _, out _))
            {
                continue;
            }

            var call = Calls.Scanned(endpoint.Api, endpoint.Endpoint, body.GetRawText());
            Attribution.Of(call.Headers, null, call.Facts.UserId, call.Facts.CacheKey);
            printed += AgentPrint.Of(call) is null ? 0 : 1;
        }

        Assert.True(printed > 300, $"{printed} calls with a print");
    }

    private static string Dynamic(int second, Guid id, int number, string user)
    {
        var now = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(second).ToString("ddd MMM dd yyyy hh:mm:ss tt", System.Globalization.CultureInfo.InvariantCulture);
        return $"You are a careful coding agent.\nToday is {now}.\nWorking directory: /home/{user}/src/app-{number}\nSession {id}, run {number} ({id:N})\n{Coder}";
    }

    private static string? Messages(string system) =>
        Of(Api.Anthropic, Endpoint.Messages, $$"""{"model":"m","system":{{JsonSerializer.Serialize(system)}},"messages":[]}""");

    private static string? Of(Api api, Endpoint endpoint, string body) => AgentPrint.Of(Calls.Scanned(api, endpoint, body));
}
