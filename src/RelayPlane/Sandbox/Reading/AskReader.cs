using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Sandbox.Scripts;

namespace RelayPlane.Sandbox.Reading;

/// <summary>Reads a request body of any API in one pass, skipping what a reply does not depend on.</summary>
internal static class AskReader
{
    private const int BytesPerToken = 4;

    public static Ask Read(ReadOnlyMemory<byte> body, Door door)
    {
        var ask = new Ask { Model = door.Model, Stream = door.Endpoint == Endpoint.StreamGenerateContent };
        try
        {
            ReadObject(body.Span, door, ask);
            ask.Script = ask.Trouble is null ? Transcript.Read(body, door.Api) : null;
        }
        catch (JsonException error)
        {
            ask.Trouble = new Trouble(400, "The request body is not valid JSON: " + error.Message);
        }
        catch (InvalidOperationException)
        {
            ask.Trouble ??= new Trouble(400, "The request body has a field of the wrong type.");
        }

        catch (FormatException error)
        {
            ask.Trouble ??= new Trouble(400, error.Message);
        }

        return ask;
    }

    private static void ReadObject(ReadOnlySpan<byte> body, Door door, Ask ask)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            ask.Trouble = new Trouble(400, "The request body must be a JSON object.");
            return;
        }

        long bytes = 0;
        var prompted = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var prompt = PromptPart.Of(reader.ValueSpan, door.Api);
            if (prompt == PromptField.None)
            {
                ParameterReader.Read(ref reader, ask);
                continue;
            }

            reader.Read();
            var start = reader.TokenStartIndex;
            prompted |= prompt == PromptField.Turns;
            PromptPart.Read(ref reader, prompt, door, ask);
            bytes += reader.BytesConsumed - start;
        }

        ask.InputTokens = Math.Max(1, (bytes + BytesPerToken - 1) / BytesPerToken);
        // A model that is missing is named before anything else that is wrong.
        ask.Trouble = ask.Trouble?.Param == "model" ? ask.Trouble : ask.Model is null ? Missing(door, ask, prompted) : ask.Trouble ?? Missing(door, ask, prompted);
        if (ask.Trouble is null && door.Api == Api.Anthropic && body.IndexOf("\"cache_control\""u8) >= 0)
        {
            CacheMarks.Read(body, ask);
        }
    }

    private static Trouble? Missing(Door door, Ask ask, bool prompted)
    {
        if (ask.Model is null)
        {
            return door.Api == Api.Anthropic
                ? new Trouble(400, "model: Field required", Param: "model")
                : new Trouble(400, "you must provide a model parameter", Param: "model");
        }

        var wanted = PromptPart.TurnsName(door);
        return !prompted ? new Trouble(400, door.Api == Api.Anthropic ? $"{wanted}: Field required" : $"Missing required parameter: '{wanted}'.", "missing_required_parameter", wanted)
            : door.Endpoint == Endpoint.Messages && ask.MaxOutput is null ? new Trouble(400, "max_tokens: Field required", Param: "max_tokens")
            : null;
    }
}
