using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using Xunit;

namespace RelayPlane.Tests.Dialects.Responses;

/// <summary>Every recorded exchange of Responses, of every provider, in both directions.</summary>
public sealed class ResponsesFixtureTests(ITestOutputHelper output)
{
    // Recorded as Responses, but Chat Completions chunks: the provider answered in another format than its address says.
    private const string Mislabelled = "azure-deepseek-reasoning";

    // Shortened by hand: their pieces say less than their last event repeats.
    private static readonly string[] Shortened = ["openai-phase.1", "openai-shell-container.1"];

    [Fact]
    public void A_recorded_request_written_again_in_its_own_format_says_the_same() => Most(
        ResponsesRecording.All.Where(one => one.Request is not null),
        one =>
        {
            var body = JsonDocument.Parse(one.Request!).RootElement;
            var request = Asked.Read(one.Request!);
            var target = new EncodeFor(one.Provider, request.Model, ModelTraits.Newest) { Stream = request.Stream };
            var (written, losses) = Asked.Write(request, target);
            return losses.Refusal?.Message ?? (losses.Dropped.Count > 0 ? string.Join(",", losses.Dropped) : Alike.Difference(body, written));
        });

    [Fact]
    public void A_recorded_reply_written_again_has_the_same_text_calls_stop_and_usage() => Most(
        ResponsesRecording.Answered.Where(one => !one.Stream),
        one =>
        {
            var reply = new RelayPlane.Dialects.Responses.ResponsesTarget().ReadReply(JsonDocument.Parse(one.Reply).RootElement, Asked.Target);
            var again = Asked.Reply(Asked.Whole(reply).GetRawText());
            if (reply.Stop is { Kind: StopKind.Other, Raw: "queued" })
            {
                // Of a call in the background, which is only refused, and so never answered here.
                return reply.Blocks.Count == 0 ? null : "a queued response with content";
            }

            return Difference(reply, again) ?? Streamed(Gathering.Events(reply), reply);
        });

    [Fact]
    public void A_recorded_stream_ends_and_is_written_again_as_a_strict_client_wants_it() => Most(
        ResponsesRecording.Streams,
        one =>
        {
            var ordered = Asked.Events(one.Reply);
            if (ordered[^1] is Failed failed)
            {
                return one.Id.Contains("rate-limited", StringComparison.Ordinal) ? Recorded(ordered, failed) : $"failed: {failed.Error.Message}";
            }

            var reply = Gathering.Reply(ordered).Reply!;
            return Whole(one.Reply) is { } last && !Shortened.Any(one.Id.Contains) ? Difference(Plain(last), Plain(reply)) ?? Streamed(ordered, reply) : Streamed(ordered, reply);
        });

    private static string? Recorded(List<ReplyEvent> ordered, Failed failed)
    {
        var whole = StrictResponse.Accept(Asked.Written(ordered));
        return failed.Error.Kind == ErrorKind.RateLimit && whole.GetProperty("error").GetProperty("code").GetString() == "rate_limit_exceeded" ? null : "another error";
    }

    /// <summary>What the stream's own last event says that all of it was.</summary>
    private static NeutralReply? Whole(byte[] stream)
    {
        var last = System.Text.Encoding.UTF8.GetString(stream).Split('\n').LastOrDefault(line => line.StartsWith("data: {", StringComparison.Ordinal));
        var response = last is null ? null : JsonDocument.Parse(last[6..]).RootElement.Get("response");
        return response?.Items("output").Any() == true ? new RelayPlane.Dialects.Responses.ResponsesTarget().ReadReply(response.Value, Asked.Target) : null;
    }

    private static string? Streamed(IEnumerable<ReplyEvent> ordered, NeutralReply reply)
    {
        var whole = StrictResponse.Accept(Asked.Written(ordered));
        return Difference(reply, Asked.Reply(whole.GetRawText()));
    }

    // Some recordings repeat white space or state otherwise than they streamed it; what was said and called is compared.
    private static NeutralReply Plain(NeutralReply reply) => reply with { Blocks = [.. reply.Blocks.Where(block => block is not ThinkingBlock)] };

    private static string? Difference(NeutralReply one, NeutralReply other) =>
        Says(one) != Says(other) ? $"{Says(one)} and {Says(other)}"
        : one.Stop.Kind != other.Stop.Kind ? $"{one.Stop} and {other.Stop}"
        : Translated.Spoken(one.Usage) != Translated.Spoken(other.Usage) ? $"{one.Usage} and {other.Usage}"
        : null;

    private static string Says(NeutralReply reply) => string.Join('\n', reply.Blocks.Select(block => block switch
    {
        TextBlock text => $"text {text.Text} {string.Join(',', text.Citations.Select(citation => citation.Url))}",
        RefusalBlock refusal => $"refusal {refusal.Text}",
        ThinkingBlock thinking => $"thought {thinking.Text} {thinking.State?.Data}",
        ToolCallBlock call => $"call {call.Id} {call.Name} {call.Arguments} {call.Freeform}",
        _ => string.Empty,
    }).Where(said => said.Length > 0 && said != "text  "));

    private void Most(IEnumerable<ResponsesRecording> recordings, Func<ResponsesRecording, string?> difference)
    {
        var (total, misses) = (0, new List<string>());
        foreach (var one in recordings)
        {
            total++;
            string? found;
            try
            {
                found = difference(one);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                found = $"{e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("RelayPlane", StringComparison.Ordinal))}";
            }

            if (found is not null)
            {
                misses.Add($"{one.Provider} {one.Id}: {(found.Length > 600 ? found[..600] : found)}");
            }
        }

        output.WriteLine($"{total - misses.Count} of {total}");
        misses.ForEach(output.WriteLine);
        Assert.True(total > 100);
        Assert.All(misses.Where(miss => !miss.Contains(Mislabelled, StringComparison.Ordinal)), miss => Assert.Fail(miss));
        Assert.True(misses.Count <= total / 100.0, string.Join('\n', misses));
    }
}
