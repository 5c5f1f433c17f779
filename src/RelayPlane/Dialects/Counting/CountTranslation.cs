using System.Buffers;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Translation;

namespace RelayPlane.Dialects.Counting;

/// <summary>Asks a provider's own counter how many tokens a prompt has, for a client of another format. Pure.</summary>
internal static class CountTranslation
{
    /// <summary>The counters there are: the format of what they count, and what of it they take (all of Gemini's, within one member).</summary>
    private static readonly Dictionary<Endpoint, (WireFormat Format, string[] Takes)> s_counters = new()
    {
        [Endpoint.CountTokens] = (WireFormat.Messages, ["model", "messages", "system", "tools", "tool_choice", "thinking"]),
        [Endpoint.GeminiCountTokens] = (WireFormat.Generate, []),
        [Endpoint.InputTokens] = (WireFormat.Responses, ["model", "input", "instructions", "tools", "tool_choice", "text", "reasoning", "parallel_tool_calls"]),
    };

    /// <summary>The provider's counter for a client that asks in another format; null where it has none, or nothing is to be counted.</summary>
    public static Endpoint? At(Provider provider, Endpoint asked)
    {
        foreach (var counter in s_counters.Keys)
        {
            if (s_counters.ContainsKey(asked) && provider.Paths.ContainsKey(counter))
            {
                return counter;
            }
        }

        return null;
    }

    /// <param name="body">The client's.</param>
    /// <param name="from">What the client asked.</param>
    /// <param name="to">The counter.</param>
    public static OrRefusal<TranslatedRequest> Translate(ReadOnlyMemory<byte> body, Endpoint from, Endpoint to, RequestHead head, EncodeFor target, bool allowLoss) =>
        RequestTranslation.Change(body, json =>
        {
            // Gemini's clients may wrap the whole call that they mean.
            var counted = json.Get("generateContentRequest") ?? json;
            return Formats.Client(s_counters[from].Format)!.ReadRequest(counted, head).TryGet(out var request, out var refusal)
                ? Write(request, from, to, target, allowLoss)
                : refusal;
        });

    private static OrRefusal<TranslatedRequest> Write(NeutralRequest request, Endpoint from, Endpoint to, EncodeFor target, bool allowLoss)
    {
        var (name, takes) = s_counters[to];
        var format = Formats.Target(name);
        var losses = new Losses(request.From, allowLoss);
        var whole = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(whole, NeutralJson.Readable))
        {
            format.WriteRequest(json, request, target, losses);
        }

        return losses.Refusal is { } refusal ? refusal
            : new TranslatedRequest(Reduced(whole.WrittenMemory, takes, target.Model), format.Headers(request, target), losses.Dropped, new CountTranslated(from));
    }

    private static ReadOnlyMemory<byte> Reduced(ReadOnlyMemory<byte> whole, string[] takes, string model)
    {
        using var call = JsonDocument.Parse(whole);
        var written = new ArrayBufferWriter<byte>(whole.Length + 64);
        using (var json = new Utf8JsonWriter(written, NeutralJson.Readable))
        {
            json.WriteStartObject();
            if (takes.Length == 0)
            {
                json.WriteStartObject("generateContentRequest"u8);
                json.WriteString("model"u8, $"models/{model}");
            }

            foreach (var member in call.RootElement.EnumerateObject())
            {
                if (takes.Length == 0 || takes.Contains(member.Name))
                {
                    member.WriteTo(json);
                }
            }

            if (takes.Length == 0)
            {
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return written.WrittenMemory;
    }
}
