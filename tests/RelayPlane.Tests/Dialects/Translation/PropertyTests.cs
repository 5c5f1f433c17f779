using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using Xunit;

namespace RelayPlane.Tests.Dialects.Translation;

/// <summary>What holds whatever is said: of splits, order, ids and counts.</summary>
public sealed partial class PropertyTests
{
    private static readonly Gen<string> s_id = Gen.Char["abcXYZ019_-.:"].Array[1, 60].Select(chars => new string(chars));

    private static readonly Gen<long> s_count = Gen.Frequency((1, Gen.Const(0L)), (3, Gen.Long[0, 2_000_000]));

    public static TheoryData<string> Pairs => [.. Pair.All.Select(pair => pair.Name)];

    public static TheoryData<string> Targets => [.. Enum.GetNames<WireFormat>()];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_stream_is_the_same_for_its_client_however_it_is_cut(string name)
    {
        var pair = Pair.All.Single(pair => pair.Name == name);
        var stream = Replies.Stream(pair.Target);
        var whole = pair.Stream(stream);
        Pieces.Sizes.Holds(60, sizes => pair.Stream(stream, sizes) == whole);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_stream_and_a_whole_reply_of_one_target_keep_the_order_of_blocks(string name)
    {
        var pair = Pair.All.Single(pair => pair.Name == name);
        Assert.All([pair.Stream(Replies.Stream(pair.Target)), pair.Whole(Replies.Whole(pair.Target)).GetRawText()], reply =>
        {
            // A whole Chat message holds text and thought as members, whose order says nothing.
            var thought = pair.Client == WireFormat.Chat && !reply.StartsWith("data:", StringComparison.Ordinal) ? -1 : reply.IndexOf("Two ", StringComparison.Ordinal);
            int[] places = [thought, reply.IndexOf("I look at both", StringComparison.Ordinal), reply.IndexOf("weather", StringComparison.Ordinal), reply.IndexOf("clock", StringComparison.Ordinal)];
            Assert.True(places[1] >= 0);
            Assert.Equal(places.Order(), places);
        });
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_result_names_its_call_whatever_its_id_looks_like(string target)
    {
        var pair = new Pair(WireFormat.Chat, Enum.Parse<WireFormat>(target));
        s_id.Array[1, 5].Select(ids => ids.Distinct().ToArray()).Holds(
            200,
            ids =>
            {
                var up = pair.Up(History(ids)).GetRawText();
                var (calls, results) = (Ids(pair.Target, up, calls: true), Ids(pair.Target, up, calls: false));
                return calls.Count == (pair.Target is WireFormat.Generate or WireFormat.Ollama ? 0 : ids.Length) && calls.SequenceEqual(results) && calls.Distinct().Count() == calls.Count
                    && In(up, [.. ids.Select((_, at) => $"call {at}"), .. ids.Select((_, at) => $"result {at}")]);
            });
    }

    [Fact]
    public void Blocks_of_a_turn_go_up_in_the_order_in_which_they_were_said() => Gen.Bool.Array[1, 8].Holds(
        100,
        kinds =>
        {
            var said = kinds.Select((text, at) => text
                ? $$"""{"type":"text","text":"part {{at}}."}"""
                : $$$"""{"type":"image","source":{"type":"base64","media_type":"image/png","data":"QUJD{{{at}}}A=="}}""");
            var body = $$$"""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":[{{{string.Join(',', said)}}}]}]}""";
            string[] marks = [.. kinds.Select((text, at) => text ? $"part {at}." : $"QUJD{at}A==")];

            // Ollama's messages have their images beside the text.
            return Enum.GetValues<WireFormat>().Where(target => target != WireFormat.Ollama).All(target => In(new Pair(WireFormat.Messages, target).Up(body).GetRawText(), marks));
        });

    [Fact]
    public void Counts_are_never_negative_and_add_up_for_every_client() => Gen.Select(s_count, s_count, s_count, s_count, s_count).Holds(
        300,
        counts =>
        {
            var (input, read, written5m, written1h, output) = counts;
            var reply = $$$$"""
                {"id":"m","type":"message","role":"assistant","model":"x","content":[{"type":"text","text":"a"}],"stop_reason":"end_turn","stop_sequence":null,
                "usage":{"input_tokens":{{{{input}}}},"cache_read_input_tokens":{{{{read}}}},"cache_creation_input_tokens":{{{{written5m + written1h}}}},"cache_creation":{"ephemeral_5m_input_tokens":{{{{written5m}}}},"ephemeral_1h_input_tokens":{{{{written1h}}}}},"output_tokens":{{{{output}}}}}}
                """;
            var prompt = input + read + written5m + written1h;
            return Pair.Clients.All(client => Counted(client, new Pair(client, WireFormat.Messages).Whole(reply)) == (prompt, output, prompt + output));
        });

    [Fact]
    public void Counts_that_contradict_themselves_never_become_negative() => Gen.Select(s_count, s_count, s_count, s_count, s_count).Holds(
        300,
        counts =>
        {
            var (prompt, cached, output, reasoning, total) = counts;
            var reply = $$$$"""
                {"id":"c","model":"x","choices":[{"index":0,"message":{"role":"assistant","content":"a"},"finish_reason":"stop"}],
                "usage":{"prompt_tokens":{{{{prompt}}}},"completion_tokens":{{{{output}}}},"total_tokens":{{{{total}}}},"prompt_tokens_details":{"cached_tokens":{{{{cached}}}}},"completion_tokens_details":{"reasoning_tokens":{{{{reasoning}}}}}}}
                """;
            return Pair.Clients.All(client =>
            {
                var usage = new Pair(client, WireFormat.Chat).Whole(reply);
                var (all, made, sum) = Counted(client, usage);
                return all + made == sum && !Negative().IsMatch(usage.GetRawText());
            });
        });

    /// <summary>A client's view: the whole prompt, the output, their sum.</summary>
    private static (long Prompt, long Output, long Total) Counted(WireFormat client, JsonElement reply)
    {
        var usage = reply.GetProperty(client == WireFormat.Generate ? "usageMetadata" : "usage");
        long Of(string name) => usage.Whole(name) ?? 0;
        return client switch
        {
            WireFormat.Messages => Sum(Of("input_tokens") + Of("cache_read_input_tokens") + Of("cache_creation_input_tokens"), Of("output_tokens")),
            WireFormat.Chat => (Of("prompt_tokens"), Of("completion_tokens"), Of("total_tokens")),
            WireFormat.Responses => (Of("input_tokens"), Of("output_tokens"), Of("total_tokens")),
            _ => (Of("promptTokenCount"), Of("candidatesTokenCount") + Of("thoughtsTokenCount"), Of("totalTokenCount")),
        };
    }

    private static (long Prompt, long Output, long Total) Sum(long prompt, long output) => (prompt, output, prompt + output);

    /// <summary>A call for each id, and their results.</summary>
    private static string History(string[] ids)
    {
        var calls = ids.Select((id, at) => $$$"""{"id":"{{{id}}}","type":"function","function":{"name":"f","arguments":"{\"n\":\"call {{{at}}}\"}"}}""");
        var results = ids.Select((id, at) => $$"""{"role":"tool","tool_call_id":"{{id}}","content":"result {{at}}"}""");
        return $$"""{"model":"m","messages":[{"role":"user","content":"x"},{"role":"assistant","content":null,"tool_calls":[{{string.Join(',', calls)}}]},{{string.Join(',', results)}}]}""";
    }

    /// <summary>The ids that a body names, in order.</summary>
    private static List<string> Ids(WireFormat target, string body, bool calls)
    {
        var pattern = (target, calls) switch
        {
            (WireFormat.Messages, true) => "\"type\":\"tool_use\",\"id\":\"([^\"]*)\"",
            (WireFormat.Messages, _) => "\"tool_use_id\":\"([^\"]*)\"",
            (WireFormat.Chat, true) => "\\{\"id\":\"([^\"]*)\"",
            (WireFormat.Chat, _) => "\"tool_call_id\":\"([^\"]*)\"",
            (WireFormat.Responses, true) => "\"type\":\"function_call\",\"call_id\":\"([^\"]*)\"",
            (WireFormat.Responses, _) => "\"type\":\"function_call_output\",\"call_id\":\"([^\"]*)\"",
            (WireFormat.Converse, true) => "\"toolUse\":\\{\"toolUseId\":\"([^\"]*)\"",
            (WireFormat.Converse, _) => "\"toolResult\":\\{\"toolUseId\":\"([^\"]*)\"",
            _ => "\"(?:id|tool_call_id)\":\"([^\"]*)\"",
        };
        return [.. Regex.Matches(body, pattern).Select(match => match.Groups[1].Value)];
    }

    /// <summary>Whether the marks stand in the text in this order.</summary>
    private static bool In(string text, string[] marks)
    {
        var places = marks.Select(mark => text.IndexOf(mark, StringComparison.Ordinal)).ToArray();
        return places.All(place => place >= 0) && places.SequenceEqual(places.Order());
    }

    [GeneratedRegex(":\\s*-\\d")]
    private static partial Regex Negative();
}
