using System.Text;
using System.Text.Json.Nodes;
using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Translation;
using Xunit;

namespace RelayPlane.Tests.Dialects.Translation;

/// <summary>Requests that no API has: they are refused or go up, and never break the gateway.</summary>
public sealed class OddRequestTests
{
    private static readonly string[] s_odd = ["7", "1e999", "\"x\"", "true", "null", "[]", "[3,\"x\",null,[{}]]", "{}", """{"type":7,"x":[1]}"""];

    public static TheoryData<string> Pairs => [.. Pair.All.Select(pair => pair.Name)];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_value_of_any_other_kind_anywhere_is_no_fault_of_the_gateways(string name)
    {
        var pair = Pair.All.Single(pair => pair.Name == name);
        foreach (var (_, body) in Requests.Of(pair.Client))
        {
            foreach (var odd in Oddly(body))
            {
                var refusal = pair.Ask(odd).Refusal;
                Assert.True(refusal is null or { Kind: RefusalKind.InvalidRequest }, $"{refusal?.Kind}: {refusal?.Message}: {odd}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Text_that_was_cut_within_a_character_goes_up_with_the_replacement_character(string name)
    {
        var pair = Pair.All.Single(pair => pair.Name == name);
        var asked = Requests.Of(pair.Client).Single(request => request.Name == "system in the middle").Body;
        Assert.Contains("One.", asked, StringComparison.Ordinal);
        Assert.Contains("One\uFFFD", pair.Up(asked.Replace("One.", """One\ud83d""", StringComparison.Ordinal), allowLoss: true).ToString(), StringComparison.Ordinal);

        byte[] cut = [.. Encoding.UTF8.GetBytes(asked.Replace("One.", "One\u0001", StringComparison.Ordinal))];
        cut[cut.AsSpan().IndexOf((byte)1)] = 0xE2;
        Assert.True(RequestTranslation.Parse(cut).TryGet(out var read, out _));
        using (read)
        {
            Assert.Contains("One\uFFFD", read.RootElement.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Arguments_that_were_cut_within_a_character_go_up_too()
    {
        const string Asked = """{"model":"m","messages":[{"role":"user","content":"Go."},{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"say","arguments":"{\"text\":\"\\ud83d\"}"}}]},{"role":"tool","tool_call_id":"c","content":"Said."}]}""";
        Assert.Contains("\uFFFD", new Pair(WireFormat.Chat, WireFormat.Messages).Up(Asked).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"Hi."}]}],"tools":[7]}""")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"text":"Hi."}]}],"tools":["googleSearch"]}""")]
    public void A_tool_that_is_no_object_is_the_clients_mistake(string body) =>
        Assert.Equal(RefusalKind.InvalidRequest, new Pair(WireFormat.Generate, WireFormat.Messages).Ask(body).Refusal?.Kind);

    [Fact]
    public void A_reply_that_was_cut_within_a_character_comes_back_with_the_replacement_character()
    {
        var pair = new Pair(WireFormat.Messages, WireFormat.Chat);
        Assert.Contains("Hm\uFFFD", pair.Stream("""{"choices":[{"index":0,"delta":{"content":"Hm\ud83d"}}]}""", """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""", "[DONE]"), StringComparison.Ordinal);
    }

    /// <summary>The body with each of its values in turn made into others.</summary>
    private static IEnumerable<string> Oddly(string body)
    {
        var places = Places(JsonNode.Parse(body)!).Count();
        for (var place = 0; place < places; place++)
        {
            foreach (var odd in s_odd)
            {
                var whole = JsonNode.Parse(body)!;
                Places(whole).ElementAt(place)(JsonNode.Parse(odd));
                yield return whole.ToJsonString();
            }
        }
    }

    private static IEnumerable<Action<JsonNode?>> Places(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    yield return other => members[name] = other;
                    foreach (var within in Places(value))
                    {
                        yield return within;
                    }
                }

                break;
            case JsonArray items:
                for (var at = 0; at < items.Count; at++)
                {
                    var index = at;
                    yield return other => items[index] = other;
                    foreach (var within in Places(items[at]))
                    {
                        yield return within;
                    }
                }

                break;
        }
    }
}
