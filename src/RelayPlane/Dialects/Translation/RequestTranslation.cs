using System.Buffers;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Neutral;

namespace RelayPlane.Dialects.Translation;

/// <summary>Writes one request again in the format of a target. Pure.</summary>
internal static class RequestTranslation
{
    /// <summary>The longest name of a tool that every format takes, in characters.</summary>
    private const int LongestToolName = 64;

    /// <param name="body">The client's.</param>
    /// <param name="from">The client's format.</param>
    /// <param name="to">The target's.</param>
    /// <param name="head">What the request says outside its body.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="context">What the writer of the reply will know.</param>
    /// <param name="allowLoss">Whether the route allows that meaning is lost.</param>
    public static OrRefusal<TranslatedRequest> Translate(
        ReadOnlyMemory<byte> body, WireFormat from, WireFormat to, RequestHead head, EncodeFor target, ReplyContext context, bool allowLoss)
    {
        if (Formats.Client(from) is not { } client)
        {
            return new Refusal(RefusalKind.InvalidRequest, $"A call in this format cannot be sent to {target.Provider}.");
        }

        return Change(body, json => client.ReadRequest(json, head).TryGet(out var request, out var refusal)
            ? Write(request, client, to, target, context, allowLoss)
            : refusal);
    }

    /// <summary>Reads a body and writes it again. One that holds what its format does not have there is the client's mistake.</summary>
    public static OrRefusal<TranslatedRequest> Change(ReadOnlyMemory<byte> body, Func<JsonElement, OrRefusal<TranslatedRequest>> change)
    {
        if (!Parse(body).TryGet(out var json, out var broken))
        {
            return broken;
        }

        using (json)
        {
            try
            {
                return change(json.RootElement);
            }
            catch (Exception odd) when (NeutralJson.IsOfAnotherKind(odd))
            {
                return new Refusal(RefusalKind.InvalidRequest, "The request body holds a value of another kind than its API has there, so it cannot be put into the words of another API. Compare it with the API's reference.");
            }
        }
    }

    /// <param name="body">What no text can be is U+FFFD in what is read of it.</param>
    public static OrRefusal<JsonDocument> Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(WellFormed.Of(body));
        }
        catch (JsonException broken)
        {
            return new Refusal(RefusalKind.InvalidRequest, $"The request body is not JSON: {broken.Message}");
        }
    }

    private static OrRefusal<TranslatedRequest> Write(NeutralRequest request, ClientFormat client, WireFormat to, EncodeFor target, ReplyContext context, bool allowLoss)
    {
        target = target with { Stream = request.Stream, ToolNames = ToolNames.For(Names(request), LongestToolName, static _ => false) };
        target = target with { Declared = request.Tools.Where(tool => tool.Hosted == HostedTool.None).Select(tool => target.ToolNames.Up(tool.Name)).ToHashSet() };
        var format = Formats.Target(to);
        var losses = new Losses(request.From, allowLoss);
        if (request.From != to)
        {
            (request, target) = Fit(request, target, losses);
        }

        var written = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(written, NeutralJson.Readable))
        {
            format.WriteRequest(writer, request, target, losses);
        }

        if (losses.Refusal is { } refusal)
        {
            return refusal;
        }

        context = context with
        {
            IncludeUsage = request.IncludeUsage,
            LegacyFunctions = request.LegacyFunctions,
            ShowThinking = request.Reasoning?.Show ?? true,
            Freeform = request.Tools.Where(tool => tool.Freeform).Select(tool => tool.Name).ToHashSet(),
        };
        return new TranslatedRequest(
            written.WrittenMemory, format.Headers(request, target), losses.Dropped, new ReplyTranslated(client, format, target, context, request.Stream));
    }

    /// <summary>What holds for every format alike: a temperature that is too high is lowered aloud, and some models take no sampling while they think.</summary>
    private static (NeutralRequest Request, EncodeFor Target) Fit(NeutralRequest request, EncodeFor target, Losses losses)
    {
        var traits = target.Traits;
        if (traits.Temperature && request.Temperature > traits.TemperatureMax)
        {
            losses.Drop(Field.Temperature);
            request = request with { Temperature = traits.TemperatureMax };
        }

        var thinks = request.Reasoning is { } ask && (ask.AsEffort is not (null or Effort.None) || ask.Enabled == true);
        return (request, thinks && !traits.SamplingWithThinking ? target with { Traits = traits with { Temperature = false, TopP = false, Logprobs = false } } : target);
    }

    private static IEnumerable<string> Names(NeutralRequest request) =>
        request.Tools.Where(tool => tool.Hosted == HostedTool.None).Select(tool => tool.Name)
            .Concat(request.ToolChoice?.Names ?? [])
            .Concat(request.Turns.SelectMany(turn => turn.Blocks).OfType<ToolCallBlock>().Select(call => call.Name));
}

/// <summary>A request in the format of its target.</summary>
/// <param name="Headers">What the format wants beside the body.</param>
/// <param name="Dropped">What is not in it, in the client's words.</param>
/// <param name="Change">What the answer has to go through.</param>
internal sealed record TranslatedRequest(ReadOnlyMemory<byte> Body, IReadOnlyList<KeyValuePair<string, string>> Headers, IReadOnlyList<string> Dropped, ReplyChange Change);
