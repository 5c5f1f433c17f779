using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using RelayPlane.Routing.Scoring;

namespace RelayPlane.Cli;

/// <summary>Scores one line of <c>route score</c>. A line that cannot be read is answered as well, with an error.</summary>
internal sealed class ScoreLine
{
    private const string NeedsPrompt = "prompt is needed, as a text";
    private readonly byte[] _features = new byte[Scorer.FeatureBytes];
    private readonly ArrayBufferWriter<byte> _text = new(64 << 10);

    /// <summary>Writes the answer and a line feed; nothing for an empty line.</summary>
    /// <returns>Whether the line could be read.</returns>
    public bool Answer(ReadOnlyMemory<byte> line, Stream answers)
    {
        if (line.Span.Trim("\uFEFF \t\r"u8).IsEmpty)
        {
            return true;
        }

        bool good;
        using (var json = new Utf8JsonWriter(answers))
        {
            good = Answer(line, json);
        }

        answers.WriteByte((byte)'\n');
        return good;
    }

    private bool Answer(ReadOnlyMemory<byte> line, Utf8JsonWriter json)
    {
        try
        {
            using var asked = JsonDocument.Parse(line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line);
            if (asked.RootElement.ValueKind != JsonValueKind.Object)
            {
                return Fail(json, default, "the line is not a JSON object");
            }

            var id = asked.RootElement.TryGetProperty("id", out var found) ? found : default;
            return Score(asked.RootElement, id, json);
        }
        catch (JsonException e)
        {
            return Fail(json, default, $"this is not JSON: {e.Message.Split(". LineNumber")[0]}");
        }
    }

    private bool Score(JsonElement line, JsonElement id, Utf8JsonWriter json)
    {
        if (!line.TryGetProperty("prompt", out var prompt) || prompt.ValueKind != JsonValueKind.String)
        {
            return Fail(json, id, NeedsPrompt);
        }

        if (Number(line, "turns", 1) is not { } turns || OfferedTools.Read(line) is not var (tools, parameters))
        {
            return Fail(json, id, "tools is a list and turns a number, where they are given");
        }

        if (!Unescape(JsonMarshal.GetRawUtf8Value(prompt)))
        {
            return Fail(json, id, "prompt is no valid text");
        }

        var asked = new Asked { Text = _text.WrittenSpan, Tools = tools, ToolParameters = parameters, Turns = turns };
        var heads = Scorer.Trained.Score(asked, _features);
        json.WriteStartObject();
        WriteId(json, id);
        json.WriteNumber("q_cheap", heads.Simple);
        json.WriteNumber("q_mid", heads.Moderate);
        json.WriteNumber("q_strong", heads.Complex);
        json.WriteString("tier", TierValue.Best(WorkPrior.Add(heads, RulesScore.OfWords(asked)), TierCosts.Usual, TierValue.UsualLambda) switch
        {
            Tier.Simple => "simple",
            Tier.Moderate => "moderate",
            _ => "complex",
        });
        json.WriteNumber("score", heads.Gain);
        json.WriteEndObject();
        return true;
    }

    private bool Unescape(ReadOnlySpan<byte> quoted)
    {
        _text.ResetWrittenCount();
        if (!quoted.Contains((byte)'\\'))
        {
            _text.Write(quoted[1..^1]);
            return true;
        }

        try
        {
            var reader = new Utf8JsonReader(quoted);
            reader.Read();
            _text.Advance(reader.CopyString(_text.GetSpan(quoted.Length)));
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The number, the usual one where there is none, or null where it is something else.</summary>
    private static int? Number(JsonElement line, string name, int usual) =>
        !line.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? usual
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? (int)Math.Clamp(number, 1, int.MaxValue)
        : null;

    private static bool Fail(Utf8JsonWriter json, JsonElement id, string error)
    {
        json.WriteStartObject();
        if (id.ValueKind != JsonValueKind.Undefined)
        {
            WriteId(json, id);
        }

        json.WriteString("error", error);
        json.WriteEndObject();
        return false;
    }

    private static void WriteId(Utf8JsonWriter json, JsonElement id)
    {
        json.WritePropertyName("id");
        if (id.ValueKind == JsonValueKind.Undefined)
        {
            json.WriteNullValue();
        }
        else
        {
            // As it stands: it may be no valid text.
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(id), skipInputValidation: true);
        }
    }
}
