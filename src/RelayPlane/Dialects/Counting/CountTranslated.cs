using System.Text.Json;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.Translation;

namespace RelayPlane.Dialects.Counting;

/// <summary>The count is told in the client's words.</summary>
/// <param name="from">What the client asked.</param>
internal sealed class CountTranslated(Endpoint from) : ReplyChange
{
    public override string ContentType => "application/json";

    public override ReplyRewriting Begin(bool streamed) => new Rewriting(from);

    /// <summary>One count on its way back.</summary>
    private sealed class Rewriting(Endpoint from) : WholeRewriting
    {
        protected override void Rewrite(JsonElement reply, Utf8JsonWriter json)
        {
            var tokens = reply.Whole("input_tokens") ?? reply.Whole("totalTokens") ?? throw new InvalidDataException("The reply holds no count.");
            json.WriteStartObject();
            json.WriteNumber(from == Endpoint.GeminiCountTokens ? "totalTokens"u8 : "input_tokens"u8, tokens);
            json.WriteEndObject();
        }
    }
}
