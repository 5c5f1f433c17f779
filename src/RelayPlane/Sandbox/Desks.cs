using System.Security.Cryptography;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Sandbox.Reading;
using RelayPlane.Sandbox.Sending;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox;

/// <summary>Who answers at which door: the speakers of the generating endpoints, and the small ones that need no model.</summary>
internal static class Desks
{
    private static readonly Anthropic.MessageSpeaker Messages = new();
    private static readonly OpenAI.ChatSpeaker Chat = new();
    private static readonly OpenAI.CompletionSpeaker Completions = new();
    private static readonly OpenAI.ResponseSpeaker Responses = new();
    private static readonly Gemini.ContentSpeaker ContentEvents = new(sse: true);
    private static readonly Gemini.ContentSpeaker ContentArray = new(sse: false);

    public static Speaker? SpeakerOf(Door door, HttpRequest request) => door.Endpoint switch
    {
        Endpoint.Messages => Messages,
        Endpoint.ChatCompletions => Chat,
        Endpoint.Completions => Completions,
        Endpoint.Responses => Responses,
        Endpoint.GenerateContent => ContentEvents,
        Endpoint.StreamGenerateContent => request.Query["alt"] == "sse" ? ContentEvents : ContentArray,
        _ => null,
    };

    public static async Task AnswerAsync(HttpContext context, Behaviour behaviour, Door door, Body body, string id, SandboxOptions options)
    {
        using var frame = new FrameWriter();
        var trouble = door.Endpoint switch
        {
            Endpoint.CountTokens or Endpoint.GeminiCountTokens or Endpoint.Embeddings or Endpoint.EmbedContent or Endpoint.BatchEmbedContents => WriteCounted(frame.Json(), door, body, options),
            Endpoint.Models => WriteList(frame.Json(), door, context.Request.Query),
            Endpoint.Model => WriteModel(frame.Json(), door, options),
            _ => WriteEcho(frame.Json(), context.Request, body),
        };
        if (trouble is not null)
        {
            await ErrorReply.SendAsync(context, behaviour, door, trouble, id);
            return;
        }

        frame.Flush();
        await BodySender.SendAsync(context, behaviour, frame);
    }

    private static Trouble? WriteCounted(Utf8JsonWriter json, Door door, Body body, SandboxOptions options)
    {
        var ask = AskReader.Read(body.Memory, door);
        if ((ask.Trouble ?? Checks.Model(door, ask.Model!, options.AnyModel)) is { } trouble)
        {
            return trouble;
        }

        if (door.Endpoint == Endpoint.Embeddings)
        {
            OpenAI.EmbeddingBody.Write(json, ask, options.Seed);
            return null;
        }

        if (door.Endpoint is Endpoint.EmbedContent or Endpoint.BatchEmbedContents)
        {
            Gemini.EmbedBody.Write(json, ask, door.Endpoint == Endpoint.BatchEmbedContents, options.Seed);
            return null;
        }

        json.WriteStartObject();
        json.WriteNumber(door.Endpoint == Endpoint.CountTokens ? "input_tokens"u8 : "totalTokens"u8, ask.InputTokens);
        json.WriteEndObject();
        return null;
    }

    private static Trouble? WriteList(Utf8JsonWriter json, Door door, IQueryCollection query)
    {
        switch (door.Api)
        {
            case Api.Anthropic:
                Anthropic.ModelPage.List(json, query);
                break;
            case Api.Gemini:
                Gemini.ModelPage.List(json, query);
                break;
            default:
                OpenAI.ModelList.List(json);
                break;
        }

        return null;
    }

    private static Trouble? WriteModel(Utf8JsonWriter json, Door door, SandboxOptions options)
    {
        if (Checks.Model(door, door.Model!, options.AnyModel) is { } trouble)
        {
            return trouble;
        }

        Action<Utf8JsonWriter, string> write = door.Api switch
        {
            Api.Anthropic => Anthropic.ModelPage.One,
            Api.Gemini => Gemini.ModelPage.One,
            _ => OpenAI.ModelList.One,
        };
        write(json, door.Model!);
        return null;
    }

    // What came in, so that a passed-through path can be tested.
    private static Trouble? WriteEcho(Utf8JsonWriter json, HttpRequest request, Body body)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "echo"u8);
        json.WriteString("method"u8, request.Method);
        json.WriteString("path"u8, request.Path.Value);
        json.WriteString("query"u8, request.QueryString.Value);
        json.WriteString("content_type"u8, request.ContentType);
        json.WriteNumber("bytes"u8, body.Span.Length);
        json.WriteString("sha256"u8, Convert.ToHexStringLower(SHA256.HashData(body.Span)));
        json.WriteEndObject();
        return null;
    }
}
