using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;
using RelayPlane.Dialects.Errors;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Gemini;

/// <summary>Turns the chunks of one reply into events; a reply in one piece is one chunk. Parts of one kind go on in the same block.</summary>
internal sealed class ChunkReader(EncodeFor sent)
{
    private readonly CandidateText _text = new();
    private readonly PartialCall _partial = new();
    private ReplyParts? _parts;

    /// <summary>Where the answer has something from, told by the key of the block.</summary>
    public List<Cited> Citations { get; } = [];

    public void Take(JsonElement chunk, List<ReplyEvent> events)
    {
        if (chunk.Get("error") is not null)
        {
            events.Add(new Failed(ErrorReading.Of(0, JsonMarshal.GetRawUtf8Value(chunk), null)));
            return;
        }

        if (_parts is null)
        {
            var id = chunk.AnyText("responseId", "response_id");
            events.Add(new Started(id, chunk.AnyText("modelVersion", "model_version")));
            _parts = new ReplyParts(sent, _text, _partial, Tell(id, chunk));
        }

        if (chunk.Any("usageMetadata", "usage_metadata") is { ValueKind: JsonValueKind.Object } usage && GenerateUsage.Read(JsonMarshal.GetRawUtf8Value(usage)) is { } used)
        {
            events.Add(new UsageCame(used));
        }

        var candidate = First(chunk);
        if (candidate is { } its)
        {
            TakeCandidate(its, _parts, events);
        }
        else if (chunk.Any("promptFeedback", "prompt_feedback") is { } feedback && feedback.AnyText("blockReason", "block_reason") is { } reason)
        {
            events.Add(new Stopped(new Stop(StopKind.Refusal, reason, Detail: feedback.AnyText("blockReasonMessage", "block_reason_message"))));
        }
    }

    /// <summary>The body has ended.</summary>
    public void End(List<ReplyEvent> events) => _parts?.End(events);

    private void TakeCandidate(JsonElement candidate, ReplyParts parts, List<ReplyEvent> events)
    {
        foreach (var part in candidate.Get("content")?.Items("parts") ?? [])
        {
            parts.Take(part, events);
        }

        if (candidate.Any("groundingMetadata", "grounding_metadata") is { } grounding)
        {
            Cite(Grounding.Read(grounding, _text), events);
        }

        if (candidate.Any("finishReason", "finish_reason") is not { } reason)
        {
            return;
        }

        parts.End(events);
        var stop = FinishReasons.Read(reason, candidate.AnyText("finishMessage", "finish_message"));
        events.Add(FinishReasons.IsBroken(stop) && !parts.Any
            ? new Failed(new ProviderError(ErrorKind.Server, stop.Detail ?? $"The model ended without an answer: {stop.Raw}.", stop.Raw))
            : new Stopped(stop));
    }

    private void Cite(List<Cited> citations, List<ReplyEvent> events)
    {
        foreach (var cited in citations)
        {
            Citations.Add(cited);
            events.Add(cited);
        }
    }

    private static JsonElement? First(JsonElement chunk)
    {
        foreach (var candidate in chunk.Items("candidates"))
        {
            if (candidate.Whole("index") is null or 0)
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>What tells this reply from others in the ids that are made up for its calls: its own id, else its first words.</summary>
    private static string Tell(string? id, JsonElement chunk)
    {
        if (id is { Length: > 0 })
        {
            var plain = string.Concat(id.Where(one => char.IsAsciiLetterOrDigit(one) || one is '-' or '_'));
            return plain.Length > 24 ? plain[..24] : plain;
        }

        return XxHash3.HashToUInt64(JsonMarshal.GetRawUtf8Value(chunk)).ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }
}
