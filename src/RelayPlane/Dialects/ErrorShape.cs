using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using RelayPlane.Catalog;

namespace RelayPlane.Dialects;

/// <summary>An error in one API's terms.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">Anthropic's and OpenAI's <c>type</c>, Gemini's <c>status</c>.</param>
internal readonly record struct SaidError(int Status, string Type, string Message)
{
    /// <summary>OpenAI only.</summary>
    public string? Code { get; init; }

    /// <summary>OpenAI only: the parameter at fault.</summary>
    public string? Param { get; init; }
}

/// <summary>The shape of an error in each API: whole, and as the event that ends a stream.</summary>
internal static class ErrorShape
{
    public const string Json = "application/json";

    /// <summary>Messages stay readable: only what JSON itself wants escaped is.</summary>
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="requestId">For Anthropic's clients.</param>
    public static byte[] Whole(Api api, SaidError error, string requestId) => Write(writer =>
    {
        if (api == Api.Anthropic)
        {
            writer.WriteString("type"u8, "error"u8);
        }

        writer.WriteStartObject("error"u8);
        switch (api)
        {
            case Api.Anthropic:
                writer.WriteString("type"u8, error.Type);
                writer.WriteString("message"u8, error.Message);
                break;
            case Api.Gemini:
                writer.WriteNumber("code"u8, error.Status);
                writer.WriteString("message"u8, error.Message);
                writer.WriteString("status"u8, error.Type);
                break;
            default:
                writer.WriteString("message"u8, error.Message);
                writer.WriteString("type"u8, error.Type);
                writer.WriteString("param"u8, error.Param);
                writer.WriteString("code"u8, error.Code);
                break;
        }

        writer.WriteEndObject();
        if (api == Api.Anthropic)
        {
            writer.WriteString("request_id"u8, requestId);
        }
    });

    public static byte[] InStream(Api api, Endpoint endpoint, SaidError error, string requestId) => (api, endpoint) switch
    {
        (Api.Anthropic, _) => [.. "event: error\ndata: "u8, .. Whole(api, error, requestId), .. "\n\n"u8],
        (Api.OpenAI, Endpoint.Responses) => [.. "event: error\ndata: "u8, .. Flat(error), .. "\n\n"u8],
        (Api.Gemini, _) => [.. "data: "u8, .. Whole(api, error, requestId), .. "\r\n\r\n"u8],
        _ => [.. "data: "u8, .. Whole(api, error, requestId), .. "\n\n"u8],
    };

    /// <summary>The error event of the Responses API has no object inside.</summary>
    private static byte[] Flat(SaidError error) => Write(writer =>
    {
        writer.WriteString("type"u8, "error"u8);
        writer.WriteString("code"u8, error.Code ?? error.Type);
        writer.WriteString("message"u8, error.Message);
        writer.WriteString("param"u8, error.Param);
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
