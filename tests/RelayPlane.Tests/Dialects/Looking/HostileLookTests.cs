using System.Text;
using CsCheck;
using RelayPlane.Dialects;
using RelayPlane.Dialects.Looking;
using Xunit;

namespace RelayPlane.Tests.Dialects.Looking;

/// <summary>A look is taken at whatever clients send: it must come back from anything.</summary>
public sealed class HostileLookTests
{
    private static readonly Endpoint[] s_endpoints = [Endpoint.Messages, Endpoint.ChatCompletions, Endpoint.Completions, Endpoint.Responses, Endpoint.GenerateContent, Endpoint.CountTokens];

    private static readonly byte[] s_body = Encoding.UTF8.GetBytes("""
        {"model":"m","system":[{"type":"text","text":"x-anthropic-billing-header: a"},{"type":"text","text":"You \u00e9 are at 12:30."}],
         "tools":[{"name":"a","input_schema":{"properties":{"x":{}}}},{"function":{"parameters":{"properties":{"y":{}}}}},{"functionDeclarations":[{"parameters":{}}]}],
         "messages":[{"role":"user","content":"<system-reminder>r</system-reminder> do \ud83d\ude00 it"},{"role":"assistant","content":[{"type":"thinking","signature":"s"},{"type":"tool_use"}]},
          {"role":"user","content":[{"type":"tool_result","content":[{"type":"image"}]},{"type":"text","text":"<b>well</b>\n"}]},{"type":"function_call_output","output":"o"},{"parts":[{"functionResponse":{}},{"text":"t"}]}],
         "response_format":{"type":"json_object"}}
        """);

    [Fact]
    public void Any_bytes_at_all_are_looked_at_without_a_fault() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[0, 5], Gen.Int[0, 200], Gen.Int[0, 200]).Sample((bytes, which, from, to) =>
        {
            var range = Math.Min(from, bytes.Length)..Math.Min(Math.Max(from, to), bytes.Length);
            Read(bytes, s_endpoints[which], RequestFacts.None with { Prompt = new PromptParts(range, range, range) });
        });

    [Fact]
    public void Ranges_that_are_not_in_the_body_are_not_looked_at() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample((one, two, three) =>
            Read(s_body.AsSpan(0, 100).ToArray(), Endpoint.Messages, RequestFacts.None with { Prompt = new PromptParts(one..two, two..three, one..three) }));

    [Fact]
    public void A_body_that_is_cut_or_damaged_anywhere_is_looked_at_without_a_fault() =>
        Gen.Select(Gen.Int[0, s_body.Length - 1], Gen.Int[0, s_body.Length], Gen.Byte, Gen.Int[0, 5]).Sample((place, length, with, which) =>
        {
            var damaged = s_body.AsSpan(0, length).ToArray();
            if (place < length)
            {
                damaged[place] = with;
            }

            var facts = RequestScan.Scan(damaged, s_endpoints[which]).TryGet(out var scanned, out _) ? scanned
                : RequestFacts.None with { Prompt = new PromptParts(At("\"tools\":", "\"messages\":", length), At("\"system\":", "\"tools\":", length), At("\"messages\":", "\"response_format\":", length)) };
            Read(damaged, s_endpoints[which], facts);
        });

    [Fact]
    public void A_text_of_any_characters_is_read_whole() =>
        Gen.String.Sample(said =>
        {
            var valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(said)).Replace("<", string.Empty, StringComparison.Ordinal);
            var (_, text) = Looked.At(Endpoint.Messages, Looked.Messages($$"""{"role":"user","content":{{System.Text.Json.JsonSerializer.Serialize(valid)}}}"""));
            return string.IsNullOrWhiteSpace(valid) || text == valid;
        });

    private static Range At(string from, string to, int length)
    {
        var text = Encoding.UTF8.GetString(s_body);
        int Place(string word) => Math.Min(Encoding.UTF8.GetByteCount(text[..text.IndexOf(word, StringComparison.Ordinal)]), length);
        return Math.Min(length, Place(from) + from.Length)..Place(to);
    }

    private static void Read(byte[] body, Endpoint endpoint, RequestFacts facts)
    {
        var room = new byte[PromptLook.LongestText];
        var shape = PromptLook.Read(body, endpoint, facts, room, out var written);
        Assert.InRange(written, 0, room.Length);
        Assert.True(shape.UserTurns >= 1);
    }
}
