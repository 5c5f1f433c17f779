using System.Text.Json;
using CsCheck;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects.Chat;

public sealed class RecordedChatReplyTests(ITestOutputHelper output)
{
    [Fact]
    public void A_whole_reply_written_again_says_the_same()
    {
        var misses = new List<string>();
        var all = 0;
        foreach (var row in ChatRow.Answered.Where(row => !row.IsStream))
        {
            all++;
            var body = Chatting.Json(row.Reply);
            var reply = Chatting.Reply(row.Reply);
            var again = Chatting.Reply(Chatting.WriteReply(reply).GetRawText());
            var miss = Miss(body, reply) ?? Difference(reply, again);
            if (miss is not null)
            {
                misses.Add($"{row.Id} {row.Provider}: {miss}");
            }
        }

        Report(all, misses, 700);
    }

    [Fact]
    public void A_stream_ends_well_and_written_again_says_the_same()
    {
        var misses = new List<string>();
        var all = 0;
        foreach (var row in ChatRow.Answered.Where(row => row.IsStream))
        {
            all++;
            var events = Chatting.Events(row.Bytes);
            var (reply, error) = Gathering.Reply(events);
            if (reply is null)
            {
                // A recorded error is one, and a recording without a finish reason or end broke off.
                var told = row.Reply.Contains("\"error\"", StringComparison.Ordinal);
                var cut = !row.Reply.Contains("[DONE]", StringComparison.Ordinal) && !row.Reply.Contains("\"finish_reason\":\"", StringComparison.Ordinal);
                if (!told && !cut)
                {
                    misses.Add($"{row.Id} {row.Provider}: {error!.Message}");
                }

                output.WriteLine($"{row.Id} {row.Provider} failed as recorded: {error!.Message}");
                continue;
            }

            var again = Gathering.Reply(Chatting.Events(System.Text.Encoding.UTF8.GetBytes(Chatting.Stream(events)))).Reply;
            var miss = again is null ? "cannot be read again" : Difference(reply, again) ?? Plain(row, reply);
            if (miss is not null)
            {
                misses.Add($"{row.Id} {row.Provider}: {miss}");
            }
        }

        Report(all, misses, 200);
    }

    [Fact]
    public void Any_split_of_a_stream_gives_the_same_events()
    {
        var streams = ChatRow.Answered.Where(row => row.IsStream && row.Reply.Length < 60_000).ToList();
        Gen.Select(Gen.Int[0, streams.Count - 1], Pieces.Sizes).Sample((pick, sizes) =>
        {
            var bytes = streams[pick].Bytes;
            Assert.Equal(Chatting.Stream(Chatting.Events(bytes)), Chatting.Stream(Chatting.Events(bytes, sizes)));
        });
    }

    private void Report(int all, List<string> misses, int least)
    {
        output.WriteLine($"{all - misses.Count} of {all}\n{string.Join('\n', misses)}");
        Assert.True(all >= least, $"only {all}");
        Assert.True(misses.Count <= all / 100, string.Join('\n', misses));
    }

    /// <summary>Against the JSON itself, read here once more in the plainest way.</summary>
    private static string? Miss(JsonElement body, NeutralReply reply)
    {
        var choice = body.Items("choices").FirstOrDefault();
        var message = choice.Get("message");
        var content = message?.Text("content") ?? string.Empty;
        if (message?.Get("content") is not { ValueKind: JsonValueKind.Array } && Chatting.Text(reply.Blocks) != content)
        {
            return "another text";
        }

        var calls = (message?.Items("tool_calls").Count() ?? 0) + (message?.Get("function_call") is null || message?.Get("tool_calls") is not null ? 0 : 1);
        if (reply.Blocks.Count(block => block is ToolCallBlock) != calls)
        {
            return "another number of calls";
        }

        return body.Get("usage") is { } && reply.Usage is null ? "no usage" : null;
    }

    /// <summary>The text of a stream, put together in the plainest way.</summary>
    private static string? Plain(ChatRow row, NeutralReply reply)
    {
        var text = string.Empty;
        foreach (var line in row.Reply.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("data: {", StringComparison.Ordinal)))
        {
            var choice = Chatting.Json(line[6..]).Items("choices").FirstOrDefault();
            if (choice.Get("delta")?.Get("content") is { ValueKind: JsonValueKind.Array })
            {
                return null;
            }

            text += choice.Get("delta")?.Text("content");
        }

        return text == Chatting.Text(reply.Blocks) ? null : "another text than its chunks";
    }

    private static string? Difference(NeutralReply one, NeutralReply other)
    {
        if (Chatting.Text(one.Blocks) != Chatting.Text(other.Blocks))
        {
            return "another text";
        }

        var calls = one.Blocks.OfType<ToolCallBlock>().Select(call => (call.Id, call.Name, call.Arguments, call.Freeform));
        if (!calls.SequenceEqual(other.Blocks.OfType<ToolCallBlock>().Select(call => (call.Id, call.Name, call.Arguments, call.Freeform))))
        {
            return "other calls";
        }

        if (Thought(one) != Thought(other))
        {
            return "another thought";
        }

        if (one.Stop.WithTools(calls.Any()).Kind != other.Stop.WithTools(calls.Any()).Kind && one.Stop.Kind != StopKind.Other && one.Stop.Kind != StopKind.StopSequence)
        {
            return $"{one.Stop} became {other.Stop}";
        }

        return one.Usage is { } usage && Joined(usage) != (other.Usage is { } again ? Joined(again) : null) ? $"{one.Usage} became {other.Usage}" : null;
    }

    private static string Thought(NeutralReply reply) => string.Concat(reply.Blocks.OfType<ThinkingBlock>().Select(block => block.Text));

    private static TokenUsage Joined(TokenUsage usage) => usage with { CacheWrite5m = usage.CacheWrite5m + usage.CacheWrite1h, CacheWrite1h = 0 };
}
