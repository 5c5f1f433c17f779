using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Dialects.OpenAI;
using RelayPlane.Metering;

namespace RelayPlane.Dialects.Chat;

/// <summary>Reads a whole Chat Completions reply: its first choice, as only a Chat Completions client can ask for more.</summary>
internal static class WholeReplyReader
{
    public static NeutralReply Read(JsonElement body, EncodeFor target)
    {
        var id = body.Text("id") is { Length: > 0 } given ? given : null;
        var choice = body.Items("choices").FirstOrDefault();
        var blocks = new List<Block>();
        if (choice.Get("message") is { } message)
        {
            Message(message, blocks, id ?? string.Empty, target);
            Annotations.Attach(blocks, [.. Annotations.Of(message, body)]);
        }

        var stop = StopWords.Read(choice) ?? new Stop(StopKind.Other);
        if (stop.Kind == StopKind.EndTurn && blocks.Exists(block => block is RefusalBlock))
        {
            stop = stop with { Kind = StopKind.Refusal };
        }

        return new NeutralReply(id, body.Text("model") is { Length: > 0 } model ? model : null, blocks, stop, Usage(body));
    }

    /// <summary>The counts of a reply or chunk, wherever the provider has them: Groq beside, Moonshot in the choice.</summary>
    public static TokenUsage? Usage(JsonElement body)
    {
        var usage = body.Get("usage") ?? body.Get("x_groq")?.Get("usage");
        if (usage is null && body.Get("choices") is { ValueKind: JsonValueKind.Array } choices && choices.GetArrayLength() > 0)
        {
            usage = choices[0].Get("usage");
        }

        return usage is { ValueKind: JsonValueKind.Object } counts ? OpenAIUsage.Read(JsonMarshal.GetRawUtf8Value(counts)) : null;
    }

    /// <summary>An id for a call that its provider gave none: no other reply's call has it.</summary>
    public static string MadeId(string reply, int call)
    {
        var hash = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(reply));
        return string.Create(CultureInfo.InvariantCulture, $"call_{hash:x16}{call}");
    }

    private static void Message(JsonElement message, List<Block> blocks, string reply, EncodeFor target)
    {
        History.Thoughts(message, blocks, target.Provider, target.Key);
        PartReader.Read(message.Get("content"), blocks);
        if (message.Text("refusal") is { Length: > 0 } refusal)
        {
            blocks.Add(new RefusalBlock(refusal));
        }

        foreach (var image in message.Items("images"))
        {
            if (image.Get("image_url")?.Text("url") is { } url)
            {
                blocks.Add(DataUrl.Read(MediaKind.Image, url) with { Raw = image });
            }
        }

        if (message.Get("audio") is { ValueKind: JsonValueKind.Object } audio && audio.Text("data") is { Length: > 0 })
        {
            blocks.Add(new OpaqueBlock("audio") { Raw = audio });
        }

        foreach (var call in message.Items("tool_calls"))
        {
            blocks.Add(History.Call(call, MadeId(reply, blocks.Count), target.Provider, target.Key));
        }

        if (message.Get("function_call") is { ValueKind: JsonValueKind.Object } function && message.Get("tool_calls") is null)
        {
            blocks.Add(History.Call(function, MadeId(reply, blocks.Count)));
        }
    }
}
