using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using RelayPlane.Catalog;

namespace RelayPlane.Dialects;

/// <summary>Writes a refusal as the client's API would have: the one place where our own errors take a shape.</summary>
internal static class ErrorBody
{
    private const string Json = "application/json";

    /// <summary>Messages stay readable: only what JSON itself wants escaped is.</summary>
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A whole reply.</summary>
    public static (int Status, string ContentType, byte[] Body) Write(Api api, Refusal refusal, string callId) =>
        (ErrorTerms.Status(api, refusal.Kind), Json, Bytes(api, refusal, callId));

    /// <summary>The event that ends a stream which has already started.</summary>
    public static byte[] InStream(Api api, Endpoint endpoint, Refusal refusal, string callId) => (api, endpoint) switch
    {
        (Api.Anthropic, _) => [.. "event: error\ndata: "u8, .. Bytes(api, refusal, callId), .. "\n\n"u8],
        (Api.OpenAI, Endpoint.Responses) => [.. "event: error\ndata: "u8, .. Flat(refusal), .. "\n\n"u8],
        (Api.Gemini, _) => [.. "data: "u8, .. Bytes(api, refusal, callId), .. "\r\n\r\n"u8],
        _ => [.. "data: "u8, .. Bytes(api, refusal, callId), .. "\n\n"u8],
    };

    /// <summary>The event that ends a stream with a provider's own error, word for word; null where that does not fit the dialect.</summary>
    public static byte[]? Quoted(Api api, Endpoint endpoint, ReadOnlySpan<byte> error)
    {
        error = error.Trim(" \t\r\n"u8);
        if ((api, endpoint) is (Api.OpenAI, Endpoint.Responses) || !WholeBody.IsWhole(error) || error[0] != '{' || !WholeBody.HasError(error)
            || (api == Api.Anthropic && !JsonText.Member(error, "type"u8).SequenceEqual("\"error\""u8)))
        {
            return null;
        }

        // Line ends within JSON are white space only; within an event they would be new lines of it.
        byte[] line = [.. error];
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        return api switch
        {
            Api.Anthropic => [.. "event: error\ndata: "u8, .. line, .. "\n\n"u8],
            Api.Gemini => [.. "data: "u8, .. line, .. "\r\n\r\n"u8],
            _ => [.. "data: "u8, .. line, .. "\n\n"u8],
        };
    }

    private static byte[] Bytes(Api api, Refusal refusal, string callId) => Write(writer =>
    {
        if (api == Api.Anthropic)
        {
            writer.WriteString("type"u8, "error"u8);
        }

        writer.WriteStartObject("error"u8);
        switch (api)
        {
            case Api.Anthropic:
                writer.WriteString("type"u8, ErrorTerms.Anthropic(refusal.Kind));
                writer.WriteString("message"u8, refusal.Message);
                break;
            case Api.Gemini:
                writer.WriteNumber("code"u8, ErrorTerms.Status(api, refusal.Kind));
                writer.WriteString("message"u8, refusal.Message);
                writer.WriteString("status"u8, ErrorTerms.Gemini(refusal.Kind));
                break;
            default:
                writer.WriteString("message"u8, refusal.Message);
                writer.WriteString("type"u8, ErrorTerms.OpenAIType(refusal.Kind));
                writer.WriteString("param"u8, refusal.Param);
                writer.WriteString("code"u8, ErrorTerms.OpenAICode(refusal.Kind));
                break;
        }

        writer.WriteEndObject();
        if (api == Api.Anthropic)
        {
            writer.WriteString("request_id"u8, callId);
        }
    });

    /// <summary>The error event of the Responses API has no object inside.</summary>
    private static byte[] Flat(Refusal refusal) => Write(writer =>
    {
        writer.WriteString("type"u8, "error"u8);
        writer.WriteString("code"u8, ErrorTerms.OpenAICode(refusal.Kind) ?? ErrorTerms.OpenAIType(refusal.Kind));
        writer.WriteString("message"u8, refusal.Message);
        writer.WriteString("param"u8, refusal.Param);
    });

    private static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
